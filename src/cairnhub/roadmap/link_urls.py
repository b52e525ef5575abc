"""Addresses of the link page: it lies in the framework but shows everything, so it is a view of the roadmap."""

from django.urls import path

from . import link_views as views

app_name = "links"
urlpatterns = [
    path("<str:object_id>/", views.link, name="link"),
]
