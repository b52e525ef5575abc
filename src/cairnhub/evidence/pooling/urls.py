from django.urls import path

from . import views

app_name = "pooling"
urlpatterns = [
    path("", views.index, name="index"),
    path("answers.csv", views.index_csv, name="index_csv"),
    path("links/<str:object_id>/", views.proposals, name="proposals"),
    path("links/<str:object_id>/add/", views.add, name="add"),
    path("<str:object_id>/", views.pooling, name="pooling"),
    path("<str:object_id>/change/", views.change, name="change"),
    path("<str:object_id>/effects.csv", views.effects_csv, name="effects_csv"),
    path("<str:object_id>/<slug:name>.<str:ending>", views.picture, name="picture"),
]
