"""Reads of what was sent for others."""

import re

from django.db.models import QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Organisation
from cairnhub.community.speaking.queries import organisations_of, speaks_for
from cairnhub.history.beside import Pair
from cairnhub.history.labels import Label, Labels

from ..models import Suggestion, SuggestionStatus
from .models import OnBehalf
from .words import heard_from, people_in_words

HEADER = (
    "number",
    "organisation",
    "sent on",
    "kind",
    "text",
    "people",
    "how they were heard",
    "they agreed",
    "status",
    "answer",
    "how the answer goes back",
    "taken back on",
)
SHOWN = {"open": "Waiting for an answer", "answered": "Answered, not yet taken back", "back": "Taken back"}


def brought() -> QuerySet[OnBehalf]:
    """Everything sent for others, the newest first."""
    return OnBehalf.objects.select_related("suggestion", "organisation")


def of_state(state: str) -> QuerySet[OnBehalf]:
    """What waits for an answer (`open`), was answered and not taken back (`answered`), was taken back (`back`)."""
    waiting = SuggestionStatus.WAITING
    found = {
        "open": brought().filter(suggestion__status=waiting),
        "answered": brought().exclude(suggestion__status=waiting).filter(taken_back_on=None),
        "back": brought().filter(taken_back_on__isnull=False),
    }
    return found.get(state, brought())


def access_brought(user, organisation: Organisation) -> list[OnBehalf]:
    """What an organisation brought, for those who speak for it and for moderators, or Http404."""
    if not (may(user, Permission.SUGGESTION_MODERATE) or speaks_for(user, organisation)):
        raise Http404("There is no such page.")
    return list(brought().filter(organisation=organisation))


def access_behalf(user, behalf_id: int) -> OnBehalf:
    """One of them, for those who speak for its organisation, or Http404."""
    found = brought().filter(pk=behalf_id, organisation__in=organisations_of(user)).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def suggestion_of_words(typed: str) -> Suggestion | None:
    """The suggestion whose slip has these words, however they were written down."""
    words = "-".join(re.findall(r"[a-z]+|[0-9]+", typed.casefold()))
    return Suggestion.objects.filter(slip__words=words).first() if words else None


def behalf_of(suggestion: Suggestion) -> OnBehalf | None:
    return brought().filter(suggestion=suggestion).first()


def became(found: list[OnBehalf]) -> list[tuple[OnBehalf, Label | None]]:
    """Each with what it became, as far as readers see it, in a fixed number of questions."""
    pairs = [(one.suggestion.became_kind, one.suggestion.became_id) for one in found]
    labels = Labels(pair for pair in pairs if pair[0])
    told = [labels.of(*pair) if pair[0] else None for pair in pairs]
    return [(one, label if label and label.url else None) for one, label in zip(found, told, strict=True)]


def on_organisation(organisation: Organisation, user) -> dict:
    """What the page of an organisation tells everybody: without the words sent, which nobody has checked."""
    found = list(brought().filter(organisation=organisation))
    return {
        "brought": [(one, people_in_words(one.people), label) for one, label in became(found)],
        "speaks": speaks_for(user, organisation),
    }


def heard(pairs: set[Pair]) -> dict[Pair, list[Label]]:
    """For whom the suggestions behind these objects were sent."""
    found: dict[Pair, list[Label]] = {}
    accepted = brought().filter(
        suggestion__status=SuggestionStatus.ACCEPTED,
        suggestion__became_kind__in={kind for kind, _ in pairs},
        suggestion__became_id__in={object_id for _, object_id in pairs},
    )
    for one in accepted.order_by("pk"):
        pair = (one.suggestion.became_kind, one.suggestion.became_id)
        if pair in pairs:
            url = "" if one.organisation.removed else one.organisation.get_absolute_url()
            found.setdefault(pair, []).append(Label(heard_from(one), url))
    return found


def numbers_of(user) -> list[tuple[Organisation, int, int]]:
    """Each organisation somebody speaks for, what waits for an answer, and what waits to be taken back."""
    return [
        (one, of_state("open").filter(organisation=one).count(), of_state("answered").filter(organisation=one).count())
        for one in organisations_of(user)
    ]


def sent_by(user) -> list[dict[str, object]]:
    """What somebody sent for others, as JSON-able data: a part of the file about them."""
    return [
        {"suggestion": one.suggestion_id, "organisation": one.organisation.name, "people": one.people}
        for one in brought().filter(sent_by=user)
    ]


def row(one: OnBehalf) -> tuple:
    suggestion = one.suggestion
    return (
        suggestion.pk,
        one.organisation.name,
        suggestion.sent_at.date().isoformat(),
        suggestion.get_kind_display(),
        suggestion.text,
        one.people,
        one.heard,
        one.get_agreed_display(),
        suggestion.get_status_display(),
        suggestion.answer,
        one.answer_goes,
        one.taken_back_on or "",
    )
