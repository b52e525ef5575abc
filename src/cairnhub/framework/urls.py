from django.urls import path

from . import version_views, views

app_name = "framework"
urlpatterns = [
    path("", views.index, name="index"),
    path("diagram.svg", views.diagram_svg, name="diagram_svg"),
    path("constructs.csv", views.constructs_csv, name="constructs_csv"),
    path("links.csv", views.links_csv, name="links_csv"),
    path("versions/", version_views.versions, name="versions"),
    path("versions/<str:object_id>/", version_views.version, name="version"),
    path("versions/<str:object_id>/diagram.svg", version_views.diagram_svg, name="version_svg"),
    path("versions/<str:object_id>/constructs.csv", version_views.constructs_csv, name="version_constructs_csv"),
    path("versions/<str:object_id>/links.csv", version_views.links_csv, name="version_links_csv"),
    path("compare/", version_views.compare, name="compare"),
    path("compare.csv", version_views.compare_csv, name="compare_csv"),
    path("publish/", version_views.publish, name="publish"),
]
