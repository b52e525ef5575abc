"""Addresses of the pages of panellists. None of them holds a secret: that stands behind the # of a link."""

from django.urls import path

from . import views

app_name = "rounds"
urlpatterns = [
    path("<str:process_id>/", views.entry, name="entry"),
    path("<str:process_id>/enter/", views.enter, name="enter"),
    path("<str:process_id>/begin/", views.begin, name="begin"),
    path("<str:process_id>/mine/", views.mine, name="mine"),
    path("<str:process_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:process_id>/leave/", views.leave, name="leave"),
    path("<str:process_id>/<int:place>/", views.screen, name="screen"),
    path("<str:process_id>/<path:spoilt>", views.spoilt, name="spoilt"),
]
