from django.urls import path

from . import files, profile, views
from .lookup import register_views, signing_in_views, works_views

app_name = "community"
urlpatterns = [
    path("", views.index, name="index"),
    path("organisations.csv", files.organisations_csv, name="organisations_csv"),
    path("people.csv", files.people_csv, name="people_csv"),
    path("people.json", files.people_json, name="people_data"),
    path("organisations/<str:object_id>/", views.organisation, name="organisation"),
    path("organisations/<str:object_id>/ror/", register_views.look_up, name="organisation_ror"),
    path("organisations/<str:object_id>/ror/take/", register_views.take, name="organisation_ror_take"),
    path("people/<str:person_id>/", views.person, name="person"),
    path("consent/", profile.words, name="consent"),
    path("consent/<str:version>/", profile.words, name="consent_version"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile.edit, name="profile_edit"),
    path("profile/works/", works_views.works, name="profile_works"),
    path("profile/works/keep/", works_views.keep, name="profile_works_keep"),
    path("profile/preview/", profile.preview, name="profile_preview"),
    path("profile/agree/", profile.agree, name="profile_agree"),
    path("profile/withdraw/", profile.withdraw, name="profile_withdraw"),
    path("profile/delete/", profile.delete, name="profile_delete"),
    path("orcid/", signing_in_views.start, name="orcid_start"),
    path("orcid/callback/", signing_in_views.callback, name="orcid_callback"),
    path("orcid/disconnect/", signing_in_views.disconnect, name="orcid_disconnect"),
]
