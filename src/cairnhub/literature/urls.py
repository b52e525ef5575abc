from django.urls import path

from . import views
from .lookup import views as lookup

app_name = "literature"
urlpatterns = [
    path("to-complete/", lookup.to_complete, name="to_complete"),
    path("<str:object_id>/", views.reference, name="reference"),
    path("<str:object_id>/complete/", lookup.complete, name="complete"),
    path("<str:object_id>/complete/save/", lookup.take_over, name="take_over"),
]
