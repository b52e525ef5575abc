"""What searches that somebody follows have found since they were looked at."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from cairnhub.history.models import Event, Verb
from cairnhub.search.queries import matching

from .models import SEARCH, Follow, Notice

#: A change may be written a while before others can see it, so the last minutes are looked at twice.
_AGAIN = timedelta(minutes=15)


def look() -> int:
    """Note what is new for everybody who follows a search; answers how many notices were made.

    Looking twice changes nothing: nobody is told of one change twice.
    """
    follows = Follow.objects.filter(kind=SEARCH, user__is_active=True)
    earliest = follows.aggregate(earliest=Min("looked_at"))["earliest"]
    if earliest is None:
        return 0
    now = timezone.now()
    events = Event.objects.filter(at__gt=earliest - _AGAIN, verb__in=(Verb.ADDED, Verb.RESTORED))
    new = list(events.only("pk", "kind", "object_id", "at", "by_id"))
    found: dict[str, set[int]] = {}
    return sum(_look(follow, new, found, now) for follow in follows)


@transaction.atomic
def _look(follow: Follow, new: list[Event], found: dict[str, set[int]], now) -> int:
    words = follow.object_id
    if words not in found:
        found[words] = _found_by(words, new)
    since = max(follow.since, follow.looked_at - _AGAIN)
    muted = set(Follow.objects.filter(user=follow.user_id, muted=True).values_list("kind", "object_id"))
    notices = [
        Notice(user_id=follow.user_id, kind=one.kind, object_id=one.object_id, event_id=one.pk, at=one.at)
        for one in new
        if one.pk in found[words]
        and one.at > since
        and one.by_id != follow.user_id
        and (one.kind, one.object_id) not in muted
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    Follow.objects.filter(pk=follow.pk).update(looked_at=now)
    return len(notices)


def _found_by(words: str, new: list[Event]) -> set[int]:
    """The numbers of those changes whose objects hold all the words."""
    objects = {(kind, pk) for kind in {one.kind for one in new} for pk in matching(words, kind) or []}
    return {one.pk for one in new if (one.kind, one.object_id) in objects}
