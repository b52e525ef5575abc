"""What `cairn consensus describe --json` answers."""

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cairn.consensus.summary import ItemSummary, Summary


def answer(summary: "Summary", rules: list[str]) -> dict[str, Any]:
    """Return a summary under the keys that `cairn consensus describe --json` promises."""
    found = summary.coefficients
    alpha = {name.partition(".")[2]: found[name] for name in found if name.startswith("krippendorff.")}
    return {
        "round": summary.round,
        "scale": list(summary.scale),
        "participants": summary.participants,
        "rules": rules,
        "items": [_item(one) for one in summary.items],
        "krippendorff": alpha,
        **{name: value for name, value in found.items() if "." not in name},
        "intervals": {name: [one.low, one.high] for name, one in summary.intervals.items()},
        "stability": [
            {"item": one.item, "from_round": one.from_round, "to_round": one.to_round}
            | (finite(asdict(one.stability)) if one.stability else {"both": 0})
            for one in summary.stability
        ],
    }


def _item(one: "ItemSummary") -> dict[str, Any]:
    judged = one.appropriateness
    return {
        "item": one.item,
        **_distribution(one.overall),
        "cannot_judge": one.cannot_judge,
        "consensus": one.consensus,
        "rand_ucla": asdict(judged) | {"disagreement_index": judged.disagreement_index} if judged else None,
        "groups": {name: _distribution(each) for name, each in one.groups.items()},
        "differences": finite(asdict(one.differences)) if one.differences else None,
        "rules": [
            {
                "verdict": result.verdict,
                "overall": asdict(result.overall),
                "groups": {name: asdict(each) for name, each in result.groups.items()},
            }
            for result in one.rules
        ],
    }


def _distribution(one: Any) -> dict[str, Any]:
    if one is None:
        return {"n": 0}
    told = {name: getattr(one, name) for name in ("n", "median", "q1", "q3", "iqr", "mean", "sd", "mad", "cv")}
    return told | {"counts": {f"{value:g}": number for value, number in one.counts.items()}}


def finite(value: Any) -> Any:
    """The same with None where a number is not known: JSON knows no NaN."""
    if isinstance(value, dict):
        return {name: finite(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value
