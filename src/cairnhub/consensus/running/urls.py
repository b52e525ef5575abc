"""Addresses for those who run and moderate processes."""

from django.urls import path

from . import item_views, views

urlpatterns = [
    path("new/", views.start, name="start"),
    path("<str:process_id>/run/", views.run, name="run"),
    path("<str:process_id>/run/protocol/", views.protocol, name="protocol"),
    path("<str:process_id>/run/parts/", views.parts, name="parts"),
    path("<str:process_id>/run/fix/", views.fix, name="fix"),
    path("<str:process_id>/run/end/", views.end, name="end"),
    path("<str:process_id>/run/rehearse/", views.rehearse, name="rehearse"),
    path("<str:process_id>/run/rounds/add/", views.add_round, name="add_round"),
    path("<str:process_id>/run/rounds/<int:number>/open/", views.open_round, name="open_round"),
    path("<str:process_id>/run/rounds/<int:number>/close/", views.close_round, name="close_round"),
    path("<str:process_id>/run/rounds/<int:number>/skip/", views.skip_round, name="skip_round"),
    path("<str:process_id>/run/items/", item_views.listed, name="items"),
    path("<str:process_id>/run/items/gather/", item_views.gather, name="gather"),
    path("<str:process_id>/run/items/merge/", item_views.merge, name="merge"),
    path("<str:process_id>/run/items/<int:item_id>/", item_views.item, name="item"),
    path("<str:process_id>/run/moderation/", item_views.moderate, name="moderate"),
    path("<str:process_id>/run/moderation/suggestions/", item_views.take_up, name="take_up"),
    path("<str:process_id>/run/moderation/<int:remark_id>/", item_views.judge, name="judge"),
]
