"""Whom to ask about a question, and why: reasons that add up, and turns that are taken.

The scores are a convention of this hub, meant to be read: each reason stands with its points. They say what somebody
offers, never how good they are, and use nothing but what people and organisations say of themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from math import sqrt

import numpy as np
from scipy.sparse import csr_array


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
NO_REASON = frozenset({Aspect.PLACE, Aspect.LANGUAGE})
"""What alone is no reason to ask somebody."""
FEW_TURNS = 1
"""After so many turns a score counts 1/√2 of what it was, after three times as many half."""


@dataclass(frozen=True)
class Wishes:
    """What a question needs, or what somebody offers, as sets of words for each aspect."""

    id: str
    words: dict[Aspect, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """Somebody to ask: what the two share, by aspect, and `points` before, `score` after `turns` are counted."""

    id: str
    common: dict[Aspect, tuple[str, ...]]
    points: float
    score: float
    turns: int = 0


def points_of(aspect: Aspect, number: int) -> float:
    """The points for so many things of a kind in common, one or more."""
    return POINTS[aspect] * (2 - 2.0 ** (1 - number))


def match(need: Wishes, offer: Wishes, turns: int = 0) -> Match:
    """Compare one need with one offer; `turns` is how often this person or organisation was named lately."""
    shared = {
        aspect: tuple(sorted(need.words.get(aspect, frozenset()) & offer.words.get(aspect, frozenset())))
        for aspect in Aspect
    }
    common = {aspect: words for aspect, words in shared.items() if words}
    points = sum(points_of(aspect, len(words)) for aspect, words in common.items())
    return Match(offer.id, common, points, points / sqrt(1 + max(turns, 0) / FEW_TURNS), max(turns, 0))


def suggest(need: Wishes, offers: Iterable[tuple[Wishes, int]], *, most: int = 5) -> list[Match]:
    """The best few offers for a need, given as offer and turns had; none that has nothing in common with it.

    A language or a place alone is no reason to ask somebody. Equal scores are put in an order that differs from need to
    need, so that no name comes first everywhere; the same need and turns give the same answer.
    """
    found = (match(need, offer, turns) for offer, turns in offers)
    telling = (one for one in found if one.common.keys() - NO_REASON)
    return sorted(telling, key=lambda one: (-one.score, _draw(need.id, one.id)))[:most]


def take_turns(needs: Sequence[Wishes], offers: Sequence[Wishes], *, most: int = 5) -> dict[str, list[Match]]:
    """Suggest for one need after the other, by its identifier, each time counting whom earlier needs were given.

    As `suggest` would answer with these turns; the order of the needs matters, that of the offers does not. Holds a
    number for each pair, and compares all at once: 400 needs and 7,000 offers take about 100 MB.
    """
    points, reasons = _compared(needs, offers)
    turns = np.zeros(len(offers), dtype=int)
    found = {}
    for need, row, has_reason in zip(needs, points, reasons, strict=True):
        best = list(_first(need, row / np.sqrt(1 + turns / FEW_TURNS), has_reason, offers, most))
        found[need.id] = [match(need, offers[at], int(turns[at])) for at in best]
        turns[best] += 1
    return found


def _compared(needs: Sequence[Wishes], offers: Sequence[Wishes]) -> tuple[np.ndarray, np.ndarray]:
    """Points of every need (row) with every offer (column), and whether there is a reason to ask."""
    points = np.zeros((len(needs), len(offers)))
    reasons = np.zeros(points.shape, dtype=bool)
    for aspect in Aspect:
        words = {word: at for at, word in enumerate({word for need in needs for word in need.words.get(aspect, ())})}
        common = (_told(needs, aspect, words) @ _told(offers, aspect, words).T).toarray()
        points += POINTS[aspect] * (2 - 2.0 ** (1 - common)) * (common > 0)
        if aspect not in NO_REASON:
            reasons |= common > 0
    return points, reasons


def _told(wishes: Sequence[Wishes], aspect: Aspect, words: dict[str, int]) -> csr_array:
    """Who (row) names which word (column)."""
    told = [[words[word] for word in one.words.get(aspect, ()) if word in words] for one in wishes]
    ends = np.cumsum([0, *(len(row) for row in told)])
    columns = np.array([at for row in told for at in row], dtype=int)
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(wishes), len(words)))


def _first(
    need: Wishes, scores: np.ndarray, has_reason: np.ndarray, offers: Sequence[Wishes], most: int
) -> Iterator[int]:
    asked = np.flatnonzero(has_reason)
    if len(asked) > most:
        # Only those who may be among the first are put in order: drawing lots for thousands would take longest.
        asked = asked[scores[asked] >= np.partition(scores[asked], -most)[-most]]
    yield from sorted(asked.tolist(), key=lambda at: (-scores[at], _draw(need.id, offers[at].id)))[:most]


def _draw(need: str, offer: str) -> str:
    return sha256(f"{need}\n{offer}".encode()).hexdigest()
