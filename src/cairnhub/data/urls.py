from django.urls import path

from . import views

app_name = "data"
urlpatterns = [
    path("", views.index, name="index"),
    path("sources.csv", views.sources_csv, name="sources_csv"),
    path("sources/<str:object_id>/", views.source, name="source"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage.svg", views.coverage_svg, name="coverage_svg"),
    path("coverage.csv", views.coverage_csv, name="coverage_csv"),
    path("unmeasured/", views.unmeasured, name="unmeasured"),
    path("unmeasured.csv", views.unmeasured_csv, name="unmeasured_csv"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes.csv", views.programmes_csv, name="programmes_csv"),
]
