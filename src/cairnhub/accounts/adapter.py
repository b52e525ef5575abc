"""How sign-in by code behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.ratelimit import truncate_ip
from django.urls import reverse

from .visitors import mark_of


class AccountAdapter(DefaultAccountAdapter):
    """Nobody has a password: accounts are entered by a code sent to the e-mail address."""

    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=False)
        user.set_unusable_password()
        if commit:
            user.save()
        return user

    def get_client_ip(self, request):
        # It becomes part of keys in the shared cache, where no address shall be readable.
        return mark_of(truncate_ip(super().get_client_ip(request)))

    def send_account_already_exists_mail(self, email):
        # The library's own points at a password page, which this hub has not.
        login_url = context.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"login_url": login_url})
