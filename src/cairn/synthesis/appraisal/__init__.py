"""Published instruments by which people judge how good a study is, as data, with their own overall rules."""

from typing import Final

from cairn.base.errors import InputError
from cairn.synthesis.appraisal.instruments import (
    BIAS,
    Domain,
    Instrument,
    Option,
    Overall,
    as_bias,
    check,
    overall,
)
from cairn.synthesis.appraisal.judgements import ROB2, ROBINS_I
from cairn.synthesis.appraisal.mersqi import MERSQI
from cairn.synthesis.appraisal.newcastle_ottawa import CASE_CONTROL, COHORT

INSTRUMENTS: Final[dict[str, Instrument]] = {one.id: one for one in (ROBINS_I, ROB2, MERSQI, COHORT, CASE_CONTROL)}
"""Every instrument by its identifier."""

__all__ = [
    "BIAS",
    "INSTRUMENTS",
    "Domain",
    "Instrument",
    "Option",
    "Overall",
    "as_bias",
    "check",
    "instrument",
    "overall",
    "suitable",
]


def instrument(instrument_id: str) -> Instrument:
    """Return an instrument by its identifier; raise `InputError` for any other."""
    if instrument_id not in INSTRUMENTS:
        raise InputError(f"'{instrument_id}' is no instrument", remedy=f"use one of {', '.join(INSTRUMENTS)}")
    return INSTRUMENTS[instrument_id]


def suitable(design_class: str) -> tuple[Instrument, ...]:
    """Return the instruments for a study that allocates "randomised", "non_randomised" or "unknown", best first."""
    first = {"randomised": (ROB2,), "non_randomised": (ROBINS_I, COHORT, CASE_CONTROL)}
    return (*first.get(design_class, (ROBINS_I, ROB2, COHORT, CASE_CONTROL)), MERSQI)
