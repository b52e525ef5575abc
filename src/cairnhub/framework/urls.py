from django.urls import path

from . import views

app_name = "framework"
urlpatterns = [
    path("", views.index, name="index"),
    path("versions/<str:object_id>/", views.version, name="version"),
    path("constructs/<str:object_id>/", views.construct, name="construct"),
]
