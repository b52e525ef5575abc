from django.urls import path

from . import views

app_name = "literature"
urlpatterns = [
    path("<str:object_id>/", views.reference, name="reference"),
]
