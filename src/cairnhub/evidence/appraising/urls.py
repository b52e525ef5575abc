from django.urls import path

from . import views

app_name = "appraising"
urlpatterns = [
    path("", views.instruments, name="instruments"),
    path("wording/<str:instrument>/<str:domain>/", views.wording, name="wording"),
    path("studies/<str:object_id>/<str:instrument>/", views.appraise, name="appraise"),
    path("links/<str:object_id>/", views.lights, name="lights"),
    path("links/<str:object_id>/<str:instrument>.csv", views.lights_csv, name="lights_csv"),
    path("links/<str:object_id>/<str:instrument>.<str:ending>", views.lights_picture, name="lights_picture"),
]
