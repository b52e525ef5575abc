"""The e-mail that gathers what somebody follows, and the address that stops it."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.pages.letters import send_letter

from .models import Digest, Notice, Wish
from .queries import tell

SALT = "cairnhub.notices.digest"
PERIODS = {Digest.DAILY: timedelta(days=1), Digest.WEEKLY: timedelta(days=7)}
#: How many notices one e-mail names; the inbox has all.
NAMED = 40


def due() -> list[Wish]:
    """The wishes whose time has come."""
    now = timezone.now()
    wishes = Wish.objects.exclude(digest=Digest.NEVER).filter(user__is_active=True).select_related("user")
    return [one for one in wishes if one.last_at <= now - PERIODS[one.digest]]


def send(wish: Wish) -> bool:
    """Send what is new to one person; answers whether an e-mail went out.

    The time is taken first, so that two workers never send the same: one killed in between leaves its notices to the
    next e-mail. Where the mail server refuses, the time is given back and the error raised.
    """
    before = wish.last_at
    if not Wish.objects.filter(pk=wish.pk, last_at=before).update(last_at=timezone.now()):
        return False
    fresh = Notice.objects.filter(user=wish.user, read_at=None, mailed_at=None).select_related("comment")
    numbers = list(fresh.values_list("pk", flat=True))
    told = tell(wish.user, fresh)
    if not told:
        return False
    try:
        _letter(wish.user, told)
    except Exception:
        Wish.objects.filter(pk=wish.pk).update(last_at=before)
        raise
    with transaction.atomic():
        Notice.objects.filter(pk__in=numbers).update(mailed_at=timezone.now())
    return True


def stop_address(user: User) -> str:
    """The address that stops the e-mails with one click, signed, so that it works signed out."""
    return settings.PUBLIC_URL + reverse("notices:stop", args=[signing.dumps(user.pk, salt=SALT)])


def user_of(token: str) -> User | None:
    """Whose e-mails the signed word stops; None where it is not ours."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def _letter(user: User, told: list) -> None:
    stop = stop_address(user)
    send_letter(
        to=user.email,
        subject=f"Cairn: {len(told)} new on what you follow",
        template="notices/mail/digest",
        words={"told": told[:NAMED], "more": max(len(told) - NAMED, 0), "stop": stop},
        headers={
            "List-Unsubscribe": f"<{stop}>",
            # One click without a page in between: RFC 8058.
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
