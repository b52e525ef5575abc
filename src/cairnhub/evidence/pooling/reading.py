"""Stored answers as readers and the rooms above take them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from cairn.synthesis import Fit, MultiLevelFit, PooledAnswer, to_readers
from cairnhub.framework.models import Link

from ..models import Answer, Certainty, IntervalRule, Pooling, PoolingModel
from .fitting import pooled


@dataclass(frozen=True)
class Effect:
    """One finding's part in an answer; `yi`, `vi` and the interval on the analysis scale, `weight` in percent."""

    finding: str
    study: str
    label: str
    year: int | None
    cohort: str
    known_cohort: bool
    yi: float
    vi: float
    weight: float | None

    @property
    def ci(self) -> tuple[float, float]:
        half = 1.959963984540054 * self.vi**0.5
        return self.yi - half, self.yi + half


@dataclass(frozen=True)
class Reading:
    """One stored answer, opened. Numbers without a suffix are on the scale readers know: ratios as ratios."""

    answer: Answer
    pooling: Pooling
    effects: tuple[Effect, ...]

    @property
    def result(self) -> dict:
        return self.answer.result

    @property
    def k(self) -> int:
        return self.result["k"]

    @property
    def is_known(self) -> bool:
        return self.result.get("estimate") is not None

    @property
    def estimate(self) -> float:
        return self.natural(self.result["estimate"])

    @property
    def ci(self) -> tuple[float, float]:
        return _natural(self.pooling, self.result["ci"])

    @property
    def prediction(self) -> tuple[float, float] | None:
        return _natural(self.pooling, self.result.get("prediction"))

    @property
    def null(self) -> float:
        return 1.0 if self.pooling.is_ratio else 0.0

    def natural(self, value: float) -> float:
        """A number of the analysis scale as readers know it."""
        return to_readers(self.pooling.effect_kind, value)

    @property
    def is_independent(self) -> bool:
        """Whether every effect is of people of its own, so that the plain methods hold."""
        return len({one.cohort for one in self.effects}) == len(self.effects)

    @property
    def method(self) -> str:
        return "FE" if self.pooling.model == PoolingModel.FIXED else "REML"

    def refitted(self) -> Fit | MultiLevelFit:
        """The fit behind the answer, for pictures that need all of it."""
        return pooled(self.pooling, [one.yi for one in self.effects], [one.vi for one in self.effects], self.cohorts)

    @property
    def cohorts(self) -> list[str]:
        return [one.cohort for one in self.effects]


def reading_of(answer: Answer) -> Reading:
    effects = tuple(Effect(**one) for one in answer.result["effects"])
    return Reading(answer, answer.pooling, effects)


def as_compared(pooling: Pooling, result: dict) -> PooledAnswer:
    """An answer as the library compares two."""
    ends = {name: _natural(pooling, result.get(name)) for name in ("ci", "prediction")}
    estimate = result.get("estimate")
    return PooledAnswer(
        k=result["k"],
        measure=result["measure"],
        null=1.0 if pooling.is_ratio else 0.0,
        estimate=None if estimate is None else to_readers(pooling.effect_kind, estimate),
        i2=result.get("i2"),
        method=_method(result),
        effects={one["finding"]: (one["label"], one["yi"], one["vi"]) for one in result["effects"]},
        **ends,
    )


def _method(result: dict) -> str:
    # One cohort alone is not pooled by any method.
    if "interval_rule" not in result or result["k"] < 2:
        return ""
    rule = dict(IntervalRule.choices).get(result["interval_rule"], result["interval_rule"])
    return f"{result['model']}, interval by {rule}"


def _natural(pooling: Pooling, ends: list[float] | None) -> tuple[float, float] | None:
    return tuple(to_readers(pooling.effect_kind, end) for end in ends) if ends else None


@dataclass(frozen=True)
class Leading:
    """The answer of a link that the roadmap uses; `certainty` only where it was judged on this very answer."""

    reading: Reading
    certainty: Certainty | None
    #: A judgement on an earlier answer: it has to be made anew.
    outdated: Certainty | None


def leading_answers(links: Iterable[str] | None = None) -> dict[str, Leading]:
    """The leading answer of each link, or of these; links without one are left out. In two queries."""
    newest = Answer.objects.filter(pooling=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    poolings = Pooling.objects.visible().filter(leading=True).annotate(newest=Subquery(newest))
    if links is not None:
        poolings = poolings.filter(link__in=list(links))
    wanted = [pk for pk in poolings.values_list("newest", flat=True) if pk]
    answers = Answer.objects.filter(pk__in=wanted).select_related("pooling", "pooling__link")
    judged = {one.pooling_id: one for one in Certainty.objects.visible().filter(pooling__in=poolings.values("pk"))}
    return {one.pooling.link_id: _leading(one, judged.get(one.pooling_id)) for one in answers}


def _leading(answer: Answer, judged: Certainty | None) -> Leading:
    current = judged is not None and judged.answer_digest == answer.digest
    return Leading(reading_of(answer), judged if current else None, None if current else judged)


def newest_reading(pooling: Pooling) -> Reading:
    """The answer of a pooling as it is now."""
    return reading_of(pooling.answers.select_related("pooling", "pooling__link").first())


def newest_readings(link: Link | None = None) -> list[Reading]:
    """The newest answer of every pooling, or of those of a link: by link, the leading one first."""
    poolings = Pooling.objects.visible().filter(link__removed=False)
    if link is not None:
        poolings = poolings.filter(link=link)
    newest = Answer.objects.filter(pooling=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    wanted = poolings.annotate(newest=Subquery(newest)).values("newest")
    answers = Answer.objects.filter(pk__in=wanted)
    related = ("pooling", "pooling__link", "pooling__link__source", "pooling__link__target")
    ordered = answers.select_related(*related).order_by("pooling__link", "-pooling__leading", "pooling")
    return [reading_of(answer) for answer in ordered]
