"""What an interval must be, wherever one is stored."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from ..coding import RATIO_KINDS

# A comparison with an unknown value is neither true nor false, and a database lets it pass: so both ends are named.
NO_INTERVAL = Q(ci_low__isnull=True, ci_high__isnull=True)
WHOLE_INTERVAL = Q(ci_low__isnull=False, ci_high__isnull=False)

NOT_A_RATIO = ~Q(effect_kind__in=sorted(RATIO_KINDS))
LOW_ABOVE_ZERO = Q(ci_low__isnull=True) | Q(ci_low__gt=0)


def check_interval(obj) -> None:
    if (obj.ci_low is None) != (obj.ci_high is None):
        raise ValidationError({"ci_high": "Give both ends of the interval, or neither."})
    if obj.ci_low is not None and obj.ci_low > obj.ci_high:
        raise ValidationError({"ci_high": "must not be smaller than the lower end."})
    if obj.effect_kind in RATIO_KINDS:
        _check_ratio(obj)


def _check_ratio(obj) -> None:
    for name in ("estimate", "ci_low"):
        value = getattr(obj, name, None)
        if value is not None and value <= 0:
            remedy = "where the paper rounds to 0.00, give the smallest it can be, such as 0.001"
            raise ValidationError(
                {name: f"A ratio is above 0, not {value:g}: give the ratio, not its logarithm; {remedy}."}
            )
