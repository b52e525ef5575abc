"""What the overall word of an instrument says of risk of bias, in the three words by which gaps are computed."""

from dataclasses import dataclass
from typing import Final

from cairn.base.errors import DataError, InputError


@dataclass(frozen=True)
class Reading:
    """How an instrument's overall words are read, and why so; `words` is empty where they say nothing of bias."""

    words: dict[str, str]
    why: str


_NOT_BIAS = "Not read as risk of bias: it scores {what}, and its authors published no cut-off."
_STARS = Reading({}, _NOT_BIAS.format(what="conduct and reporting in stars"))

BIAS: Final[dict[str, Reading]] = {
    "rob2": Reading(
        {"low": "low", "some concerns": "some", "high": "high"},
        "The same three steps under the same names.",
    ),
    "robins_i": Reading(
        {"low": "low", "moderate": "some", "serious": "high", "critical": "high", "no information": ""},
        "Low is comparable to a well-performed randomised trial. Moderate is sound for a study without random "
        "allocation, but not comparable to such a trial. Serious and critical both mean important problems. "
        "No information says nothing either way.",
    ),
    "mersqi": Reading({}, _NOT_BIAS.format(what="conduct and reporting")),
    "nos_cohort": _STARS,
    "nos_case_control": _STARS,
    "kirkpatrick": Reading({}, "Not read as risk of bias: it tells what was measured, not how well."),
}
"""Every instrument, so that silence is a decision and not an omission."""


def as_bias(instrument_id: str, value: str) -> str:
    """Return an overall judgement as "low", "some" or "high"; empty where it says nothing of bias.

    Raises `InputError` for an instrument and `DataError` for a judgement that does not exist.
    """
    if instrument_id not in BIAS:
        raise InputError(f"'{instrument_id}' is no instrument", remedy=f"use one of {', '.join(BIAS)}")
    words = BIAS[instrument_id].words
    if not words or not value:
        return ""
    if value not in words:
        raise DataError(
            f"“{value}” is none of its overall judgements", where=instrument_id, remedy=f"use one of {', '.join(words)}"
        )
    return words[value]
