"""Addresses about who is invited. None of them holds the secret of a link."""

from django.urls import path

from . import list_views, shared_views, views

app_name = "inviting"
urlpatterns = [
    path("", list_views.index, name="index"),
    path("template.csv", list_views.template, name="template_csv"),
    path("lists/<str:token>/", list_views.preview, name="preview"),
    path("lists/<str:token>/rows.csv", list_views.preview_csv, name="preview_csv"),
    path("lists/<str:token>/discard/", list_views.discard, name="discard"),
    path("send/", views.send, name="send"),
    path("remind/", views.remind, name="remind"),
    path("people/", views.people, name="people"),
    path("people.csv", views.people_csv, name="people_csv"),
    path("people/<int:invitation_id>/", views.person, name="person"),
    path("people/<int:invitation_id>/correct/", views.correct, name="correct"),
    path("people/<int:invitation_id>/new-link/", views.new_link, name="new_link"),
    path("people/<int:invitation_id>/declined/", views.declined, name="declined"),
    path("people/<int:invitation_id>/take-out/", views.take_out, name="take_out"),
    path("undeliverable/", views.undeliverable, name="undeliverable"),
    path("shared/", shared_views.shared, name="shared"),
    path("shared/print/", shared_views.printed, name="printed"),
    path("delete/", views.delete, name="delete"),
    path("declined/<str:token>/", views.decline, name="decline"),
]
