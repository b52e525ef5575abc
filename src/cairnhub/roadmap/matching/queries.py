"""Whom to ask, and what needs somebody, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.core.cache import caches
from django.utils import timezone

from cairn.community import Match, Wishes, suggest, take_turns
from cairnhub.agenda.models import Question
from cairnhub.community.models import Organisation, Person
from cairnhub.community.shown import Shown, all_of, with_all
from cairnhub.framework.models import Link
from cairnhub.history.labels import Label, Labels
from cairnhub.history.queries import newest_touch

from ..queries.current import current_roadmap
from . import needs
from .offers import all_offers, own_offer
from .reasons import OF_A_PERSON, OF_AN_ORGANISATION, OF_WHAT_NEEDS_YOU, Reason, Reasons

MOST = 5


@dataclass(frozen=True)
class Suggested:
    """Somebody to ask, or something that needs somebody: how it is called, why, and how the score came about."""

    label: Label
    match: Match
    reasons: list[Reason]
    person: Shown | None = None


@dataclass(frozen=True)
class Asked:
    """Whom to ask about one thing; `compared` is false where it asks for nothing anybody could offer."""

    people: list[Suggested]
    organisations: list[Suggested]
    compared: bool


def whom_to_ask(about: Link | Question, level: int) -> Asked:
    """The people and organisations to ask about a link or a question, as a reader of this level sees them."""
    people, organisations = _turns(level)
    key = needs.key_of(about)
    found, others = people.get(key, []), organisations.get(key, [])
    reasons = Reasons([*found, *others])
    shown = {one.id: one for one in all_of(with_all(Person.objects.filter(pk__in=[one.id for one in found])), level)}
    known = Organisation.objects.visible().in_bulk([one.id for one in others])
    return Asked(
        people=[
            Suggested(Label(shown[one.id].name, shown[one.id].url), one, reasons.of(one, OF_A_PERSON), shown[one.id])
            for one in found
            if one.id in shown
        ],
        organisations=[
            Suggested(
                Label(known[one.id].name, known[one.id].get_absolute_url()), one, reasons.of(one, OF_AN_ORGANISATION)
            )
            for one in others
            if one.id in known
        ],
        compared=key in people,
    )


def _turns(level: int) -> tuple[dict[str, list[Match]], dict[str, list[Match]]]:
    """Suggest for every question and gap at once, once after each change: only so can turns be taken.

    Questions come first, because somebody waits for an answer, then gaps as ranked.
    """
    pages, key = caches["pages"], "turns:{}.{}:{}:{}".format(*newest_touch(), timezone.localdate(), level)
    kept = pages.get(key)
    if kept is None:
        roadmap = current_roadmap()
        asked = [*needs.of_questions(roadmap), *needs.of_links(roadmap)]
        people, organisations = all_offers(level, roadmap.links)
        kept = take_turns(asked, people, most=MOST), take_turns(asked, organisations, most=MOST)
        pages.set(key, kept, timeout=3600)
    return kept


def what_needs(person: Person) -> dict[str, list[Suggested]]:
    """Open questions, calls, studies to read and gaps that need what somebody offers, for its owner alone."""
    roadmap = current_roadmap()
    offer = own_offer(person, roadmap.links)
    found = {
        "questions": _best(offer, needs.of_questions(roadmap)),
        "calls": _best(offer, needs.of_calls(roadmap)),
        "studies": _best(offer, needs.of_studies(roadmap, person.user)),
        "gaps": _best(offer, needs.of_links(roadmap)),
    }
    every = list(chain.from_iterable(found.values()))
    reasons = Reasons(every)
    labels = Labels(tuple(one.id.split(":", 1)) for one in every)
    return {
        name: [Suggested(_label(labels, one), one, reasons.of(one, OF_WHAT_NEEDS_YOU)) for one in matches]
        for name, matches in found.items()
    }


def _best(offer: Wishes, asked: Iterable[Wishes]) -> list[Match]:
    return suggest(offer, ((need, 0) for need in asked), most=MOST)


def _label(labels: Labels, match: Match) -> Label:
    kind, _, object_id = match.id.partition(":")
    return labels.of(kind, object_id)
