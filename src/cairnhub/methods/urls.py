from django.urls import path

from . import views

app_name = "methods"
urlpatterns = [
    path("", views.index, name="index"),
    path("designs.svg", views.uses_svg, name="uses_svg"),
    path("designs.csv", views.uses_csv, name="uses_csv"),
    path("designs/<str:object_id>/", views.design, name="design"),
]
