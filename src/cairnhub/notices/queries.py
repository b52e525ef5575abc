"""Reads of follows and notices. What a reader may not see any more is told to nobody, however long ago it was noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from cairnhub.history.labels import Labels, name_of_kind
from cairnhub.history.models import Event, Tracked
from cairnhub.pages.prose import plain_text
from cairnhub.talk.models import Comment
from cairnhub.talk.queries import visible_to

from .models import EVERYTHING, SEARCH, Follow, Notice, Wish

PAGE = 30
#: More than this many unread are counted as so many.
MOST_COUNTED = 200


@dataclass(frozen=True)
class Told:
    """One notice in words: who did what to which object, why, and where it stands."""

    notice: Notice
    who: str
    did: str
    about: str
    words: str
    url: str

    @property
    def at(self) -> datetime:
        return self.notice.at


@dataclass(frozen=True)
class Followed:
    """One thing somebody follows; without an address where it is gone."""

    follow: Follow
    text: str
    url: str


def notices_of(user) -> QuerySet[Notice]:
    """All notices to somebody, the newest first."""
    return Notice.objects.filter(user=user).select_related("comment")


def unread(user) -> int:
    """How many notices somebody has not read and may still see; counting stops at `MOST_COUNTED`."""
    return len(tell(user, notices_of(user).filter(read_at=None)[:MOST_COUNTED]))


def tell(user, notices: Iterable[Notice]) -> list[Told]:
    """These notices in words, without those about what this reader may not see."""
    notices = list(notices)
    labels = Labels((one.kind, one.object_id) for one in notices)
    events = Event.objects.in_bulk([one.event_id for one in notices if one.event_id])
    comments = {one.comment_id for one in notices if one.comment_id}
    readable = set(Comment.objects.filter(visible_to(user), pk__in=comments).values_list("pk", flat=True))
    told = (_told(one, labels, events.get(one.event_id), readable) for one in notices)
    return [one for one in told if one is not None]


def follows_of(user) -> list[Followed]:
    """What somebody follows, the newest first."""
    follows = list(Follow.objects.filter(user=user))
    labels = Labels((one.kind, one.object_id) for one in follows if one.kind not in (EVERYTHING, SEARCH))
    return [_followed(one, labels) for one in follows]


def follows(user, obj: Tracked) -> bool:
    """Whether this reader, who may be anonymous, follows the object."""
    if not user.is_authenticated:
        return False
    return Follow.objects.filter(user=user, kind=obj.kind, object_id=obj.pk, muted=False).exists()


def follows_search(user, words: str) -> bool:
    """Whether this reader follows what a search finds."""
    return Follow.objects.filter(user=user, kind=SEARCH, object_id=" ".join(words.split())).exists()


def wish_of(user) -> Wish:
    """How somebody wants to hear; the default where they never said."""
    return Wish.objects.filter(user=user).first() or Wish(user=user)


def personal(user) -> dict[str, object]:
    """What this room keeps about somebody, as JSON-able data."""
    wished = wish_of(user)
    return {
        "e-mails": wished.get_digest_display(),
        "follows": [
            {"what": one.text, "muted": one.follow.muted, "since": one.follow.since.isoformat()}
            for one in follows_of(user)
        ],
        "notices": [
            {"at": one.at.isoformat(), "about": f"{one.kind} {one.object_id}", "read": one.read_at is not None}
            for one in notices_of(user)
        ],
    }


def _told(notice: Notice, labels: Labels, event: Event | None, readable: set[int]) -> Told | None:
    label = labels.of(notice.kind, notice.object_id)
    if not label.url:
        return None
    kind = name_of_kind(notice.kind)
    if notice.comment_id:
        if notice.comment_id not in readable:
            return None
        comment = notice.comment
        did = "answered on" if comment.parent_id else "said something on"
        words = " ".join(plain_text(comment.text).split())[:200]
        return Told(notice, comment.author_name, did, f"{kind} {label.text}", words, comment.get_absolute_url())
    if event is None:
        return None
    return Told(notice, event.by_name, event.get_verb_display(), f"{kind} {label.text}", event.reason, label.url)


def _followed(follow: Follow, labels: Labels) -> Followed:
    if follow.kind == EVERYTHING:
        return Followed(follow, "everything people do in the hub", reverse("history:index"))
    if follow.kind == SEARCH:
        address = f"{reverse('search:index')}?{urlencode({'q': follow.object_id})}"
        return Followed(follow, f"what is found by “{follow.object_id}”", address)
    label = labels.of(follow.kind, follow.object_id)
    gone = "something that is no longer here"
    return Followed(follow, f"{name_of_kind(follow.kind)} {label.text}" if label.url else gone, label.url)
