"""The words gaps are told in. What each means to a reader stands in `rules`."""

from enum import StrEnum


class Claim(StrEnum):
    """What a link says happens to its target."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_WORSE = "no_worse"
    PREDICTIVE = "predictive"


class Direction(StrEnum):
    """What a finding says of the claim: `positive` means in the claimed direction, whatever the sign of the number."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NULL = "null"
    MIXED = "mixed"
    INCONCLUSIVE = "inconclusive"
    CONTESTED = "contested"


class Status(StrEnum):
    """Where the evidence of a link stands."""

    NO_STUDIES = "no_studies"
    CONTESTED = "contested"
    MIXED = "mixed"
    UNSETTLED = "unsettled"
    PROMISING = "promising"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"


class Letter(StrEnum):
    """The four reasons for a gap of Robinson, Saldanha & McKoy (AHRQ 2011)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class CriterionName(StrEnum):
    """What a gap is ranked by."""

    IMPORTANCE = "importance"
    UNCERTAINTY = "uncertainty"
    DECISION_VALUE = "decision_value"
    EQUITY = "equity"


class Bias(StrEnum):
    """Risk of bias of one finding, as a reader judged it."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"


class Certainty(StrEnum):
    """Certainty in a pooled answer, in the four words of GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class OutcomeLevel(StrEnum):
    """Near: learners and what they say; far: practice, workforce, people's health."""

    NEAR = "near"
    FAR = "far"


class StudyKind(StrEnum):
    """What a study is; only primary studies are counted as k."""

    PRIMARY = "primary"
    REVIEW = "review"
    QUALITATIVE = "qualitative"
    COST = "cost"
    COMMENTARY = "commentary"


class Basis(StrEnum):
    """Where a link comes from."""

    SOURCE = "source"
    REASONING = "reasoning"


class Access(StrEnum):
    """What it takes to get at a data source."""

    OPEN = "open"
    REGISTRATION = "registration"
    FEE = "fee"
    APPLICATION = "application"
    RESTRICTED = "restricted"
    OWN_RECORDS = "own_records"
    UNKNOWN = "unknown"


class Grain(StrEnum):
    """What one row of a data source stands for, finest first; a finer grain can always be added up to a coarser one."""

    INDIVIDUAL = "individual"
    PROGRAMME = "programme"
    SCHOOL = "school"
    AREA = "area"
    NATIONAL = "national"
    UNKNOWN = "unknown"


class End(StrEnum):
    """Which end of a link a data source measures."""

    FROM = "from"
    TO = "to"


class GapList(StrEnum):
    """The two lists of the roadmap."""

    ANSWERABLE_NOW = "answerable_now"
    DATA_NEEDED_FIRST = "data_needed_first"


class Feasibility(StrEnum):
    """Filters of the roadmap by what a study would take."""

    ONE_PERSON = "one_person"
    SCHOOL_ALONE = "school_alone"
    SEVERAL_SCHOOLS = "several_schools"


class Form(StrEnum):
    """How criteria are put together into one score."""

    GEOMETRIC = "geometric"
    ADDITIVE = "additive"
