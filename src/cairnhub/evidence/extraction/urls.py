from django.urls import path

from . import template_views, views

app_name = "extraction"
urlpatterns = [
    path("", views.index, name="index"),
    path("effect/", views.effect, name="effect"),
    path("findings/<str:object_id>/", views.correct, name="correct"),
    path("form/edit/", template_views.edit, name="template_edit"),
    path("form/<str:object_id>/", template_views.template, name="template"),
    path("papers/<int:file_id>/", views.paper, name="paper"),
    path("studies/<str:object_id>/start/", views.start, name="start"),
    path("studies/<str:object_id>/paper/", views.add_paper, name="add_paper"),
    path("studies/<str:object_id>/agree/", views.agree, name="agree"),
    path("<int:extraction_id>/", views.form, name="form"),
    path("<int:extraction_id>/read/", views.read, name="read"),
    path("<int:extraction_id>/take-back/", views.take_back, name="take_back"),
]
