"""Rows of the files of pooled answers. Numbers are on the scale readers know: ratios as ratios; unknown is empty."""

from collections.abc import Iterable

from .reading import Reading

ANSWER_HEADER = [
    "id",
    "link",
    "outcome",
    "contrast",
    "measure",
    "leads the link",
    "cohorts",
    "estimate",
    "95% interval from",
    "95% interval to",
    "prediction from",
    "prediction to",
    "tau2",
    "I2 by model",
    "I2 by Q",
    "model",
    "interval",
    "worked out on",
]
EFFECT_HEADER = [
    "finding",
    "study",
    "year",
    "people",
    "effect",
    "95% interval from",
    "95% interval to",
    "effect on analysis scale",
    "variance",
    "weight percent",
]


def answer_rows(readings: Iterable[Reading]) -> Iterable[list]:
    """One row for each pooled answer as it is now."""
    for one in readings:
        pooling, result = one.pooling, one.result
        known = [one.estimate, *one.ci, *(one.prediction or ("", ""))] if one.is_known else [""] * 5
        spread = [result.get(name) for name in ("tau2", "i2", "i2_q")]
        about = [pooling.outcome_definition, pooling.contrast, result["measure"], "yes" if pooling.leading else "no"]
        how = [result.get("model", ""), result.get("interval_rule", "")]
        yield [pooling.pk, pooling.link.label(), *about, one.k, *known, *spread, *how, one.answer.at.date().isoformat()]


def effect_rows(reading: Reading) -> Iterable[list]:
    """One row for each finding in the answer."""
    for one in reading.effects:
        ends = [reading.natural(end) for end in (one.yi, *one.ci)]
        yield [one.finding, one.label, one.year, one.cohort, *ends, one.yi, one.vi, one.weight]
