"""Who may do what with a question."""

from django.db.models import QuerySet

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Organisation, OrganisationType

from ..models import Question, WorkingGroup
from .moves import MOVES, Move

#: Whoever's profile names an organisation of these types may speak for it as a funder.
FUNDERS = (OrganisationType.FUNDER_OR_AGENCY, OrganisationType.FOUNDATION)


def holds(user, question: Question) -> bool:
    """Whether this person holds the claim on a question."""
    keeping = getattr(question, "keeping", None)
    return keeping is not None and keeping.holder_id is not None and keeping.holder_id == user.pk


def may_move(user, question: Question, move: Move) -> bool:
    """Whether this person may make a move, whatever state the question is in."""
    return may(user, Permission.OBJECT_EDIT) or (move.holder and holds(user, question))


def moves_for(user, question: Question) -> list[Move]:
    """The moves this person may make now."""
    if question.removed or question.merged_into_id:
        return []
    return [move for move in MOVES.values() if question.status in move.before and may_move(user, question, move)]


def funder_of(user) -> Organisation | None:
    """The funder a person's own profile names; None where it names none."""
    person = getattr(user, "person", None)
    organisation = person.organisation if person else None
    if organisation is None or organisation.removed or organisation.organisation_type not in FUNDERS:
        return None
    return organisation


def working_groups_of(user) -> QuerySet[WorkingGroup]:
    """The groups at work that a person takes part in, and may claim a question for."""
    return WorkingGroup.objects.visible().filter(memberships__user=user, ended=False)
