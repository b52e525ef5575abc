"""What this room holds about a person, and what it forgets when an account is erased."""

from .models import Participant


def terms_of(user) -> list[dict[str, object]]:
    """Terms in the steering group, newest first, as JSON-able data."""
    return [
        {"seat": term.seat.name, "from": term.starts_on.isoformat(), "to": term.ends_on.isoformat()}
        for term in user.terms.select_related("seat")
    ]


def decisions_of(user) -> list[dict[str, object]]:
    """Decisions this person took or stood aside from, newest first, as JSON-able data."""
    parts = user.decisions.select_related("decision").order_by("-decision__decided_on", "-pk")
    return [
        {
            "decision": one.decision.title,
            "on": one.decision.decided_on.isoformat(),
            "part": one.get_part_display(),
            "because": one.because,
        }
        for one in parts
    ]


def erase_person(user) -> None:
    """Keep terms and decisions, as those of a former member; why somebody stood aside may tell who it was."""
    Participant.objects.filter(user=user).update(user=None, because="")
    user.terms.update(user=None)
