"""What changed between two pooled answers, and which studies changed it, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isclose

from cairn.synthesis.numbers import Interval
from cairn.synthesis.pictures.axes import number_text

NAMED = 3
"""Studies named before the rest is counted."""


@dataclass(frozen=True)
class PooledAnswer:
    """A pooled answer as two are compared: `estimate`, intervals and `null` on the scale readers know.

    `effects` maps a finding to its study's name, effect and variance; `i2` is a percentage, `method` says in words how
    the effects were pooled. What is not known is `None`, as all is in an answer that could not be worked out.
    """

    k: int
    measure: str
    null: float
    estimate: float | None = None
    ci: Interval | None = None
    prediction: Interval | None = None
    i2: float | None = None
    effects: Mapping[str, tuple[str, float, float]] = field(default_factory=dict)
    method: str = ""


def describe_change(before: PooledAnswer, after: PooledAnswer, *, certainty_judged: bool = False) -> tuple[str, ...]:
    """Tell what became of the answer, the cause first; empty where nothing a reader would see has changed.

    `certainty_judged` says that somebody judged how sure we may be of the answer before: that has to be done again.
    """
    cause = _cause(before, after)
    found = [one for one in _sentences(before, after, cause) if one]
    if not found and cause:
        found = [f"{_capital(cause)}."]
    if found and certainty_judged:
        found.append("How sure we may be must be confirmed again.")
    return tuple(found)


def _sentences(before: PooledAnswer, after: PooledAnswer, cause: str) -> list[str]:
    method = _method(before.method, after.method)
    if before.estimate is None or after.estimate is None or before.ci is None or after.ci is None:
        known = "can be worked out now" if after.estimate is not None else "can no longer be worked out"
        lost = (before.estimate is None) != (after.estimate is None)
        return [f"{_capital(cause)}." if cause else "", method, f"The pooled effect {known}." if lost else ""]
    moved = _moved(before.estimate, after.estimate, before.measure, after.measure)
    turned = (before.estimate - before.null) * (after.estimate - after.null) < 0
    crossed = _no_effect("interval", before, after, before.ci, after.ci)
    return [
        _cohorts(before.k, after.k, cause),
        method,
        moved,
        "It points the other way now." if turned else "",
        _spread(before.i2, after.i2, cause),
        crossed,
        "" if moved or crossed else _interval(before.ci, after.ci),
        _no_effect("prediction interval", before, after, before.prediction, after.prediction),
        _prediction(before.prediction, after.prediction),
    ]


def _cause(before: PooledAnswer, after: PooledAnswer) -> str:
    added = [name for key, (name, _, _) in after.effects.items() if key not in before.effects]
    gone = [name for key, (name, _, _) in before.effects.items() if key not in after.effects]
    corrected = [
        name
        for key, (name, y, v) in after.effects.items()
        if key in before.effects and not _same(before.effects[key][1:], (y, v))
    ]
    parts = (_said(added, "added"), _said(gone, "taken out"), _said(corrected, "corrected"))
    return " and ".join(part for part in parts if part)


def _same(before: tuple[float, float], after: tuple[float, float]) -> bool:
    # Another machine's last digit corrects nothing.
    return all(isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) for one, other in zip(before, after, strict=True))


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


def _method(before: str, after: str) -> str:
    return "" if before == after or not before or not after else f"It is pooled by {after} now; it was by {before}."


def _moved(before: float, after: float, measure_before: str, measure: str) -> str:
    old, new = number_text(before), number_text(after)
    if measure_before != measure:
        return f"The pooled effect is now given as {measure}, {new}; before, as {measure_before}, {old}."
    return "" if old == new else f"The pooled effect went from {old} to {new}."


def _interval(before: Interval, after: Interval) -> str:
    old, new = _ends(before), _ends(after)
    return "" if old == new else f"The interval is {new} now; it was {old}."


def _spread(before: float | None, after: float | None, cause: str) -> str:
    if before is None or after is None or round(before) == round(after):
        return ""
    went = "rose" if after > before else "fell"
    return f"I² {went} from {before:.0f} to {after:.0f}%{f' when {cause}' if cause else ''}."


def _no_effect(what: str, before: PooledAnswer, after: PooledAnswer, old: Interval | None, new: Interval | None) -> str:
    if old is None or new is None:
        return ""
    held, holds = old[0] <= before.null <= old[1], new[0] <= after.null <= new[1]
    return "" if held == holds else f"The {what} now {'includes' if holds else 'excludes'} no effect."


def _prediction(before: Interval | None, after: Interval | None) -> str:
    if before is None and after is not None:
        return f"There are cohorts enough to say what a new study may find: {_ends(after)}."
    if before is not None and after is None:
        return "What a new study may find can no longer be said."
    return ""


def _ends(interval: Interval) -> str:
    return f"{number_text(interval[0])} to {number_text(interval[1])}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
