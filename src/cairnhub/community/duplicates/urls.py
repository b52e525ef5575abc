from django.urls import path

from . import views

app_name = "duplicates"
urlpatterns = [
    path("", views.index, name="index"),
    path("pairs.csv", views.pairs_csv, name="pairs_csv"),
    path("mergers/<int:merger_id>/undo/", views.undo, name="undo"),
    path("<str:first>/<str:second>/", views.pair, name="pair"),
    path("<str:first>/<str:second>/two/", views.tell_apart, name="tell_apart"),
    path("<str:first>/<str:second>/again/", views.forget_apart, name="forget_apart"),
]
