"""When effects cannot be pooled: what the studies say by direction alone.

Directions are counted, never significance: counting significant results ("vote counting") misleads (Hedges & Olkin,
1980, Psychol Bull 88:359). Effect-direction plots: Thomson & Thomas, 2013, Res Synth Methods 4:95; harvest plots:
Ogilvie et al., 2008, BMC Med Res Methodol 8:8; the sign test: Cochrane Handbook, section 12.2.1.3.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy import special

from cairn.base.errors import DataError, InputError
from cairn.synthesis.numbers import Interval, check_level

CAVEAT: Final = (
    "The sign test counts studies and asks only whether more point one way than chance would give. It says nothing of "
    "how large the effects are, gives a tiny study the weight of a large one, and with few studies finds little; its "
    "critics call it vote counting by another name. Use it only where effects cannot be pooled."
)


class Direction(StrEnum):
    """Which way one study's result points, towards what was hoped for or away from it."""

    BENEFIT = "benefit"
    HARM = "harm"
    NONE = "none"
    UNCLEAR = "unclear"


class Coding(StrEnum):
    """How directions were coded: by the sign of the estimate whatever its p value, or by significance or wording."""

    SIGN = "sign of the estimate"
    SIGNIFICANCE = "significance"
    WORDING = "authors' wording"


@dataclass(frozen=True)
class DirectionFinding:
    """One study's direction on one outcome; `weight` is a bar's height in a harvest plot, 1 low to 3 high quality."""

    study: str
    outcome: str
    direction: Direction
    weight: int = 1
    people: int | None = None


@dataclass(frozen=True)
class DirectionRow:
    """An outcome's studies by direction, in the order given: the columns of a harvest plot, counts beside them."""

    outcome: str
    counts: dict[Direction, int]
    studies: dict[Direction, tuple[DirectionFinding, ...]]


@dataclass(frozen=True)
class SignTest:
    """Share of studies that point to benefit among those that point anywhere, and the exact two-sided test of a half.

    `ci` is exact (Clopper & Pearson, 1934). `caveat` must be shown with the result.
    """

    benefit: int
    harm: int
    share: float
    ci: Interval
    p: float
    caveat: str


def summarise_directions(findings: Sequence[DirectionFinding]) -> tuple[DirectionRow, ...]:
    """Arrange findings by outcome and direction, for harvest and effect-direction plots; outcomes as first met.

    A study with several findings on an outcome counts once: with its direction where at least 70% of those that are
    clear agree, else as unclear (Boon & Thomson, 2021, Res Synth Methods 12:29). Raises `DataError` for a weight
    outside 1 to 3.
    """
    for finding in findings:
        if not 1 <= finding.weight <= 3:
            raise DataError("the weight is not 1, 2 or 3", where=finding.study, remedy="give 1 low, 2 middling, 3 high")
    rows = []
    for outcome in dict.fromkeys(finding.outcome for finding in findings):
        once = _once_per_study([finding for finding in findings if finding.outcome == outcome])
        by = {way: tuple(finding for finding in once if finding.direction is way) for way in Direction}
        rows.append(DirectionRow(outcome, {way: len(found) for way, found in by.items()}, by))
    return tuple(rows)


def sign_test(directions: Sequence[Direction], *, coding: Coding, level: float = 0.95) -> SignTest:
    """Test whether studies point to benefit more often than to harm, one direction per independent study.

    Refused with `InputError` unless `coding` is the sign of the estimate: directions told by significance or wording
    make dull but positive results vanish. Studies that point nowhere are left out. Raises `DataError` where none
    points anywhere.
    """
    if coding is not Coding.SIGN:
        raise InputError(
            f"directions coded by {coding.value} cannot be tested", remedy="code each as the sign of its estimate first"
        )
    check_level(level)
    counts = Counter(directions)
    benefit, harm = counts[Direction.BENEFIT], counts[Direction.HARM]
    n, tail = benefit + harm, (1 - level) / 2
    if not n:
        raise DataError("no study points to benefit or harm", remedy="code the signs of the estimates")
    low = float(special.betaincinv(benefit, harm + 1, tail)) if benefit else 0.0
    high = float(special.betaincinv(benefit + 1, harm, 1 - tail)) if harm else 1.0
    p = min(1.0, 2 * float(special.bdtr(min(benefit, harm), n, 0.5)))
    return SignTest(benefit, harm, benefit / n, (low, high), p, CAVEAT)


def _once_per_study(findings: Sequence[DirectionFinding]) -> list[DirectionFinding]:
    once = []
    for study in dict.fromkeys(finding.study for finding in findings):
        own = [finding for finding in findings if finding.study == study]
        way = _agreed([finding.direction for finding in own])
        people = max((finding.people for finding in own if finding.people is not None), default=None)
        once.append(DirectionFinding(study, own[0].outcome, way, max(finding.weight for finding in own), people))
    return once


def _agreed(directions: Sequence[Direction]) -> Direction:
    clear = [way for way in directions if way is not Direction.UNCLEAR]
    if not clear:
        return Direction.UNCLEAR
    way, votes = Counter(clear).most_common(1)[0]
    return way if 10 * votes >= 7 * len(clear) else Direction.UNCLEAR
