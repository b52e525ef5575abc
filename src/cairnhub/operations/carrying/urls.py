from django.urls import path

from . import views

app_name = "carrying"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:key>/file/", views.download, name="download"),
    path("<str:key>/delete/", views.delete, name="delete"),
]
