"""Signing in by e-mailed code, and one's own account.

Only those views of the sign-in library stand here that this hub uses: there are no passwords.
"""

from allauth.account import views as allauth
from django.urls import path
from django.views.generic import RedirectView

from . import views

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("login/code/", RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path("login/code/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("signup/", allauth.signup, name="account_signup"),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("logout/", allauth.logout, name="account_logout"),
    path("email/", allauth.email, name="account_email"),
    path("", views.account, name="account"),
    path("data.json", views.data, name="account_data"),
    path("erase/", views.erase, name="account_erase"),
    path("interests/", views.interests, name="interests"),
    path("interests/none/", views.declare_none, name="interests_none"),
    path("interests/<int:interest_id>/end/", views.end_interest, name="interest_end"),
    path("members/", views.members, name="members"),
    path("members/<int:user_id>/", views.member, name="member"),
]
