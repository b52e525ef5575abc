"""Telling visitors apart, to limit how often each may do something, without keeping their network addresses."""

from allauth.core.internal import ratelimit
from django.utils.crypto import salted_hmac


def mark_of(address: str) -> str:
    """A word that stands for a network address and does not tell it: keyed with the hub's secret."""
    return salted_hmac("cairnhub.accounts.visitors", address, algorithm="sha256").hexdigest()[:32]


def may_do_again(request, action: str) -> bool:
    """Count one more use of a limited action by this visitor; False where the limit is reached.

    The limits are ACCOUNT_RATE_LIMITS, counted in the shared cache: across all web processes.
    """
    # The library's public way counts forms only, and following a link may be what is limited.
    return bool(ratelimit.consume(request, app="allauth.account", action=action, limit_get=True))
