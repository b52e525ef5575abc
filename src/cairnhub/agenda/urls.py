from django.urls import path

from . import suggesting, views, workspace
from .life import views as life

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="index"),
    path("agenda/questions.csv", views.questions_csv, name="questions_csv"),
    path("agenda/questions/<str:object_id>/", views.question, name="question"),
    path("agenda/questions/<str:object_id>/move/<str:name>/", life.move, name="move"),
    path("agenda/questions/<str:object_id>/claim/", life.claim, name="claim"),
    path("agenda/questions/<str:object_id>/renew/", life.renew, name="renew"),
    path("agenda/questions/<str:object_id>/answer/", life.answer, name="answer"),
    path("agenda/questions/<str:object_id>/sign-off/", life.sign_off, name="sign_off"),
    path("agenda/questions/<str:object_id>/merge/", life.merge, name="merge"),
    path("agenda/questions/<str:object_id>/part/", life.part, name="part"),
    path("agenda/questions/<str:object_id>/would-fund/", life.would_fund, name="would_fund"),
    path("agenda/questions/<str:object_id>/evidence/", life.look_at_evidence, name="look_at_evidence"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest/sent/<str:token>/", suggesting.suggestion, name="suggestion"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("workspace/suggestions/", workspace.moderation, name="moderation"),
    path("workspace/suggestions/<int:suggestion_id>/", workspace.moderate, name="moderate"),
]
