"""A finding says one number, however it is stored: as reported, worked out, and as written."""

import re
from decimal import Decimal
from math import isclose

from django.core.exceptions import ValidationError

from cairn.base.errors import CairnError
from cairn.synthesis import effect_of

CORRECT_THEM = "It is worked out from the numbers as reported: correct those, on the page of its numbers."
_ONLY_A_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def worked_out(way: str, numbers: dict, kind: str) -> dict[str, float]:
    """Estimate and 95% interval from the numbers as reported. Raises CairnError where they give none."""
    if way == "interval" and numbers.get("level", 95) == 95:
        # The interval as printed, not as it is rounded on the way to a variance and back.
        effect_of(way, numbers, kind=kind)
        return {"estimate": numbers["estimate"], "ci_low": numbers["low"], "ci_high": numbers["high"]}
    found = effect_of(way, numbers, kind=kind)
    return {"estimate": found.estimate, "ci_low": found.ci[0], "ci_high": found.ci[1]}


def check_numbers(finding) -> None:
    """Refuse a finding whose estimate is not that of its numbers, or not the one written. Raises ValidationError."""
    if finding.way:
        _check_worked_out(finding)
    written = finding.effect_text.strip().replace("−", "-")
    if finding.estimate is not None and _ONLY_A_NUMBER.fullmatch(written) and not _prints(written, finding.estimate):
        raise ValidationError(
            {"effect_text": f"It says {written}, and the estimate is {finding.estimate:g}: correct one of them."}
        )


def _check_worked_out(finding) -> None:
    try:
        found = worked_out(finding.way, finding.numbers, finding.effect_kind)
    except CairnError as refusal:
        raise ValidationError({"numbers": f"They give no effect: {refusal}."}) from refusal
    for name, value in found.items():
        stored = getattr(finding, name)
        if stored is not None and not (isclose(stored, value, rel_tol=1e-6) or _prints(repr(stored), value)):
            raise ValidationError({name: CORRECT_THEM})


def _prints(written: str, value: float) -> bool:
    """Whether a number is the one written, as far as it is written."""
    decimals = max(0, -int(Decimal(written).as_tuple().exponent))
    return abs(float(written) - value) <= 0.5000001 * 10.0**-decimals
