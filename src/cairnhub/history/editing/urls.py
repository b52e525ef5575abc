from django.urls import path

from . import views

app_name = "editing"
urlpatterns = [
    path("<str:kind>/add/", views.add, name="add"),
    path("<str:kind>/<str:object_id>/", views.change, name="change"),
]
