from django.urls import path

from . import files, profile, views

app_name = "community"
urlpatterns = [
    path("", views.index, name="index"),
    path("organisations.csv", files.organisations_csv, name="organisations_csv"),
    path("people.csv", files.people_csv, name="people_csv"),
    path("people.json", files.people_json, name="people_data"),
    path("organisations/<str:object_id>/", views.organisation, name="organisation"),
    path("people/<str:person_id>/", views.person, name="person"),
    path("consent/", profile.words, name="consent"),
    path("consent/<str:version>/", profile.words, name="consent_version"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile.edit, name="profile_edit"),
    path("profile/preview/", profile.preview, name="profile_preview"),
    path("profile/agree/", profile.agree, name="profile_agree"),
    path("profile/withdraw/", profile.withdraw, name="profile_withdraw"),
    path("profile/delete/", profile.delete, name="profile_delete"),
]
