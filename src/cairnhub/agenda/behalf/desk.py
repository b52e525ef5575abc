"""What of this room waits for somebody: on the desk, and in the workspace of editors."""

from django.urls import reverse

from cairnhub.accounts.permissions import Permission
from cairnhub.community.speaking.queries import asking
from cairnhub.history.labels import Label
from cairnhub.pages.desk_lines import Line, Section

from ..queues import NAMED, Queue
from . import queries


def lines() -> list[Line]:
    return [
        _line("open", "suggestions on behalf of others without an answer", "People wait to hear back."),
        _line("answered", "answers not yet taken back to the people they are for", "Remind who speaks for them."),
    ]


def asking_to_speak() -> Queue:
    """People who ask to speak for an organisation."""
    waiting = asking()
    first = waiting[:NAMED]
    return Queue(
        title="To confirm",
        explanation="People who ask to speak for an organisation. Check that they belong to it.",
        count=waiting.count(),
        first=[Label(one.organisation.name, reverse("speaking:speaking", args=[one.organisation_id])) for one in first],
    )


def _line(state: str, label: str, means: str) -> Line:
    return Line(
        Section.MODERATION,
        f"behalf_{state}",
        label,
        queries.of_state(state).count(),
        f"{reverse('behalf:all')}?show={state}",
        means,
        needs=Permission.SUGGESTION_MODERATE,
    )
