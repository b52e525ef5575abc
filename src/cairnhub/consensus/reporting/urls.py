"""Addresses of a process's report, below /consensus/<id>/report/."""

from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.report, name="report"),
    path("protocol.json", views.protocol, name="protocol_data"),
    path("data.zip", views.data, name="package_data"),
    path("tables/<slug:name>.csv", views.table, name="table_csv"),
    path("pictures/<slug:name>.<str:ending>", views.picture, name="picture"),
    path("checklists/<slug:name>.csv", views.checklist_csv, name="checklist_csv"),
    path("checklists/<slug:name>/<slug:number>/", views.words, name="words"),
]
