"""Whom to ask about a question, and why: reasons that add up, and turns that are taken.

The scores are a convention of this hub, meant to be read: each reason stands with its points. They say what somebody
offers, never how good they are, and use nothing but what people and organisations say of themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from math import sqrt


class Aspect(StrEnum):
    """What a need and an offer may have in common."""

    LINK = "link"
    CONSTRUCT = "construct"
    METHOD = "method"
    DATA = "data"
    GROUP = "group"
    PLACE = "place"
    LANGUAGE = "language"


POINTS = {
    Aspect.LINK: 4.0,
    Aspect.METHOD: 2.5,
    Aspect.DATA: 2.5,
    Aspect.CONSTRUCT: 2.0,
    Aspect.GROUP: 2.0,
    Aspect.PLACE: 1.0,
    Aspect.LANGUAGE: 0.5,
}
"""Points for the first thing in common of each kind; each further one counts half as much as the one before."""
FEW_TURNS = 1
"""After so many turns a score counts 1/√2 of what it was, after three times as many half."""


@dataclass(frozen=True)
class Wishes:
    """What a question needs, or what somebody offers, as sets of words for each aspect."""

    id: str
    words: dict[Aspect, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """Somebody to ask: what the two share, by aspect, and `points` before, `score` after turns are counted."""

    id: str
    common: dict[Aspect, tuple[str, ...]]
    points: float
    score: float


def match(need: Wishes, offer: Wishes, turns: int = 0) -> Match:
    """Compare one need with one offer; `turns` is how often this person or organisation was named lately."""
    shared = {
        aspect: tuple(sorted(need.words.get(aspect, frozenset()) & offer.words.get(aspect, frozenset())))
        for aspect in Aspect
    }
    common = {aspect: words for aspect, words in shared.items() if words}
    points = sum(POINTS[aspect] * (2 - 2 ** (1 - len(words))) for aspect, words in common.items())
    return Match(offer.id, common, points, points / sqrt(1 + max(turns, 0) / FEW_TURNS))


def suggest(need: Wishes, offers: Iterable[tuple[Wishes, int]], *, most: int = 5) -> list[Match]:
    """The best few offers for a need, given as offer and turns had; none that has nothing in common with it.

    A language or a place alone is no reason to ask somebody. Equal scores are put in an order that differs from need to
    need, so that no name comes first everywhere; the same need and turns give the same answer.
    """
    found = (match(need, offer, turns) for offer, turns in offers)
    telling = (one for one in found if one.common.keys() - {Aspect.PLACE, Aspect.LANGUAGE})
    return sorted(telling, key=lambda one: (-one.score, _draw(need.id, one.id)))[:most]


def _draw(need: str, offer: str) -> str:
    return sha256(f"{need}\n{offer}".encode()).hexdigest()
