"""What makes notices: changes of the record and comments, for those who follow what they are about."""

from collections.abc import Iterable

from django.db.models import Q

from cairnhub.history.models import Event, Tracked
from cairnhub.history.signals import recorded
from cairnhub.talk.models import Comment
from cairnhub.talk.signals import said

from .models import EVERYTHING, Follow, Notice


def connect() -> None:
    """Listen; called once, when the app is ready."""
    recorded.connect(_tell_of_change, dispatch_uid="notices.tell_of_change")
    said.connect(_tell_of_comment, dispatch_uid="notices.tell_of_comment")


def _tell_of_change(*, event: Event, obj: Tracked, **_) -> None:
    # Loading the starting content makes a thousand changes before anybody follows anything.
    if not Follow.objects.exists():
        return
    near = {(obj.kind, obj.pk), *_points_at(obj)}
    followers = _followers(near, everything=event.by_id is not None) - _muted((obj.kind, obj.pk))
    Notice.objects.bulk_create(
        [
            Notice(user_id=user, kind=obj.kind, object_id=obj.pk, event_id=event.pk, at=event.at)
            for user in followers - {event.by_id}
        ],
        ignore_conflicts=True,
    )


def _tell_of_comment(*, comment: Comment, **_) -> None:
    followers = _followers({(comment.kind, comment.object_id)}, everything=True)
    if comment.parent_id and comment.parent.author_id:
        followers.add(comment.parent.author_id)
    Notice.objects.bulk_create(
        [
            Notice(user_id=user, kind=comment.kind, object_id=comment.object_id, comment=comment)
            for user in followers - {comment.author_id} - _muted((comment.kind, comment.object_id))
        ],
        ignore_conflicts=True,
    )


def _followers(objects: Iterable[tuple[str, str]], *, everything: bool) -> set[int]:
    """Who follows one of these; who follows everything hears of what people do, not of files that are loaded.

    Whoever muted one of these hears of it only by following another.
    """
    near = Q(pk__in=[])
    for kind, object_id in objects:
        near |= Q(kind=kind, object_id=object_id)
    found = Follow.objects.filter(near).values_list("user", "muted")
    followers = {user for user, muted in found if not muted}
    if everything:
        of_all = set(Follow.objects.filter(kind=EVERYTHING).values_list("user", flat=True))
        followers |= of_all - {user for user, muted in found if muted}
    return followers


def _muted(about: tuple[str, str]) -> set[int]:
    """Who wants to hear nothing of this object."""
    kind, object_id = about
    return set(Follow.objects.filter(kind=kind, object_id=object_id, muted=True).values_list("user", flat=True))


def _points_at(obj: Tracked) -> set[tuple[str, str]]:
    """The objects this one names: who follows a link hears of a new finding on it."""
    found = set()
    for field in obj._meta.concrete_fields:
        if field.is_relation and issubclass(field.related_model, Tracked) and getattr(obj, field.attname):
            found.add((field.related_model.kind, getattr(obj, field.attname)))
    for field in obj._meta.many_to_many:
        if issubclass(field.related_model, Tracked):
            found |= {(field.related_model.kind, pk) for pk in getattr(obj, field.name).values_list("pk", flat=True)}
    return found
