"""Addresses of the roadmap."""

from django.urls import path

from . import views
from .start.views import start
from .weights_view import weights

app_name = "roadmap"
urlpatterns = [
    path("", views.index, name="index"),
    path("start/<str:key>/", start, name="start"),
    path("roadmap/ranking/", views.ranking, name="ranking"),
    path("roadmap/ranking.csv", views.ranking_csv, name="ranking_csv"),
    path("roadmap/ranking.svg", views.ranking_svg, name="ranking_svg"),
    path("roadmap/map/", views.whole_map, name="map"),
    path("roadmap/map.csv", views.map_csv, name="map_csv"),
    path("roadmap/map.svg", views.map_svg, name="map_svg"),
    path("roadmap/weights/", weights, name="weights"),
    path("roadmap/rules/", views.rules, name="rules"),
]
