"""GRADE: a suggested certainty with the rule behind every step, to be confirmed or overridden by a person.

Guyatt et al., GRADE guidelines 1-9, Journal of Clinical Epidemiology 2011;64. Bodies appraised by ROBINS-I start high,
because it judges against a trial: Schünemann et al., 2019;111:105. Summaries by direction: Murad et al., 2017, BMJ
Evidence-Based Medicine 22:85. The published guidance asks for judgement; the thresholds of `rules` only suggest one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cairn.base.errors import InputError
from cairn.synthesis.certainty import down, up
from cairn.synthesis.certainty.body import Body
from cairn.synthesis.certainty.judgement import Judgement
from cairn.synthesis.certainty.rules import DOWN, RANGES, UP, Domain, Level

_ORDER = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)


@dataclass(frozen=True)
class Suggestion:
    """Where the certainty starts, by which rule and why, a judgement for each domain, and the level they come to.

    `level` takes no step for what is not known: it is the most that may be suggested. `at_worst` is the level if every
    reason down that somebody could judge, and nobody has, were as bad as it can be.
    """

    start: Level
    start_rule: str
    start_because: str
    judgements: tuple[Judgement, ...]
    level: Level
    at_worst: Level
    #: Why a large effect must not raise the certainty; empty where it may.
    large_barred: str

    @property
    def not_judged(self) -> tuple[Domain, ...]:
        """List the reasons down that somebody could judge and nobody has."""
        return tuple(one.domain for one in self.judgements if one.open)


@dataclass(frozen=True)
class Override:
    """A person's own judgement of one domain, with the reason that readers see, and who says so."""

    levels: int
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Conclusion:
    """The level after a person's judgements, and those of all domains as they stand."""

    level: Level
    levels: Mapping[Domain, int]


def suggest(body: Body) -> Suggestion:
    """Suggest the certainty of a body of evidence. What is not known is said, and never counts as good."""
    start, rule, because = _start(body)
    reasons = (
        down.bias(body, start is Level.HIGH),
        down.inconsistency(body),
        down.indirectness(body),
        down.imprecision(body),
        down.publication(body),
    )
    judgements = (*reasons, *up.judge(body, start, reasons))
    level = _moved(start, sum(one.levels for one in judgements))
    worst = _moved(start, sum(RANGES[one.domain][0] if one.open else one.levels for one in judgements))
    return Suggestion(start, rule, because, judgements, level, worst, up.barred(body))


def conclude(suggestion: Suggestion, overrides: Mapping[Domain, Override]) -> Conclusion:
    """Put a person's judgements in the place of those suggested.

    A step up that was suggested falls away once a person takes one down. Raises `InputError` naming the domain where
    the steps are none it can have, a difference has no reason, a reason down that somebody could judge would pass
    without a step and without a person's reason, or a large effect is to raise a certainty that participants' choice,
    remaining confounding or a step down bar.
    """
    for judgement in suggestion.judgements:
        _check(judgement, overrides.get(judgement.domain))
    levels = {one.domain: one.levels for one in suggestion.judgements}
    levels |= {domain: override.levels for domain, override in overrides.items()}
    if any(levels[domain] for domain in DOWN):
        levels |= {domain: 0 for domain in UP if not _asked_for(domain, suggestion, overrides)}
    large = Domain.LARGE
    if levels[large] and suggestion.large_barred:
        raise InputError(suggestion.large_barred, where=large, remedy="leave it at 0")
    if levels[large] and any(levels[domain] for domain in DOWN):
        raise InputError("a large effect does not raise what was rated down", where=large, remedy="leave it at 0")
    return Conclusion(_moved(suggestion.start, sum(levels.values())), levels)


def _check(judgement: Judgement, override: Override | None) -> None:
    domain = judgement.domain
    if judgement.open and not judgement.levels and not (override and override.reason.strip()):
        raise InputError(
            f"has not been judged ({judgement.because})", where=domain, remedy="judge the studies, or say why this much"
        )
    if override is None:
        return
    low, high = RANGES[domain]
    if not low <= override.levels <= high:
        raise InputError(f"{override.levels:+d} is no step here", where=domain, remedy=f"use {low} to {high}")
    if override.levels != judgement.levels and not override.reason.strip():
        raise InputError("differs from what the rules suggest without a reason", where=domain, remedy="say why")


def _asked_for(domain: Domain, suggestion: Suggestion, overrides: Mapping[Domain, Override]) -> bool:
    """Tell whether a person, not the rules, asks for a step up."""
    suggested = next(one.levels for one in suggestion.judgements if one.domain is domain)
    return domain in overrides and overrides[domain].levels != suggested


def _moved(start: Level, steps: int) -> Level:
    return _ORDER[min(max(_ORDER.index(start) + steps, 0), len(_ORDER) - 1)]


def _start(body: Body) -> tuple[Level, str, str]:
    classes = Counter(one.design_class for one in body.studies)
    if classes["randomised"] == body.k:
        return Level.HIGH, "start_random", "Starts high: every study allocated at random."
    if all(one.robins or one.design_class == "randomised" for one in body.studies):
        return Level.HIGH, "start_robins", "Starts high: every study without random allocation was judged by ROBINS-I."
    unknown = f", {classes['unknown']} of them in a way not recorded" if classes["unknown"] else ""
    others = body.k - classes["randomised"]
    return Level.LOW, "start_other", f"Starts low: {others} of {body.k} did not allocate at random{unknown}."
