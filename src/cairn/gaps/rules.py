"""The one visible table: every word, threshold, weight and colour class behind a gap.

The hub renders this module as a page (`rule_tables`). Nothing elsewhere in `cairn.gaps` holds a number of its own
that a reader could want to question. Colours are class names; what they look like is the stylesheet's business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn.gaps.words import (
    Access,
    Bias,
    Certainty,
    Claim,
    CriterionName,
    Direction,
    Feasibility,
    GapList,
    Grain,
    Letter,
    Status,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word as readers see it, one line of what it means, and the class that colours it."""

    label: str
    explanation: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number a rule turns on, with the sentence a reader needs to question it."""

    label: str
    value: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest, likeliest and highest value, 0 to 1; likeliest `None` when nothing favours one value over another."""

    low: float
    mode: float | None
    high: float
    explanation: str

    @property
    def middle(self) -> float:
        """The likeliest value, or the middle of the range where there is none."""
        return (self.low + self.high) / 2 if self.mode is None else self.mode


CLAIMS: Mapping[Claim, Term] = {
    Claim.INCREASE: Term("more of it", "The claim is that the target rises."),
    Claim.DECREASE: Term("less of it", "The claim is that the target falls."),
    Claim.NO_WORSE: Term(
        "no worse", "The claim is that the target is no worse than by an agreed margin; no effect may support it."
    ),
    Claim.PREDICTIVE: Term("goes along with", "An association nobody acts on: it says who, not what to do."),
}

DIRECTIONS: Mapping[Direction, Term] = {
    Direction.POSITIVE: Term("for", "In the claimed direction.", "direction-positive"),
    Direction.NEGATIVE: Term("against", "Opposite to the claimed direction.", "direction-negative"),
    Direction.NULL: Term("no effect", "Looked for an effect and saw none.", "direction-null"),
    Direction.MIXED: Term("both ways", "One study, results in both directions.", "direction-mixed"),
    Direction.INCONCLUSIVE: Term("unclear", "Too little to say which way.", "direction-inconclusive"),
    Direction.CONTESTED: Term("contested", "A later analysis disputes the result.", "direction-contested"),
}

STATUSES: Mapping[Status, Term] = {
    Status.NO_STUDIES: Term(
        "no studies",
        "No finding on this link has been extracted; “none extracted yet” where studies look at it.",
        "status-none",
    ),
    Status.CONTESTED: Term(
        "contested", "Findings disagree in sign beyond chance, or a re-analysis withdraws a result.", "status-contested"
    ),
    Status.MIXED: Term(
        "mixed directions, untested",
        "Findings point both ways and have not been pooled, so chance is untested.",
        "status-mixed",
    ),
    Status.UNSETTLED: Term(
        "unsettled",
        "Few cohorts, nothing pooled, or the interval holds both no effect and an effect that matters.",
        "status-unsettled",
    ),
    Status.PROMISING: Term(
        "promising", "Consistently in the claimed direction; certainty or size is not yet enough.", "status-promising"
    ),
    Status.SUPPORTED: Term("supported", "Moderate or high certainty that the effect matters.", "status-supported"),
    Status.NOT_SUPPORTED: Term(
        "not supported",
        "Moderate or high certainty that the effect is trivial, absent or opposite.",
        "status-not-supported",
    ),
}

REASONS: Mapping[Letter, Term] = {
    Letter.A: Term(
        "insufficient or imprecise",
        "Too few cohorts, nothing pooled, or an interval too wide to decide on.",
        "reason-a",
    ),
    Letter.B: Term("biased", "Too much of what was judged is at high risk of bias.", "reason-b"),
    Letter.C: Term("inconsistent", "Findings point different ways, or one was withdrawn.", "reason-c"),
    Letter.D: Term(
        "not the right information", "Only near outcomes, one discipline, one site, one country, or old.", "reason-d"
    ),
}

CRITERIA: Mapping[CriterionName, Term] = {
    CriterionName.IMPORTANCE: Term(
        "importance", "How much it matters, as stakeholder groups rate it.", "criterion-importance"
    ),
    CriterionName.UNCERTAINTY: Term(
        "uncertainty",
        "How unsettled the evidence is, and whether more would change the answer.",
        "criterion-uncertainty",
    ),
    CriterionName.DECISION_VALUE: Term("decision value", "Who would act on the answer.", "criterion-decision-value"),
    CriterionName.EQUITY: Term(
        "equity consequence", "What it means for fairness, as stakeholder groups rate it.", "criterion-equity"
    ),
}

CERTAINTIES: Mapping[Certainty, Term] = {
    Certainty.HIGH: Term("high certainty", "Very confident that the effect lies where the interval says."),
    Certainty.MODERATE: Term("moderate certainty", "Probably lies there."),
    Certainty.LOW: Term("low certainty", "May lie there."),
    Certainty.VERY_LOW: Term("very low certainty", "Nobody can say."),
}

ACCESS: Mapping[Access, Term] = {
    Access.OPEN: Term("open", "Anyone can download it.", "access-open"),
    Access.REGISTRATION: Term("after registration", "Free once you give a name.", "access-registration"),
    Access.FEE: Term("for a fee", "It can be bought.", "access-fee"),
    Access.APPLICATION: Term("by application", "A steward decides who gets it.", "access-application"),
    Access.RESTRICTED: Term(
        "restricted", "Held by its steward; agreements or a visit are needed.", "access-restricted"
    ),
    Access.OWN_RECORDS: Term(
        "each school's own records", "A school knows it of itself; the records stay there.", "access-own"
    ),
    Access.UNKNOWN: Term("access not known", "Nobody has written down how to get it.", "access-unknown"),
}

ACCESSIBLE_NOW = frozenset({Access.OPEN, Access.REGISTRATION})

WITHIN_REACH = ACCESSIBLE_NOW | {Access.OWN_RECORDS}

GRAINS: Mapping[Grain, Term] = {
    Grain.INDIVIDUAL: Term("individual people", "One row is a person."),
    Grain.PROGRAMME: Term("programmes", "One row is a programme or a site."),
    Grain.SCHOOL: Term("schools", "One row is a school."),
    Grain.AREA: Term("areas", "One row is a place."),
    Grain.NATIONAL: Term("a whole country", "One row is a country."),
    Grain.UNKNOWN: Term("grain not known", "Nobody has written down what a row is."),
}

LISTS: Mapping[GapList, Term] = {
    GapList.ANSWERABLE_NOW: Term(
        "answerable now",
        "The outcome has a source that anyone can get and a design that fits it; so has the other end, or each school "
        "has it in its own records.",
        "list-now",
    ),
    GapList.DATA_NEEDED_FIRST: Term(
        "data needed first", "Something is missing; the page says what.", "list-data-first"
    ),
}

FEASIBILITIES: Mapping[Feasibility, Term] = {
    Feasibility.ONE_PERSON: Term(
        "one person, twelve months", "Answerable now, by a design one person can finish in a year."
    ),
    Feasibility.SCHOOL_ALONE: Term("a school alone", "Some design needs one school's records only."),
    Feasibility.SEVERAL_SCHOOLS: Term("needs several schools", "Every design that fits needs two schools or more."),
}

FEW_COHORTS = Threshold("few cohorts", 3, "Fewer independent primary cohorts than this are too few to settle a link.")
SIGN_TEST_LEVEL = Threshold(
    "disagreement beyond chance",
    0.05,
    "Level of the test (Gail & Simon, Biometrics 1985;41:361-372) that cohorts point opposite ways, run once pooled.",
)
HIGH_BIAS_SHARE = Threshold("biased", 0.5, "At least this share of the findings judged is at high risk of bias.")
AGREEING_SHARE = Threshold(
    "inconsistent", 0.75, "Fewer than this share of the findings with a direction point the same way."
)
OLD_AFTER_YEARS = Threshold("old", 10, "The newest finding is more than this many years old.")
GROUPS_NEEDED = Threshold(
    "groups heard", 3, "Until a closed round has heard this many stakeholder groups, the order is provisional."
)
ONE_PERSON_PEOPLE = Threshold("one person", 1, "A design for one person needs no more people than this.")
ONE_PERSON_MONTHS = Threshold("twelve months", 12, "A design for one person takes no more months than this.")
HALF_SETTLED = Threshold(
    "half settled",
    3,
    "So many unbiased cohorts, all pointing one way, take away half of the doubt that directions alone can take away.",
)
UNPOOLED_SHARE = Threshold(
    "doubt that directions can take away",
    0.6,
    "Without a pooled size, agreeing directions take away at most this share of the doubt.",
)
LOW_VALUE = Threshold(
    "floor",
    0.01,
    "A criterion below this counts as this: a zero pulls a gap down but does not silence the other three.",
)
TIE_WIDTH = Threshold(
    "equal scores", 0.001, "Scores closer than about this are put in random order, a new one in every draw."
)
CONCENTRATION = Threshold(
    "concentration of weights", 20, "How tightly drawn weights keep to the weights asked for: c in Dirichlet(c·w/Σw)."
)
DRAWS = Threshold("draws", 10_000, "How often weights and criteria are drawn and every gap is ranked.")
SEED = Threshold("seed", 20260101, "Where the draws start; the same seed gives the same answer anywhere.")
INTERVAL = Threshold("interval", 0.9, "Share of the draws the interval of a rank covers, equal tails.")
TOP = Threshold("top", 10, "P(top) is the share of draws in which a gap is among the first this many.")
RATING_MIN = Threshold("lowest rating", 1, "Of no importance.")
RATING_MAX = Threshold("highest rating", 9, "Of the greatest importance.")

FOLLOW_UP_YEARS = Threshold(
    "years of follow-up",
    5,
    "Years after graduation by which most have finished further training and chosen where to work: our convention.",
)
SAME_ANSWER = Threshold(
    "same answer",
    0.05,
    "Findings pooled anew count as the studies behind an answer if they miss it by less than this share of half its "
    "interval.",
)
MANY_STUDIES = Threshold("many studies", 1000, "A number of studies above this is told as “more than”.")

THRESHOLDS = (
    FEW_COHORTS,
    SIGN_TEST_LEVEL,
    HIGH_BIAS_SHARE,
    AGREEING_SHARE,
    OLD_AFTER_YEARS,
    GROUPS_NEEDED,
    ONE_PERSON_PEOPLE,
    ONE_PERSON_MONTHS,
    HALF_SETTLED,
    UNPOOLED_SHARE,
    LOW_VALUE,
    TIE_WIDTH,
    CONCENTRATION,
    DRAWS,
    SEED,
    INTERVAL,
    TOP,
    RATING_MIN,
    RATING_MAX,
    FOLLOW_UP_YEARS,
    SAME_ANSWER,
    MANY_STUDIES,
)

DEFAULT_WEIGHTS: Mapping[CriterionName, float] = dict.fromkeys(CriterionName, 1.0)

BIAS_WEIGHTS: Mapping[Bias, float] = {Bias.LOW: 1.0, Bias.SOME: 0.5, Bias.HIGH: 0.25}

UNKNOWN = Spread(0.0, None, 1.0, "Nothing is known: any value is as likely as any other.")

REMAINING_DOUBT: Mapping[Certainty | None, Spread] = {
    Certainty.HIGH: Spread(0.0, 0.05, 0.1, "Doubt left by a pooled answer of high certainty."),
    Certainty.MODERATE: Spread(0.1, 0.2, 0.3, "Doubt left by moderate certainty."),
    Certainty.LOW: Spread(0.3, 0.45, 0.6, "Doubt left by low certainty."),
    Certainty.VERY_LOW: Spread(0.55, 0.7, 0.85, "Doubt left by very low certainty."),
    None: Spread(0.1, 0.45, 0.85, "Certainty not judged: anything from moderate to very low."),
}

CONTESTED_DOUBT = Spread(0.7, 0.85, 1.0, "A contested link is at least this unsettled, however many findings it has.")

PREDICTIVE_VALUE = Spread(0.0, 0.1, 0.3, "An association nobody acts on, and no question names somebody who would.")
DECISION_VALUES: tuple[Spread, ...] = (
    Spread(0.0, None, 1.0, "No question names who would act: nothing is known."),
    Spread(0.4, 0.6, 0.9, "A question names one who would act."),
    Spread(0.5, 0.75, 1.0, "Questions name two who would act."),
    Spread(0.6, 0.85, 1.0, "Questions name three or more who would act."),
)

PROVISIONAL = "provisional: from the evidence alone, nobody has been asked yet"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the page of rules; `value` is ready to be read, empty where a rule is a word alone."""

    label: str
    value: str
    explanation: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class RuleTable:
    """One table of the page of rules."""

    title: str
    rows: tuple[RuleRow, ...]


def rule_tables() -> tuple[RuleTable, ...]:
    """List every rule as readers see it, in the order they need them."""
    weights = (
        RuleRow(CRITERIA[name].label, f"{weight:g}", "Equal until stakeholders are asked.")
        for name, weight in DEFAULT_WEIGHTS.items()
    )
    biases = (
        RuleRow(
            f"{bias} risk of bias", f"{weight:g}", "Not judged counts as some, and may be anything from low to high."
        )
        for bias, weight in BIAS_WEIGHTS.items()
    )
    return (
        _terms("Status of the evidence", STATUSES.values()),
        _terms("Why it is a gap", REASONS.values()),
        _terms("What gaps are ranked by", CRITERIA.values()),
        RuleTable("Thresholds", tuple(RuleRow(one.label, str(one.value), one.explanation) for one in THRESHOLDS)),
        RuleTable("Weights unless others are asked for", tuple(weights)),
        RuleTable("What a finding weighs", tuple(biases)),
        _spreads("Importance and equity consequence until groups are asked", (UNKNOWN,)),
        _spreads("Doubt", (*REMAINING_DOUBT.values(), CONTESTED_DOUBT)),
        _spreads("Decision value", (*DECISION_VALUES, PREDICTIVE_VALUE)),
        _terms("The two lists", LISTS.values()),
        _terms("Filters", FEASIBILITIES.values()),
        _terms("Access to data", ACCESS.values()),
        _terms("Grain of data, finest first", GRAINS.values()),
        _terms("Claims", CLAIMS.values()),
        _terms("Directions of findings", DIRECTIONS.values()),
        _terms("Certainty of a pooled answer", CERTAINTIES.values()),
    )


def _terms(title: str, terms: Iterable[Term]) -> RuleTable:
    return RuleTable(title, tuple(RuleRow(t.label, "", t.explanation, t.css) for t in terms))


def _spreads(title: str, spreads: tuple[Spread, ...]) -> RuleTable:
    return RuleTable(title, tuple(RuleRow(s.explanation, spread_words(s.low, s.mode, s.high), "") for s in spreads))


def spread_words(low: float, mode: float | None, high: float) -> str:
    """Say a spread in words: "0.4 to 0.9, most likely 0.6"; one number where it has no width."""
    if low == high:
        return f"{low:.2g}"
    likeliest = "" if mode is None else f", most likely {mode:.2g}"
    return f"{low:.2g} to {high:.2g}{likeliest}"
