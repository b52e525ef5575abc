from django.urls import path

from . import suggesting, views, workspace

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="index"),
    path("agenda/questions.csv", views.questions_csv, name="questions_csv"),
    path("agenda/questions/<str:object_id>/", views.question, name="question"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest/sent/<str:token>/", suggesting.suggestion, name="suggestion"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("workspace/suggestions/", workspace.moderation, name="moderation"),
    path("workspace/suggestions/<int:suggestion_id>/", workspace.moderate, name="moderate"),
]
