from django.urls import path

from . import views

app_name = "editing"
urlpatterns = [
    path("", views.index, name="index"),
    path("events/<int:event_id>/undo/", views.undo, name="undo"),
    path("<str:kind>/", views.kind, name="kind"),
    path("<str:kind>/add/", views.add, name="add"),
    path("<str:kind>/<str:object_id>/", views.change, name="change"),
    path("<str:kind>/<str:object_id>/remove/", views.remove, name="remove"),
    path("<str:kind>/<str:object_id>/restore/", views.restore, name="restore"),
]
