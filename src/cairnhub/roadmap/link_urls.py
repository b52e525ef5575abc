"""Addresses of the link page: it lies in the framework but shows everything, so it is a view of the roadmap."""

from django.urls import path

from . import link_views as views

app_name = "links"
urlpatterns = [
    path("<str:object_id>/", views.link, name="link"),
    path("<str:object_id>/findings.csv", views.findings_csv, name="findings_csv"),
    path("<str:object_id>/findings.<str:ending>", views.findings_picture, name="findings_picture"),
    path("<str:object_id>/brief/", views.brief, name="brief"),
    path("<str:object_id>/brief.docx", views.brief_docx, name="brief_docx"),
]
