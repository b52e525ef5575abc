"""Addresses of the construct page: it lies in the framework but shows evidence, so it is a view of the roadmap."""

from django.urls import path

from . import construct_views as views

app_name = "constructs"
urlpatterns = [
    path("<str:object_id>/", views.construct, name="construct"),
]
