from django.urls import path

from . import views

app_name = "community"
urlpatterns = [
    path("", views.index, name="index"),
    path("organisations.csv", views.organisations_csv, name="organisations_csv"),
    path("organisations/<str:object_id>/", views.organisation, name="organisation"),
    path("people/<str:object_id>/", views.person, name="person"),
]
