"""Addresses of processes: for readers, and for who runs and moderates them."""

from django.urls import include, path

from .running import response
from .showing import views

app_name = "consensus"
urlpatterns = [
    path("", views.index, name="index"),
    path("", include("cairnhub.consensus.running.urls")),
    path("<str:process_id>/run/invitations/", include("cairnhub.consensus.inviting.urls")),
    path("<str:process_id>/run/response/", response.response, name="response"),
    path("<str:process_id>/run/response.csv", response.response_csv, name="response_csv"),
    path("<str:process_id>/report/", include("cairnhub.consensus.reporting.urls")),
    path("<str:process_id>/", views.process, name="process"),
]
