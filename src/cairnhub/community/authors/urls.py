from django.urls import path

from . import views

app_name = "authors"
urlpatterns = [
    path("", views.index, name="index"),
    path("authors.csv", views.authors_csv, name="authors_csv"),
    path("<str:key>/", views.author, name="author"),
]
