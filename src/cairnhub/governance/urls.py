from django.urls import path

from . import views
from .decisions import views as decisions
from .policies import views as policies
from .register import views as register
from .steering import views as steering
from .succession import views as succession

app_name = "governance"
urlpatterns = [
    path("", views.index, name="index"),
    path("steering/", steering.group, name="steering"),
    path("steering.csv", steering.group_csv, name="steering_csv"),
    path("steering/<str:object_id>/", steering.seat, name="seat"),
    path("steering/<str:object_id>/term/", steering.give_term, name="give_term"),
    path("steering/<str:object_id>/terms/<int:term_id>/end/", steering.end_term, name="end_term"),
    path("interests/", register.register, name="register"),
    path("interests.csv", register.register_csv, name="register_csv"),
    path("decisions/", decisions.log, name="decisions"),
    path("decisions.csv", decisions.log_csv, name="decisions_csv"),
    path("decisions/feed.atom", decisions.feed, name="feed"),
    path("decisions/record/", decisions.record, name="record"),
    path("decisions/on/<str:object_id>/", decisions.decision, name="decision"),
    path("decisions/on/<str:object_id>/people/", decisions.participants, name="participants"),
    path("policies/", policies.index, name="policies"),
    path("policies.csv", policies.index_csv, name="policies_csv"),
    path("policies/<str:object_id>/", policies.policy, name="policy"),
    path("policies/<str:object_id>/compare/", policies.compare, name="policy_compare"),
    path("policies/<str:object_id>/publish/", policies.publish, name="policy_publish"),
    path("policies/<str:object_id>/<int:number>/", policies.version, name="policy_version"),
    path("policies/<str:object_id>/<int:number>/approve/", policies.approve, name="policy_approve"),
    path("hand-over/", succession.hand_over, name="hand_over"),
    path("leaving/", succession.leaving, name="leaving"),
]
