"""What waits for somebody, as the workspace shows it. Rooms above this one add their own queues."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.text import capfirst

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.authors.claims import queries as author_claims_queries
from cairnhub.history.labels import Label, Labels
from cairnhub.talk.queries import waiting as reported_comments

from . import queries
from .models import SuggestionStatus

#: How many of those waiting a queue names.
NAMED = 5


@dataclass(frozen=True)
class Queue:
    """Work of one sort: how much waits, the first of it, and where all of it is."""

    title: str
    explanation: str
    count: int
    first: list[Label] = field(default_factory=list)
    all_at: str = ""

    @property
    def more(self) -> int:
        """How many wait beside those it names."""
        return self.count - len(self.first)


_sources: list[tuple[Permission, Callable[[], Queue]]] = []


def register(permission: Permission, source: Callable[[], Queue]) -> None:
    """Show a queue in the workspace of everybody who holds the permission; called once, when an app is ready."""
    _sources.append((permission, source))


def queues_for(user) -> list[Queue]:
    """The queues this person may work on, those where something waits first."""
    found = [source() for permission, source in _sources if may(user, permission)]
    return sorted(found, key=lambda queue: queue.count == 0)


def moderation() -> Queue:
    """Suggestions nobody has answered, the oldest first."""
    waiting = queries.suggestions(SuggestionStatus.WAITING)
    return Queue(
        title="To moderate",
        explanation="Suggestions from readers. Every one gets an answer.",
        count=waiting.count(),
        first=[Label(capfirst(str(one)), queries.address_of_moderation(one)) for one in waiting[:NAMED]],
        all_at=queries.address_of_moderation(),
    )


def comments() -> Queue:
    """Comments somebody reported."""
    waiting = reported_comments()
    first = list(waiting[:NAMED])
    labels = Labels((one.kind, one.object_id) for one in first)
    return Queue(
        title="Reported comments",
        explanation="Somebody finds them out of place. Hide them or leave them, with a reason.",
        count=waiting.count(),
        first=[
            Label(f"On {labels.of(one.kind, one.object_id).text}", queries.address_of_comment(one)) for one in first
        ],
        all_at=queries.address_of_comments(),
    )


def author_claims() -> Queue:
    """Members who say that an author record is about them."""
    waiting = author_claims_queries.waiting()
    return Queue(
        title="Claims of author records",
        explanation="A member says: this is me. Confirm it, or say why not.",
        count=waiting.count(),
        first=[Label(one.person.name, author_claims_queries.address_of_claim(one)) for one in waiting[:NAMED]],
        all_at=author_claims_queries.address_of_claims(),
    )


def references() -> Queue:
    """References that are only partly known."""
    waiting = queries.incomplete_references()
    return Queue(
        title="References to complete",
        explanation="Something is still to be looked up: a real title, a DOI, a year.",
        count=waiting.count(),
        first=[Label(one.shown_title, one.get_absolute_url()) for one in waiting[:NAMED]],
        all_at=queries.address_of_references(),
    )


def to_extract() -> Queue:
    """Studies whose findings rest on fewer than two readers."""
    waiting = queries.studies_to_extract()
    return Queue(
        title="To extract",
        explanation="Two people read each study, neither seeing what the other writes.",
        count=waiting.count(),
        first=[Label(one.label(), one.get_absolute_url()) for one in waiting[:NAMED]],
        all_at=queries.address_of_extraction(),
    )


def to_agree_on() -> Queue:
    """Studies both of whose readers have finished."""
    waiting = queries.studies_to_agree_on()
    return Queue(
        title="To agree on",
        explanation="Both readers have finished. Decide what differs, and it becomes the study’s findings.",
        count=waiting.count(),
        first=[Label(one.label(), queries.address_of_agreement(one)) for one in waiting[:NAMED]],
        all_at=queries.address_of_extraction(),
    )


def register_own() -> None:
    """Register the queues of this room."""
    register(Permission.SUGGESTION_MODERATE, moderation)
    register(Permission.COMMENT_MODERATE, comments)
    register(Permission.OBJECT_EDIT, author_claims)
    register(Permission.WORKSPACE_SEE, references)
    register(Permission.STUDY_EXTRACT, to_extract)
    register(Permission.EXTRACTION_AGREE, to_agree_on)
