"""The one visible table of certainty: levels, domains, thresholds, each with its source. A page lists it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """How sure we may be, from most to least."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class Domain(StrEnum):
    """The five reasons to rate down and the three to rate up, as GRADE names them."""

    BIAS = "risk of bias"
    INCONSISTENCY = "inconsistency"
    INDIRECTNESS = "indirectness"
    IMPRECISION = "imprecision"
    PUBLICATION = "publication bias"
    LARGE = "large effect"
    DOSE = "dose-response gradient"
    CONFOUNDING = "plausible confounding would reduce the effect"


DOWN: Final = (Domain.BIAS, Domain.INCONSISTENCY, Domain.INDIRECTNESS, Domain.IMPRECISION, Domain.PUBLICATION)
UP: Final = (Domain.LARGE, Domain.DOSE, Domain.CONFOUNDING)


@dataclass(frozen=True)
class Term:
    """A word as readers see it, and what it means."""

    label: str
    explanation: str


@dataclass(frozen=True)
class Threshold:
    """A number a rule turns on, what it is for, and where it comes from."""

    label: str
    value: float
    source: str


LEVELS: Final[Mapping[Level, Term]] = {
    Level.HIGH: Term("high", "We are very sure that the true effect lies close to the one given."),
    Level.MODERATE: Term("moderate", "The true effect is likely close to the one given, but may well be different."),
    Level.LOW: Term("low", "The true effect may be quite different from the one given."),
    Level.VERY_LOW: Term("very low", "The true effect is likely quite different from the one given."),
}

DOMAINS: Final[Mapping[Domain, Term]] = {
    Domain.BIAS: Term("Risk of bias", "Too much of the answer rests on studies whose design or conduct may mislead."),
    Domain.INCONSISTENCY: Term("Inconsistency", "Studies differ more than chance explains, and nobody knows why."),
    Domain.INDIRECTNESS: Term("Indirectness", "People, programmes or outcomes are not those the question is about."),
    Domain.IMPRECISION: Term("Imprecision", "The interval leaves open whether there is an effect that matters."),
    Domain.PUBLICATION: Term("Publication bias", "Studies with other results may have stayed in drawers."),
    Domain.LARGE: Term("Large effect", "So large that what is wrong with the studies hardly explains it."),
    Domain.DOSE: Term("Dose-response gradient", "More of the programme goes with more of the effect."),
    Domain.CONFOUNDING: Term(
        "Plausible confounding would reduce the effect", "What was not controlled for works against the effect found."
    ),
}

HIGH_BIAS_SHARE: Final = Threshold(
    "share of the weight at high risk of bias",
    0.5,
    "our convention for “most of the information”; GRADE 4, 2011;64:407",
)
MUCH_INCONSISTENCY: Final = Threshold(
    "I² from which differences may be substantial, percent", 50, "Cochrane Handbook 10.10.2; GRADE 7, 2011;64:1294"
)
GREAT_INCONSISTENCY: Final = Threshold(
    "I² from which differences are considerable, percent", 75, "Cochrane Handbook 10.10.2; GRADE 7, 2011;64:1294"
)
AGREEING_SHARE: Final = Threshold(
    "share of studies that must point the same way", 0.75, "our convention, as for the reasons of a gap; Murad 2017"
)
FEW_PEOPLE: Final = Threshold(
    "people in all studies together below which a clear interval is not trusted",
    400,
    "GRADE 6, 2011;64:1283; Murad 2017",
)
HARM_RATIO: Final = Threshold(
    "ratio taken for appreciable harm or benefit where no smallest effect is agreed", 1.25, "GRADE 6, 2011;64:1283"
)
STUDIES_FOR_A_TEST: Final = Threshold(
    "studies needed before a test of the funnel counts", 10, "Sterne 2011, BMJ 343:d4002"
)
SMALL_STUDY_P: Final = Threshold("p below which small studies differ", 0.10, "Egger 1997, BMJ 315:629")
LARGE_RATIO: Final = Threshold("relative risk that is large", 2, "GRADE 9, 2011;64:1311")
VERY_LARGE_RATIO: Final = Threshold("relative risk that is very large", 5, "GRADE 9, 2011;64:1311")
FEW_STUDIES: Final = Threshold("cohorts without which nothing can be compared", 2, "definition")

THRESHOLDS: Final = (
    HIGH_BIAS_SHARE,
    MUCH_INCONSISTENCY,
    GREAT_INCONSISTENCY,
    AGREEING_SHARE,
    FEW_PEOPLE,
    HARM_RATIO,
    STUDIES_FOR_A_TEST,
    SMALL_STUDY_P,
    LARGE_RATIO,
    VERY_LARGE_RATIO,
    FEW_STUDIES,
)
