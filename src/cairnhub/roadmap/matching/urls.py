"""Addresses of matching."""

from django.urls import path

from . import views

app_name = "matching"
urlpatterns = [
    path("ask/<str:kind>/<str:object_id>/", views.ask, name="ask"),
    path("ask/<str:kind>/<str:object_id>/people.csv", views.ask_csv, name="ask_csv"),
    path("for-me/", views.for_me, name="for_me"),
]
