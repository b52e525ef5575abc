"""Writes of follows and wishes, and of what was read."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.history.models import Tracked
from cairnhub.search.words import read_question

from .models import EVERYTHING, SEARCH, Digest, Follow, Notice, Wish

LONGEST_SEARCH = 200


@transaction.atomic
def follow(*, user: User, obj: Tracked | None = None) -> Follow:
    """Follow an object, or everything; doing it twice changes nothing. E-mails come weekly until another wish."""
    named = {"kind": obj.kind, "object_id": obj.pk} if obj is not None else {"kind": EVERYTHING, "object_id": ""}
    return _want(user, **named)


@transaction.atomic
def follow_search(*, user: User, words: str) -> Follow:
    """Follow what a search finds from now on. Raises ValidationError where nothing can be searched for."""
    words = " ".join(words.split())
    if not read_question(words):
        raise ValidationError("Say what to search for, in words of two letters or more.")
    if len(words) > LONGEST_SEARCH:
        raise ValidationError(f"Use at most {LONGEST_SEARCH} characters.")
    return _want(user, kind=SEARCH, object_id=words)


@transaction.atomic
def mute(*, user: User, obj: Tracked) -> Follow:
    """Hear nothing of an object any more, even where everything is followed or somebody answers; follow it to undo."""
    return Follow.objects.update_or_create(user=user, kind=obj.kind, object_id=obj.pk, defaults={"muted": True})[0]


def unfollow(*, user: User, kind: str, object_id: str) -> None:
    """Hear no more of it; what stands in the inbox stays."""
    Follow.objects.filter(user=user, kind=kind, object_id=object_id).delete()


def wish(*, user: User, digest: str) -> Wish:
    """Set how often e-mails come; the time until the next counts from now. Raises ValidationError."""
    wished, _ = Wish.objects.get_or_create(user=user)
    wished.digest, wished.last_at = digest, timezone.now()
    wished.full_clean()
    wished.save()
    return wished


def stop_mails(*, user: User) -> None:
    """Send no more e-mails about what somebody follows; the inbox goes on."""
    wish(user=user, digest=Digest.NEVER)


def _want(user: User, **named: str) -> Follow:
    Wish.objects.get_or_create(user=user)
    return Follow.objects.update_or_create(user=user, **named, defaults={"muted": False})[0]


def mark_read(*, user: User, up_to: int) -> int:
    """Mark everything up to a notice's number as read, so that what came meanwhile stays new; answers how many."""
    unread = Notice.objects.filter(user=user, read_at=None, pk__lte=up_to)
    return unread.update(read_at=timezone.now())
