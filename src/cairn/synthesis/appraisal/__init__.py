"""Published instruments by which people judge how good a study is, as data, with their own overall rules."""

from typing import Final

from cairn.base.errors import InputError
from cairn.synthesis.appraisal.bias import BIAS, Reading, as_bias
from cairn.synthesis.appraisal.instruments import Domain, Instrument, Option, Overall, Part, check, overall
from cairn.synthesis.appraisal.judgements import ROB2, ROBINS_I
from cairn.synthesis.appraisal.levels import KIRKPATRICK
from cairn.synthesis.appraisal.mersqi import MERSQI
from cairn.synthesis.appraisal.newcastle_ottawa import CASE_CONTROL, COHORT

INSTRUMENTS: Final[dict[str, Instrument]] = {one.id: one for one in (ROBINS_I, ROB2, MERSQI, COHORT, CASE_CONTROL)}
"""Every instrument that tells how good a study is. `KIRKPATRICK` is not one: it tells what was measured."""

SUITED: Final[dict[str, tuple[Instrument, ...]]] = {
    "randomised": (ROB2, MERSQI),
    "non_randomised": (ROBINS_I, COHORT, CASE_CONTROL, MERSQI),
    "cohort": (ROBINS_I, COHORT, MERSQI),
    "case_control": (CASE_CONTROL, ROBINS_I, MERSQI),
    "single_group": (MERSQI,),
    "qualitative": (),
    "unknown": (ROBINS_I, ROB2, COHORT, CASE_CONTROL, MERSQI),
}
"""Which instruments suit which kind of study, those that judge bias first. None here was made for qualitative ones."""

__all__ = [
    "BIAS",
    "INSTRUMENTS",
    "KIRKPATRICK",
    "SUITED",
    "Domain",
    "Instrument",
    "Option",
    "Overall",
    "Part",
    "Reading",
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
    """Return the instruments for a kind of study, best first; raise `InputError` for a kind not in `SUITED`."""
    if design_class not in SUITED:
        raise InputError(f"'{design_class}' is no kind of study", remedy=f"use one of {', '.join(SUITED)}")
    return SUITED[design_class]
