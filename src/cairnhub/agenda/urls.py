from django.urls import path

from . import views

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="index"),
    path("agenda/questions/<str:object_id>/", views.question, name="question"),
    path("suggest/", views.suggest, name="suggest"),
    path("suggest/sent/<str:token>/", views.suggestion, name="suggestion"),
    path("workspace/", views.workspace, name="workspace"),
]
