"""What the room holds about one person, and how it is erased."""

from django.urls import reverse

from .actions import blank
from .models import Comment, Report, State


def comments_by(user) -> list[dict[str, object]]:
    """What a person said, newest first, as JSON-able data; what was hidden from others too."""
    return [
        {
            "at": comment.written_at.isoformat(),
            "about": f"{comment.kind} {comment.object_id}",
            "address": reverse("talk:comment", args=[comment.pk]),
            "text": comment.text,
            "state": comment.get_state_display(),
        }
        for comment in Comment.objects.filter(author=user).order_by("-pk")
    ]


def reports_by(user) -> list[dict[str, object]]:
    """What a person reported, newest first."""
    reports = Report.objects.filter(reporter=user).order_by("-pk")
    return [{"at": one.sent_at.isoformat(), "comment": one.comment_id, "reason": one.reason} for one in reports]


def erase_person(user) -> None:
    """Delete a person's words; the places of their comments stay, for the answers of others.

    Whom they reported or what they decided stays without them: the database itself forgets who it was.
    """
    for comment in Comment.objects.filter(author=user).exclude(state=State.TAKEN_BACK):
        blank(comment)
