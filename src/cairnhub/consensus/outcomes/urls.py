"""Where coordinators let a process act on the framework."""

from django.urls import path

from . import views

app_name = "outcomes"
urlpatterns = [
    path("<str:process_id>/run/framework/", views.framework, name="framework"),
    path("<str:process_id>/run/items/<int:item_id>/follows/", views.propose, name="propose"),
]
