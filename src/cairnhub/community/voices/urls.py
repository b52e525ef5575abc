"""Addresses of whose voice is missing."""

from django.urls import path

from . import views

app_name = "voices"
urlpatterns = [
    path("", views.index, name="index"),
    path("voices.csv", views.voices_csv, name="voices_csv"),
]
