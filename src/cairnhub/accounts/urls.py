from django.urls import include, path

from . import views


urlpatterns = [
    path("", include("allauth.account.urls")),
    path("interests/", views.interests, name="interests"),
]
