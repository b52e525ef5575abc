"""Writes of the decision log."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.history import actions as history
from cairnhub.history.actions import Author

from ..models import Decision, Part, Participant


@transaction.atomic
def record_decision(
    *,
    decision: Decision,
    by: Author,
    decided_by: Iterable[User] = (),
    stood_aside: Mapping[User, str] | None = None,
    supersedes: Iterable[str] = (),
    reason: str = "",
) -> Decision:
    """Store a decision with who took it and who stood aside why; `supersedes` names earlier ones it replaces.

    Raises ValidationError where nobody decided, somebody both decided and stood aside, or an earlier decision is
    superseded already.
    """
    takers = list(decided_by)
    if not takers and not decision.body.strip():
        raise ValidationError({"decided_by": "Say who decided: at least one person, or the body."})
    history.add(obj=decision, by=by, reason=reason)
    _store(decision, takers, stood_aside or {})
    for earlier in Decision.objects.visible().filter(pk__in=list(supersedes)).order_by("pk"):
        _supersede(earlier, decision, by)
    return decision


@transaction.atomic
def set_participants(
    *, decision: Decision, decided_by: Iterable[User], stood_aside: Mapping[User, str], by: Author, reason: str
) -> Decision:
    """Correct who took a decision and who stood aside. Former members stay. Raises ValidationError."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    takers = list(decided_by)
    former = locked.participants.filter(user=None, part=Part.DECIDED).exists()
    if not (takers or former or locked.body):
        raise ValidationError({"decided_by": "Say who decided: at least one person, or the body."})
    history.note(obj=locked, by=by, reason=f"Who decided was corrected. {reason}".strip())
    locked.participants.exclude(user=None).delete()
    _store(locked, takers, stood_aside)
    return locked


def _store(decision: Decision, takers: list[User], stood_aside: Mapping[User, str]) -> None:
    both = sorted(user.display_name for user in stood_aside if user in takers)
    if both:
        raise ValidationError({"decided_by": f"{both[0]} cannot both decide and stand aside. Choose one."})
    parts = [Participant(decision=decision, user=user, part=Part.DECIDED) for user in takers]
    for user, because in stood_aside.items():
        parts.append(Participant(decision=decision, user=user, part=Part.STOOD_ASIDE, because=because.strip()))
    for part in parts:
        part.full_clean()
        part.save()


def _supersede(earlier: Decision, decision: Decision, by: Author) -> None:
    if earlier.superseded_by_id:
        raise ValidationError({"supersedes": f"“{earlier.title}” is superseded already."})
    reason = f"Superseded by: {decision.title}"
    history.change(obj=earlier, by=by, reason=reason, values={"superseded_by": decision.pk})
