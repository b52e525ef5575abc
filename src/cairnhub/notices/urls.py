from django.urls import path

from . import feeds, views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.mark_read, name="mark_read"),
    path("following/", views.following, name="following"),
    path("following/everything/", views.follow_everything, name="follow_everything"),
    path("following/search/", views.follow_search, name="follow_search"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("<str:kind>/<str:object_id>/follow/", views.follow, name="follow"),
    path("<str:kind>/<str:object_id>/unfollow/", views.unfollow, name="unfollow"),
    path("<str:kind>/<str:object_id>/mute/", views.mute, name="mute"),
    path("<str:kind>/<str:object_id>/feed/", feeds.feed, name="feed"),
]
