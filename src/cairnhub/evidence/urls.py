from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("studies.csv", views.studies_csv, name="studies_csv"),
    path("map/", views.gap_map_page, name="map"),
    path("map.csv", views.gap_map_csv, name="map_csv"),
    path("map-standalone.html", views.gap_map_standalone, name="map_standalone"),
    path("map.<str:ending>", views.gap_map_picture, name="map_picture"),
    path("studies/<str:object_id>/", views.study, name="study"),
    path("studies/<str:object_id>/interval.svg", views.interval_svg, name="interval_svg"),
    path("studies/<str:object_id>/interval.csv", views.interval_csv, name="interval_csv"),
    path("studies/<str:object_id>/counts.svg", views.counts_svg, name="counts_svg"),
    path("studies/<str:object_id>/counts.csv", views.counts_csv, name="counts_csv"),
]
