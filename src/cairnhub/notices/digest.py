"""The e-mail that gathers what somebody follows, and the address that stops it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.pages.letters import letter

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

    The letter is made first, then it is noted as sent, then it is handed to the mail server. So a worker killed before
    that leaves all to the next hour, and one killed while the server takes the letter never sends it again: what it
    told stands in the inbox. Where the server refuses, what was noted is taken back and the error raised.
    """
    before = wish.last_at
    fresh = Notice.objects.filter(user=wish.user, read_at=None, mailed_at=None).select_related("comment")
    told = tell(wish.user, fresh)
    if not told:
        return False
    made = _letter(wish.user, told)
    numbers = [one.notice.pk for one in told]
    if not _note_sent(wish, before, numbers):
        return False
    try:
        made.send()
    except OSError:
        with transaction.atomic():
            Wish.objects.filter(pk=wish.pk).update(last_at=before)
            Notice.objects.filter(pk__in=numbers).update(mailed_at=None)
        raise
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


@transaction.atomic
def _note_sent(wish: Wish, before: datetime, numbers: list[int]) -> bool:
    """Note it for one worker alone; answers False where another was faster, or the e-mails were stopped meanwhile."""
    now = timezone.now()
    if not Wish.objects.filter(pk=wish.pk, digest=wish.digest, last_at=before).update(last_at=now):
        return False
    Notice.objects.filter(pk__in=numbers).update(mailed_at=now)
    return True


def _letter(user: User, told: list) -> EmailMultiAlternatives:
    stop = stop_address(user)
    return letter(
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
