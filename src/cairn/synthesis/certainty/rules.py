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

RANGES: Final[Mapping[Domain, tuple[int, int]]] = {
    Domain.BIAS: (-3, 0),
    Domain.INCONSISTENCY: (-2, 0),
    Domain.INDIRECTNESS: (-2, 0),
    Domain.IMPRECISION: (-3, 0),
    Domain.PUBLICATION: (-2, 0),
    Domain.LARGE: (0, 2),
    Domain.DOSE: (0, 1),
    Domain.CONFOUNDING: (0, 1),
}
"""Steps a domain can take. Three down only for bias by ROBINS-I (GRADE 18, 2019;111:105) and for imprecision (GRADE 34,
2022;150:216)."""

MOST_OF_THE_WEIGHT: Final = Threshold(
    "share of the weight that counts as most of it",
    0.5,
    "our convention for “most of the information”; GRADE 4, 2011;64:407",
)
ENOUGH_TO_MATTER: Final = Threshold(
    "share of the weight at high risk of bias that may change the answer",
    0.25,
    "our convention for “sufficient to affect the interpretation”; GRADE 4, 2011;64:407",
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
APPRECIABLY_LESS: Final = Threshold(
    "ratio taken for appreciably less where no smallest effect is agreed", 0.75, "GRADE 6, 2011;64:1283"
)
APPRECIABLY_MORE: Final = Threshold(
    "ratio taken for appreciably more where no smallest effect is agreed", 1.25, "GRADE 6, 2011;64:1283"
)
STUDIES_FOR_A_TEST: Final = Threshold(
    "studies needed before a test of the funnel counts", 10, "Sterne 2011, BMJ 343:d4002"
)
SMALL_STUDY_P: Final = Threshold("p below which small studies differ", 0.10, "Egger 1997, BMJ 315:629")
NARROW_IN: Final = Threshold(
    "respects, such as country and discipline, in which all studies must be alike to count as narrow",
    2,
    "our convention; GRADE 8, 2011;64:1303",
)
LARGE_RATIO: Final = Threshold("relative risk that is large", 2, "GRADE 9, 2011;64:1311")
VERY_LARGE_RATIO: Final = Threshold("relative risk that is very large", 5, "GRADE 9, 2011;64:1311")
FEW_STUDIES: Final = Threshold("cohorts without which nothing can be compared", 2, "definition")
ONE_VOICE: Final = Threshold(
    "qualitative studies up to which adequacy is of serious concern", 1, "our convention; CERQual, 2018;13(Suppl 1):14"
)
FEW_VOICES: Final = Threshold(
    "qualitative studies up to which it is of moderate concern", 3, "our convention; CERQual, 2018;13(Suppl 1):14"
)

THRESHOLDS: Final = (
    MOST_OF_THE_WEIGHT,
    ENOUGH_TO_MATTER,
    MUCH_INCONSISTENCY,
    GREAT_INCONSISTENCY,
    AGREEING_SHARE,
    FEW_PEOPLE,
    APPRECIABLY_LESS,
    APPRECIABLY_MORE,
    STUDIES_FOR_A_TEST,
    SMALL_STUDY_P,
    NARROW_IN,
    LARGE_RATIO,
    VERY_LARGE_RATIO,
    FEW_STUDIES,
    ONE_VOICE,
    FEW_VOICES,
)


@dataclass(frozen=True)
class Rule:
    """What a judgement was made by, and where it comes from."""

    text: str
    source: str


_BIAS, _CONSISTENT = "GRADE 4, J Clin Epidemiol 2011;64:407", "GRADE 7, J Clin Epidemiol 2011;64:1294"
_DIRECT, _PRECISE = "GRADE 8, J Clin Epidemiol 2011;64:1303", "GRADE 6, J Clin Epidemiol 2011;64:1283"
_MATTERS = "GRADE 34, J Clin Epidemiol 2022;150:216"
_MISSING, _UP = "GRADE 5, J Clin Epidemiol 2011;64:1277", "GRADE 9, J Clin Epidemiol 2011;64:1311"
_UNPOOLED = "Murad et al., BMJ Evid Based Med 2017;22:85"

RULES: Final[Mapping[str, Rule]] = {
    "start_random": Rule("Every study allocated at random: starts high.", "GRADE 3, J Clin Epidemiol 2011;64:401"),
    "start_robins": Rule(
        "Every other study was judged by ROBINS-I, which compares with a trial: starts high.",
        "GRADE 18, J Clin Epidemiol 2019;111:105",
    ),
    "start_other": Rule("Anything else, the unknown included, starts low.", "GRADE 3, J Clin Epidemiol 2011;64:401"),
    "bias_unjudged": Rule("Not judged where nobody judged any study.", _BIAS),
    "bias_most": Rule(
        "Most of the weight at high risk takes two steps from a high start, one from a low start, which has paid for "
        "the lack of random allocation.",
        _BIAS,
    ),
    "bias_enough": Rule("From a high start, enough weight at high risk to matter takes one step.", _BIAS),
    "bias_some": Rule("From a high start, most of the weight at some or high risk takes one step.", _BIAS),
    "bias_low": Rule("Otherwise no step.", _BIAS),
    "inconsistency_alone": Rule("One cohort: there is nothing to compare.", _CONSISTENT),
    "inconsistency_opposed": Rule("Considerable I² and results both ways take two steps.", _CONSISTENT),
    "inconsistency_prediction": Rule(
        "One step where the interval excludes no effect and the prediction interval does not.", _CONSISTENT
    ),
    "inconsistency_i2": Rule("Substantial I² takes one step, unless all results point one way.", _CONSISTENT),
    "inconsistency_unknown": Rule("Not judged where I², or the direction of results, is not known.", _CONSISTENT),
    "inconsistency_none": Rule("Otherwise no step.", _CONSISTENT),
    "inconsistency_directions": Rule("Unpooled: one step where too few results point the same way.", _UNPOOLED),
    "indirectness": Rule("A step for near outcomes only, and one for studies alike in several respects.", _DIRECT),
    "indirectness_unknown": Rule("Not judged where near or far outcomes are not recorded.", _DIRECT),
    "imprecision_both": Rule("An interval with appreciable benefit and appreciable harm takes two steps.", _PRECISE),
    "imprecision_null": Rule("An interval that holds no effect and one that may matter takes one step.", _PRECISE),
    "imprecision_matters": Rule("One step where the interval holds effects that matter and too small ones.", _MATTERS),
    "imprecision_trivial": Rule("No step where the interval holds nothing but effects too small to matter.", _MATTERS),
    "imprecision_clear": Rule("No step where the interval excludes no effect.", _PRECISE),
    "imprecision_few": Rule("A clear interval that rests on few people takes one step.", _PRECISE),
    "imprecision_unpooled": Rule("Unpooled: few people in all studies together take one step.", _UNPOOLED),
    "imprecision_unknown": Rule("Not judged where how many people were studied is not known.", _UNPOOLED),
    "publication_untested": Rule("Not judged with fewer studies than a test needs.", _MISSING),
    "publication_unknown": Rule("Not judged where there are studies enough but no test.", _MISSING),
    "publication_asymmetry": Rule("Small studies that differ from large ones take one step.", _MISSING),
    "publication_even": Rule("No step where they do not.", _MISSING),
    "up_from_high": Rule("Nothing is rated up from a high start.", _UP),
    "up_after_down": Rule("Nothing is rated up after a step down: a convention of GRADE.", _UP),
    "up_unjudged": Rule("Nothing is rated up while a reason down is not judged that somebody could judge.", _UP),
    "up_not_rigorous": Rule("Only bodies of rigorous studies are rated up.", _UP),
    "large_barred": Rule(
        "No step where participants chose, where plausible confounding remains, or where neither is known.", _UP
    ),
    "large_unknown": Rule("Not judged without a relative risk.", _UP),
    "large": Rule("One step for a relative risk above 2 or below 0.5, two for one above 5 or below 0.2.", _UP),
    "dose": Rule("One step for a dose-response gradient that a person has seen.", _UP),
    "confounding": Rule("One step where a person judged that confounding works against the effect found.", _UP),
}
"""Every rule a judgement can name, first those that come first."""
