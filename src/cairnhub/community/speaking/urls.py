from django.urls import path

from . import views

app_name = "speaking"
urlpatterns = [
    path("<str:object_id>/", views.speaking, name="speaking"),
    path("<str:object_id>/name/", views.name, name="name"),
    path("<str:object_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:object_id>/<int:speaker_id>/confirm/", views.confirm, name="confirm"),
    path("<str:object_id>/<int:speaker_id>/end/", views.end, name="end"),
]
