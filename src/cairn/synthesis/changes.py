"""What changed between two pooled answers, and which studies changed it, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import number_text

NAMED = 3
"""Studies named before the rest is counted."""


@dataclass(frozen=True)
class PooledAnswer:
    """A pooled answer as two are compared: `estimate`, intervals and `null` on the scale readers know.

    `effects` maps a finding to its study's name, effect and variance; `i2` is a percentage. What is not known is
    `None`, as all is in an answer that could not be worked out.
    """

    k: int
    measure: str
    null: float
    estimate: float | None = None
    ci: Interval | None = None
    prediction: Interval | None = None
    i2: float | None = None
    effects: Mapping[str, tuple[str, float, float]] = field(default_factory=dict)


def describe_change(before: PooledAnswer, after: PooledAnswer) -> tuple[str, ...]:
    """Tell what became of the answer, the cause first; empty where nothing a reader would see has changed."""
    cause = _cause(before, after)
    if before.estimate is None or after.estimate is None or before.ci is None or after.ci is None:
        known = "can be worked out now" if after.estimate is not None else "can no longer be worked out"
        same = (before.estimate is None) == (after.estimate is None)
        return tuple(_capital(one) for one in (cause, "" if same else f"the pooled effect {known}.") if one)
    sentences = [
        _cohorts(before.k, after.k, cause),
        _moved("The pooled effect", before.estimate, after.estimate, before.measure, after.measure),
        _spread(before.i2, after.i2, cause),
        _no_effect("interval", before.ci, after.ci, after.null),
        _no_effect("prediction interval", before.prediction, after.prediction, after.null),
        _first_prediction(before.prediction, after.prediction),
    ]
    found = [one for one in sentences if one]
    return tuple(found) if found or not cause else (_capital(cause),)


def _cause(before: PooledAnswer, after: PooledAnswer) -> str:
    added = [name for key, (name, _, _) in after.effects.items() if key not in before.effects]
    gone = [name for key, (name, _, _) in before.effects.items() if key not in after.effects]
    corrected = [
        name
        for key, (name, y, v) in after.effects.items()
        if key in before.effects and (y, v) != before.effects[key][1:]
    ]
    parts = (_said(added, "added"), _said(gone, "taken out"), _said(corrected, "corrected"))
    return " and ".join(part for part in parts if part)


def _said(names: list[str], verb: str) -> str:
    if not names:
        return ""
    return f"{_listed(names)} {'was' if len(names) == 1 else 'were'} {verb}"


def _listed(names: Iterable[str]) -> str:
    found = sorted(names)
    shown, rest = found[:NAMED], len(found) - NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def _cohorts(before: int, after: int, cause: str) -> str:
    if before == after:
        return f"{_capital(cause)}." if cause else ""
    went = "rose" if after > before else "fell"
    return f"The number of cohorts {went} from {before} to {after}{f' when {cause}' if cause else ''}."


def _moved(what: str, before: float, after: float, measure_before: str, measure: str) -> str:
    old, new = number_text(before), number_text(after)
    if measure_before != measure:
        return f"{what} is a {measure} now, {new}; it was a {measure_before}, {old}."
    return "" if old == new else f"{what} went from {old} to {new}."


def _spread(before: float | None, after: float | None, cause: str) -> str:
    if before is None or after is None or round(before) == round(after):
        return ""
    went = "rose" if after > before else "fell"
    return f"I² {went} from {before:.0f} to {after:.0f}%{f' when {cause}' if cause else ''}."


def _no_effect(what: str, before: Interval | None, after: Interval | None, null: float) -> str:
    if before is None or after is None:
        return ""
    held, holds = (low <= null <= high for low, high in (before, after))
    if held == holds:
        return ""
    return f"The {what} now {'includes' if holds else 'excludes'} no effect."


def _first_prediction(before: Interval | None, after: Interval | None) -> str:
    if before is not None or after is None:
        return ""
    low, high = (number_text(end) for end in after)
    return f"There are cohorts enough to say what a new study may find: {low} to {high}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
