"""Addresses of processes: for readers, and for who runs and moderates them."""

from django.urls import include, path

from .showing import views

app_name = "consensus"
urlpatterns = [
    path("", views.index, name="index"),
    path("", include("cairnhub.consensus.running.urls")),
    path("<str:process_id>/report/", include("cairnhub.consensus.reporting.urls")),
    path("<str:object_id>/", views.process, name="process"),
]
