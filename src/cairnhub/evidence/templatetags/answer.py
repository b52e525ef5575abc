"""Pooled answers in words and figures."""

from django import template

from cairn.synthesis import Candidate, number_text, p_text
from cairn.synthesis.comparable import Group

from .. import words
from ..appraising.forms import guidance_of
from ..extraction.forms import effect_in_words
from ..models import EffectKind, EquityFactor, Finding, Pooling
from ..pooling.pages import Proposed, Sensitivity
from ..pooling.reading import Effect, Reading

register = template.Library()

NOT_KNOWN = "not known"


@register.filter
def number(value: float | None) -> str:
    """A number for readers, e.g. `2.40`; unknown as such."""
    return NOT_KNOWN if value is None else number_text(value)


@register.filter
def percent(value: float) -> str:
    """A share of 0 to 1 as a percentage, e.g. `12%`."""
    return f"{100 * value:.0f}%" if value >= 0.1 else f"{100 * value:.1f}%"


register.filter("p_words", p_text)
register.filter("written", words.written)


@register.filter
def effect_words(reading: Reading) -> str:
    """The pooled effect with its interval: `2.40 (1.90 to 3.10)`."""
    return _with_interval(reading.estimate, reading.ci) if reading.is_known else NOT_KNOWN


@register.filter
def prediction_words(reading: Reading) -> str:
    """The prediction interval, or why there is none."""
    if reading.is_known and reading.prediction:
        low, high = reading.prediction
        return f"{number_text(low)} to {number_text(high)}"
    return "too few cohorts to say"


@register.filter
def i2_words(reading: Reading) -> str:
    """I² by the model, e.g. `61%`."""
    found = reading.result.get("i2")
    return NOT_KNOWN if found is None else f"{found:.0f}%"


@register.filter
def spread_words(reading: Reading) -> str:
    """The other measures of how much the studies differ, in one line."""
    result = reading.result
    if not result.get("q_df"):
        return "one cohort shows no differences"
    by_q = f"; {result['i2_q']:.0f}% by Q" if result.get("i2_q") is not None else ""
    tau2, q = number_text(result["tau2"]), number_text(result["q"])
    return f"by the model{by_q}; τ² {tau2}, Q {q} on {result['q_df']} df, p {p_text(result['q_p'])}"


@register.filter
def independence_words(reading: Reading) -> str:
    """Of how many cohorts it is not known whether they are independent."""
    unknown = len({one.cohort for one in reading.effects if not one.known_cohort})
    return (
        f"of {unknown} it is not known whether others are on the same people" if unknown else "each on its own people"
    )


@register.filter
def in_words(reading: Reading) -> str:
    """The answer as a sentence."""
    cohorts = "One cohort alone" if reading.k == 1 else f"{reading.k} cohorts together"
    low, high = reading.ci
    held = (
        "no difference is among the likely values" if low <= reading.null <= high else "no difference is not among them"
    )
    middle, low, high = (number_text(value) for value in (reading.estimate, low, high))
    return f"{cohorts}: {reading.result['measure']} {middle}, likely from {low} to {high}; {held}."


@register.filter
def member_rows(reading: Reading, sensitivity: Sensitivity) -> list[dict]:
    """The findings of an answer as rows of its table."""
    without = {one.finding: fit for one, fit in sensitivity.without} if sensitivity else {}
    return [_member(reading, one, without.get(one.finding)) for one in reading.effects]


def _member(reading: Reading, one: Effect, without) -> dict:
    return {
        "finding": one.finding,
        "study": one.study,
        "label": one.label,
        "year": one.year,
        "known_cohort": one.known_cohort,
        "effect": _with_interval(reading.natural(one.yi), [reading.natural(end) for end in one.ci]),
        "weight": f"{one.weight:.1f}%" if one.weight is not None else "–",
        "without": _fit_words(reading, without) if without else "–",
    }


def _fit_words(reading: Reading, fit) -> str:
    return _with_interval(reading.natural(fit.estimate), [reading.natural(end) for end in fit.ci])


def _with_interval(estimate: float, ci) -> str:
    return f"{number_text(estimate)} ({number_text(ci[0])} to {number_text(ci[1])})"


@register.filter
def filled_words(sensitivity: Sensitivity, reading: Reading) -> str:
    """What trim and fill adds, and what the answer would be with it."""
    found = sensitivity.filled
    added = f"{found.missing} stud{'y' if found.missing == 1 else 'ies'} added on the {found.side}"
    return f"{added}: {_fit_words(reading, found.fit)}"


@register.filter
def adjusted_words(sensitivity: Sensitivity, reading: Reading) -> str:
    """The effect a study without sampling error would show."""
    found = sensitivity.adjusted
    return _with_interval(reading.natural(found.estimate), [reading.natural(end) for end in found.ci])


@register.filter
def kind_words(kind: str) -> str:
    """A kind of effect as readers know it."""
    return str(EffectKind(kind).label)


@register.filter
def candidate_effect(candidate: Candidate, findings: dict[str, Finding]) -> str:
    """The effect of a finding as written."""
    return words.effect_words(findings[candidate.id])


@register.filter
def candidate_words(candidate: Candidate, findings: dict[str, Finding]) -> str:
    """A finding by its study and effect."""
    return f"{candidate.study_label}: {candidate_effect(candidate, findings)}"


@register.filter
def pooled_as(group: Group, proposed: Proposed) -> Pooling | None:
    """The pooled answer of just these findings, where there is one."""
    return proposed.pooled_as(group)


register.filter("guidance", guidance_of)


@register.filter
def equity_factor(code: str) -> str:
    """A factor of PROGRESS-Plus as readers know it."""
    return str(EquityFactor(code).label)


@register.filter
def reported_effect(finding: Finding) -> str:
    """The effect worked out from a finding's raw numbers; empty where it reports none."""
    return effect_in_words({"way": finding.way, "numbers": finding.numbers, "effect_kind": finding.effect_kind})
