from django.urls import path

from . import suggesting, views, workspace
from .calls import views as calls
from .from_rounds.views import from_round
from .groups import views as groups
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
    path("agenda/from-rounds/<str:process_id>/", from_round, name="from_round"),
    path("agenda/groups/", groups.groups, name="groups"),
    path("agenda/groups.csv", groups.groups_csv, name="groups_csv"),
    path("agenda/groups/<str:object_id>/", groups.group, name="group"),
    path("agenda/groups/<str:object_id>/page/", groups.write, name="group_write"),
    path("agenda/groups/<str:object_id>/join/", groups.join, name="group_join"),
    path("agenda/groups/<str:object_id>/leave/", groups.leave, name="group_leave"),
    path("agenda/groups/<str:object_id>/members/<int:membership_id>/", groups.set_role, name="group_role"),
    path("agenda/calls/", calls.calls, name="calls"),
    path("agenda/calls.csv", calls.calls_csv, name="calls_csv"),
    path("agenda/calls/<str:object_id>/", calls.call, name="call"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest/sent/<str:token>/", suggesting.suggestion, name="suggestion"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("workspace/suggestions/", workspace.moderation, name="moderation"),
    path("workspace/suggestions/<int:suggestion_id>/", workspace.moderate, name="moderate"),
]
