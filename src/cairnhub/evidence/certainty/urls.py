from django.urls import path

from . import views

app_name = "certainty"
urlpatterns = [
    path("", views.index, name="index"),
    path("summary.csv", views.summary_csv, name="summary_csv"),
    path("summary.docx", views.summary_docx, name="summary_docx"),
    path("rules/", views.rules, name="rules"),
    path("pooled/<str:object_id>/", views.pooled, name="pooled"),
    path("pooled/<str:object_id>/judge/", views.judge_pooled, name="judge_pooled"),
    path("directions/<str:object_id>/", views.directions, name="directions"),
    path("directions/<str:object_id>/judge/", views.judge_directions, name="judge_directions"),
    path("directions/<str:object_id>/directions.csv", views.directions_csv, name="directions_csv"),
    path("directions/<str:object_id>/<slug:name>.<str:ending>", views.directions_picture, name="directions_picture"),
    path("qualitative/<str:object_id>/judge/", views.judge_qualitative, name="judge_qualitative"),
    path("links/<str:object_id>/propose/", views.propose, name="propose"),
    path("thresholds/<str:object_id>/settle/", views.settle, name="settle"),
]
