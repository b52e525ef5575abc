from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("make/", views.make, name="make"),
    path("<str:day>/", views.report, name="report"),
    path("<str:day>/report.csv", views.report_csv, name="report_csv"),
    path("<str:day>/report.docx", views.report_docx, name="report_docx"),
    path("<str:day>/publish/", views.publish, name="publish"),
]
