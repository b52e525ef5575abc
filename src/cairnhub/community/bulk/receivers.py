"""What happens when somebody who was invited comes."""

from allauth.account.signals import email_confirmed
from django.contrib.auth.signals import user_logged_in

from .inviting import accept


def connect() -> None:
    """Listen; called once, when the app is ready."""
    email_confirmed.connect(_confirmed, dispatch_uid="bulk.confirmed")
    # Whoever had an account before the invitation proves nothing anew: signing in is enough.
    user_logged_in.connect(_signed_in, dispatch_uid="bulk.signed_in")


def _confirmed(*, email_address, **_) -> None:
    accept(user=email_address.user)


def _signed_in(*, user, **_) -> None:
    accept(user=user)
