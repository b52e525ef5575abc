from django.urls import path

from . import views
from .gapmap import views as gapmap

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("studies.csv", views.studies_csv, name="studies_csv"),
    path("map/", gapmap.page, name="map"),
    path("map.csv", gapmap.csv, name="map_csv"),
    path("map-standalone.html", gapmap.standalone, name="map_standalone"),
    path("map.<str:ending>", gapmap.picture, name="map_picture"),
    path("studies/<str:object_id>/", views.study, name="study"),
    path("studies/<str:object_id>/interval.svg", views.interval_svg, name="interval_svg"),
    path("studies/<str:object_id>/interval.csv", views.interval_csv, name="interval_csv"),
    path("studies/<str:object_id>/counts.svg", views.counts_svg, name="counts_svg"),
    path("studies/<str:object_id>/counts.csv", views.counts_csv, name="counts_csv"),
]
