"""Addresses of a process's report, below /consensus/<id>/report/."""

from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.report, name="report"),
    path("protocol.json", views.protocol, name="protocol"),
    path("data.zip", views.data, name="data"),
    path("tables/<slug:name>.csv", views.table, name="table"),
    path("pictures/<slug:name>.<str:ending>", views.picture, name="picture"),
    path("checklists/<slug:name>.csv", views.checklist_csv, name="checklist"),
    path("checklists/<slug:name>/<slug:number>/", views.words, name="words"),
]
