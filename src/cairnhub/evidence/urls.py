from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("studies/<str:object_id>/", views.study, name="study"),
]
