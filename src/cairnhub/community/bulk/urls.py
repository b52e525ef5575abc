from django.urls import path

from . import invitation_views, views

app_name = "bulk"
urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/template.csv", views.organisations_template, name="organisations_template_csv"),
    path("organisations/<str:token>/", views.organisations_preview, name="organisations_preview"),
    path("organisations/<str:token>/rows.csv", views.organisations_preview_csv, name="organisations_preview_csv"),
    path("organisations/<str:token>/discard/", views.organisations_discard, name="organisations_discard"),
    path("imported/<int:batch_id>/", views.organisations_result, name="organisations_result"),
    path("imported/<int:batch_id>/added.csv", views.organisations_result_csv, name="organisations_result_csv"),
    path("imported/<int:batch_id>/undo/", views.organisations_undo, name="organisations_undo"),
    path("invitations/", invitation_views.invitations, name="invitations"),
    path("invitations/template.csv", invitation_views.invitations_template, name="invitations_template_csv"),
    path("invitations/<str:token>/", invitation_views.invitations_preview, name="invitations_preview"),
    path("invitations/<str:token>/rows.csv", invitation_views.invitations_preview_csv, name="invitations_preview_csv"),
    path("invitations/<str:token>/discard/", invitation_views.invitations_discard, name="invitations_discard"),
    path("invited/<int:batch_id>/", invitation_views.invitations_result, name="invitations_result"),
    path("invited/<int:batch_id>/letters.csv", invitation_views.invitations_result_csv, name="invitations_result_csv"),
    path("invited/<int:batch_id>/again/", invitation_views.invitations_again, name="invitations_again"),
    path("invited/one/<int:invitation_id>/withdraw/", invitation_views.withdraw, name="withdraw"),
    path("declined/<str:token>/", invitation_views.decline, name="decline"),
]
