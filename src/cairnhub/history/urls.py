from django.urls import path

from . import views

app_name = "history"
urlpatterns = [
    path("", views.index, name="index"),
    path("feed.atom", views.feed, name="feed"),
    path("<str:kind>/<str:object_id>/", views.object_history, name="object"),
]
