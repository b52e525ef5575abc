"""Reads of what people say. Hidden from somebody and absent give the same answer."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.models import Tracked
from cairnhub.pages.prose import safe_html

from .models import Comment, Report, State
from .subjects import access_subject

#: Threads on one page of a discussion, and below an object.
PAGE, BELOW = 20, 5
#: Any visitor, for what is the same for all.
NOBODY = AnonymousUser()


@dataclass(frozen=True)
class Shown:
    """One comment as a page shows it to one reader."""

    comment: Comment
    html: SafeString
    is_own: bool
    is_hidden: bool
    #: A comment that is gone but has answers: nothing tells whether its author or a moderator took it away.
    is_gone: bool
    may_moderate: bool = False
    replies: list["Shown"] = field(default_factory=list)


def visible_to(user) -> Q:
    """Which comments this user may read: hidden ones are for their author and for moderators."""
    if may(user, Permission.COMMENT_MODERATE):
        return ~Q(state=State.TAKEN_BACK)
    if isinstance(user, User):
        return Q(state=State.SHOWN) | Q(state=State.HIDDEN, author=user)
    return Q(state=State.SHOWN)


def address_of(about: Tracked) -> str:
    """The page of a discussion."""
    return reverse("talk:about", args=[about.kind, about.pk])


def comments_on(user, about: Tracked) -> QuerySet[Comment]:
    """The comments on one object this user may read, the oldest first."""
    found = Comment.objects.filter(visible_to(user), kind=about.kind, object_id=about.pk)
    return found.select_related("author")


def count_on(about: Tracked) -> int:
    """How many comments everybody can read."""
    return Comment.objects.filter(kind=about.kind, object_id=about.pk, state=State.SHOWN).count()


def threads_on(user, about: Tracked) -> QuerySet[Comment]:
    """The comments that began a thread, the newest first, with those that are gone but were answered."""
    answered = Comment.objects.filter(visible_to(user), parent=OuterRef("pk"))
    found = Comment.objects.filter(kind=about.kind, object_id=about.pk, parent=None)
    return found.filter(visible_to(user) | Q(Exists(answered))).select_related("author").order_by("-pk")


def shown_threads(user, threads: list[Comment]) -> list[Shown]:
    """These threads with their answers, the oldest answer first."""
    if not threads:
        return []
    replies: dict[int, list[Shown]] = defaultdict(list)
    found = Comment.objects.filter(visible_to(user), parent__in=threads).select_related("author")
    for reply in found:
        replies[reply.parent_id].append(shown(user, reply))
    return [shown(user, thread, replies[thread.pk]) for thread in threads]


def shown(user, comment: Comment, replies: list[Shown] | None = None) -> Shown:
    """A comment as this reader sees it."""
    is_own = comment.author_id is not None and comment.author_id == user.pk
    may_moderate = may(user, Permission.COMMENT_MODERATE)
    readable = comment.state == State.SHOWN or (comment.state == State.HIDDEN and (is_own or may_moderate))
    return Shown(
        comment=comment,
        html=safe_html(comment.text) if readable else SafeString(),
        is_own=is_own,
        is_hidden=readable and comment.state == State.HIDDEN,
        is_gone=not readable,
        may_moderate=may_moderate and readable and not is_own,
        replies=replies or [],
    )


def access_comment(user, comment_id: int) -> tuple[Comment, Tracked]:
    """A comment this user may read and what it is about, or Http404."""
    comment = Comment.objects.filter(visible_to(user), pk=comment_id).select_related("author", "parent").first()
    if comment is None:
        raise Http404("There is no such page.")
    return comment, access_subject(user, comment.kind, comment.object_id)


def access_own_comment(user, comment_id: int) -> tuple[Comment, Tracked]:
    """A comment of this very person and what it is about, or Http404."""
    comment, about = access_comment(user, comment_id)
    if comment.author_id != user.pk:
        raise Http404("There is no such page.")
    return comment, about


def page_number(user, comment: Comment, about: Tracked) -> int:
    """On which page of the discussion a comment stands."""
    newer = threads_on(user, about).filter(pk__gt=comment.parent_id or comment.pk).count()
    return newer // PAGE + 1


def waiting() -> QuerySet[Comment]:
    """Comments somebody reported and no moderator has looked at, the longest waiting first."""
    found = _for_moderators().filter(reports__ruling=None, reports__isnull=False)
    return found.exclude(state=State.TAKEN_BACK).annotate(number=Count("reports")).order_by("pk")


def hidden() -> QuerySet[Comment]:
    """Comments hidden now, the newest first."""
    return _for_moderators().filter(state=State.HIDDEN).order_by("-pk")


def decided() -> QuerySet[Comment]:
    """Comments a moderator has decided about, the latest ruling first."""
    return _for_moderators().annotate(latest=Max("rulings")).filter(latest__isnull=False).order_by("-latest")


def reports_of(comment: Comment) -> QuerySet[Report]:
    return comment.reports.select_related("reporter", "ruling")


def _for_moderators() -> QuerySet[Comment]:
    return Comment.objects.select_related("author")
