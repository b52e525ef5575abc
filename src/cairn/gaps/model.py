"""What is known about one link, as the ranking takes it in. An invalid one cannot be built.

Lists are kept in order of their ids, so that the order they came in changes nothing, not even a sentence.
Every class raises `InputError` with the link, the record and the field at fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from operator import attrgetter

from cairn.base.errors import InputError
from cairn.gaps import rules
from cairn.gaps.words import (
    Access,
    Basis,
    Bias,
    Certainty,
    Claim,
    Direction,
    End,
    Grain,
    Letter,
    OutcomeLevel,
    StudyKind,
)

#: Stands for a country or discipline where a study covers more than one, perhaps unnamed.
SEVERAL = "several"

GroupRatings = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one primary study says about one link.

    `cohort` names the people studied; two findings on one cohort count once; `None` means independence unknown and
    the study then counts as a cohort of its own. `estimate`, `low` and `high` (95% interval) come all together or not
    at all, on the scale where no effect is `null_value`: 0 for differences and logarithms, 1 for ratios (taken to
    logarithms before any computing). `sites` is the number of schools; `withdrawn_by` the study that took the result
    back. `discipline` and `country` may be `SEVERAL` where a study covers more than one.
    """

    id: str
    study: str
    direction: Direction
    cohort: str | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    null_value: float = 0.0
    bias: Bias | None = None
    discipline: str | None = None
    country: str | None = None
    year: int | None = None
    sites: int | None = None
    outcome_level: OutcomeLevel | None = None
    withdrawn_by: str | None = None

    def __post_init__(self) -> None:
        where = f"finding {self.id}"
        _need_text(where, id=self.id, study=self.study)
        _check_interval(where, self.estimate, self.low, self.high, self.null_value)
        if self.sites is not None and self.sites < 1:
            raise InputError(f"sites is {self.sites}", where=where, remedy="give 1 or more, or leave it unknown")
        if self.withdrawn_by == self.study:
            raise InputError("a study cannot withdraw itself", where=where, remedy="name the study that re-analysed it")

    @property
    def stands(self) -> bool:
        """Tell whether no later study has withdrawn it."""
        return self.withdrawn_by is None

    @property
    def cohort_key(self) -> tuple[str, str]:
        """Name the cohort, or the study where the cohort is unknown; the two never collide."""
        return ("study", self.study) if self.cohort is None else ("cohort", self.cohort)


@dataclass(frozen=True, slots=True)
class StudyLevel:
    """A study that looks at the link but gave no finding: its direction, if coded, belongs to the whole study.

    Never counted as a finding; `direction` is kept only to be shown.
    """

    study: str
    kind: StudyKind = StudyKind.PRIMARY
    direction: Direction | None = None

    def __post_init__(self) -> None:
        _need_text("study-level record", study=self.study)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The pooled answer of a link: estimate and 95% interval, and a prediction interval where k allows one.

    Scales as in `Finding`. `certainty` is `None` until somebody has judged it.
    """

    estimate: float
    low: float
    high: float
    k: int
    null_value: float = 0.0
    prediction_low: float | None = None
    prediction_high: float | None = None
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        where = "pooled answer"
        _check_interval(where, self.estimate, self.low, self.high, self.null_value)
        if self.k < 1:
            raise InputError(f"k is {self.k}", where=where, remedy="pool at least one cohort, or leave the answer out")
        if (self.prediction_low is None) != (self.prediction_high is None):
            raise InputError("half a prediction interval", where=where, remedy="give both ends or neither")
        if self.prediction_low is not None and self.prediction_high is not None:
            _check_interval(where, self.estimate, self.prediction_low, self.prediction_high, self.null_value)


@dataclass(frozen=True, slots=True)
class MeasureOption:
    """A data source that measures one end of the link."""

    source: str
    name: str
    end: End
    access: Access = Access.UNKNOWN
    grain: Grain = Grain.UNKNOWN

    def __post_init__(self) -> None:
        _need_text("data source", source=self.source, name=self.name)


@dataclass(frozen=True, slots=True)
class DesignOption:
    """A design that could test the link, and what it needs. An unknown need (`None`) is never taken for a small one.

    `grain` is the coarsest grain of outcome data it can work with, `None` where any will do; `schools` the least number
    of schools (1: a school alone); `new_data` that it collects its own data instead of using sources.
    """

    id: str
    label: str
    grain: Grain | None = None
    schools: int | None = None
    people: int | None = None
    months: int | None = None
    new_data: bool = False

    def __post_init__(self) -> None:
        where = f"design {self.id}"
        _need_text(where, id=self.id, label=self.label)
        if self.grain is Grain.UNKNOWN:
            raise InputError("grain is unknown", where=where, remedy="leave it out where any grain will do")
        for name in ("schools", "people", "months"):
            if (value := getattr(self, name)) is not None and value < 1:
                raise InputError(f"{name} is {value}", where=where, remedy="give 1 or more, or leave it unknown")


@dataclass(frozen=True, slots=True)
class Decision:
    """Who would act on the answer, on what, by when, as a question on the agenda names it."""

    question: str
    actor: str
    action: str = ""
    by_when: str = ""

    def __post_init__(self) -> None:
        _need_text(f"decision of question {self.question}", question=self.question, actor=self.actor)


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands beside a rank and never changes it; `None` means nobody has looked."""

    claimed_by: tuple[str, ...] = ()
    known_grants: int | None = None
    running_studies: int | None = None

    def __post_init__(self) -> None:
        for name in ("known_grants", "running_studies"):
            if (value := getattr(self, name)) is not None and value < 0:
                raise InputError(f"{name} is {value}", where="flags", remedy="give 0 or more, or leave it unknown")
        object.__setattr__(self, "claimed_by", tuple(sorted(self.claimed_by)))


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of one link from closed rounds, 1 to 9, a tuple per stakeholder group; groups with none are left out."""

    importance: GroupRatings = field(default_factory=dict)
    equity: GroupRatings = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("importance", "equity"):
            object.__setattr__(self, name, _checked_ratings(name, getattr(self, name)))


@dataclass(frozen=True, slots=True)
class ReasonOverride:
    """An editor's word against a rule: whether the reason holds, why, and who says so. All of it is shown."""

    letter: Letter
    holds: bool
    explanation: str
    by: str

    def __post_init__(self) -> None:
        _need_text(f"override of reason {self.letter}", explanation=self.explanation, by=self.by)


@dataclass(frozen=True, slots=True)
class LinkInput:
    """Everything the roadmap takes in about one link.

    `smallest_effect` is the smallest effect that matters, on the scale of the pooled answer and on the claimed side of
    no effect; for a `no_worse` claim it is the worst acceptable value, and its side of no effect says which way is
    worse. `None` means not agreed yet. `from_label` and `to_label` are the constructs as readers know them.
    """

    id: str
    statement: str
    claim: Claim
    from_label: str
    to_label: str
    stage_from: str
    stage_to: str
    basis: Basis = Basis.SOURCE
    smallest_effect: float | None = None
    findings: tuple[Finding, ...] = ()
    studies: tuple[StudyLevel, ...] = ()
    pooled: Pooled | None = None
    measures: tuple[MeasureOption, ...] = ()
    designs: tuple[DesignOption, ...] = ()
    decisions: tuple[Decision, ...] = ()
    flags: Flags = field(default_factory=Flags)
    ratings: Ratings = field(default_factory=Ratings)
    overrides: tuple[ReasonOverride, ...] = ()

    def __post_init__(self) -> None:
        where = f"link {self.id}"
        _need_text(where, id=self.id, statement=self.statement, from_label=self.from_label, to_label=self.to_label)
        self._sort("findings", "id")
        self._sort("studies", "study")
        self._sort("measures", "source", "end")
        self._sort("designs", "id")
        self._sort("decisions", "question", "actor", "action")
        self._sort("overrides", "letter")
        if self.pooled is not None and not self.findings:
            raise InputError("a pooled answer without findings", where=where, remedy="give the findings it pools")
        _check_smallest_effect(where, self.claim, self.smallest_effect, self.pooled)

    def _sort(self, name: str, *fields: str) -> None:
        """Put a part in order of the fields that name each of its items, which no two may share."""
        key = attrgetter(*fields)
        items = sorted(getattr(self, name), key=key)
        for one, other in pairwise(items):
            if key(one) == key(other):
                called = " ".join(getattr(one, field) for field in fields)
                raise InputError(f"{name} holds {called} twice", where=f"link {self.id}", remedy="give each once")
        object.__setattr__(self, name, tuple(items))


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day's state of the field: the year findings are old against, and the groups heard in closed rounds."""

    year: int
    groups_heard: frozenset[str] = frozenset()

    @property
    def provisional(self) -> bool:
        """Tell whether too few stakeholder groups have been heard for ratings to count."""
        return len(self.groups_heard) < rules.GROUPS_NEEDED.value


def _need_text(where: str, **fields: str) -> None:
    for name, value in fields.items():
        if not value.strip():
            raise InputError(f"{name} is empty", where=where, remedy=f"give the {name}")


def _check_interval(
    where: str, estimate: float | None, low: float | None, high: float | None, null_value: float
) -> None:
    if null_value not in (0, 1):
        raise InputError(
            f"null_value is {null_value}", where=where, remedy="use 0 for differences and logarithms, 1 for ratios"
        )
    numbers = [number for number in (estimate, low, high) if number is not None]
    if not numbers:
        return
    if estimate is None or (low is None) != (high is None):
        raise InputError(
            "an interval is not complete", where=where, remedy="give estimate, low and high, or the estimate alone"
        )
    if not all(isfinite(number) for number in numbers):
        raise InputError("an effect is not a finite number", where=where, remedy="correct it or leave it unknown")
    if null_value == 1 and min(numbers) <= 0:
        raise InputError("a ratio is not above 0", where=where, remedy="give ratios above 0, or set null_value to 0")
    if low is not None and high is not None and not low <= estimate <= high:
        raise InputError(
            f"{estimate} does not lie between {low} and {high}", where=where, remedy="put low, estimate, high in order"
        )


def _checked_ratings(name: str, ratings: GroupRatings) -> dict[str, tuple[int, ...]]:
    for group, values in ratings.items():
        wrong = [value for value in values if not rules.RATING_MIN.value <= value <= rules.RATING_MAX.value]
        if wrong:
            raise InputError(f"{name} is rated {wrong[0]} by {group}", where="ratings", remedy="use 1 to 9")
    return {group: tuple(sorted(ratings[group])) for group in sorted(ratings) if ratings[group]}


def _check_smallest_effect(where: str, claim: Claim, smallest: float | None, pooled: Pooled | None) -> None:
    if smallest is None or pooled is None:
        return
    side = smallest - pooled.null_value
    wrong_side = side >= 0 if claim is Claim.DECREASE else side <= 0
    if side == 0 or not isfinite(side) or (claim is not Claim.NO_WORSE and wrong_side):
        raise InputError(
            f"smallest effect {smallest} is not on the claimed side of no effect ({pooled.null_value})",
            where=where,
            remedy="give it on the scale of the pooled answer",
        )
    if pooled.null_value == 1 and smallest <= 0:
        raise InputError(f"smallest effect {smallest} is no ratio", where=where, remedy="give a ratio above 0")
