from django.urls import path

from . import feeds, moderation, own, views

app_name = "talk"
urlpatterns = [
    path("conduct/", views.conduct, name="conduct"),
    path("moderation/", moderation.index, name="moderation"),
    path("moderation/<int:comment_id>/", moderation.moderate, name="moderate"),
    path("comments/<int:comment_id>/", views.comment, name="comment"),
    path("comments/<int:comment_id>/reply/", views.reply, name="reply"),
    path("comments/<int:comment_id>/report/", views.report, name="report"),
    path("comments/<int:comment_id>/change/", own.change, name="change"),
    path("comments/<int:comment_id>/take-back/", own.take_back, name="take_back"),
    path("<str:kind>/<str:object_id>/", views.about, name="about"),
    path("<str:kind>/<str:object_id>/say/", views.say, name="say"),
    path("<str:kind>/<str:object_id>/feed.atom", feeds.feed, name="feed"),
    path("<str:kind>/<str:object_id>/comments.csv", views.comments_csv, name="comments_csv"),
]
