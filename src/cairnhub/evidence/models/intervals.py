"""What an interval must be, wherever one is stored."""

from django.core.exceptions import ValidationError
from django.db.models import Q

# A comparison with an unknown value is neither true nor false, and a database lets it pass: so both ends are named.
NO_INTERVAL = Q(ci_low__isnull=True, ci_high__isnull=True)
WHOLE_INTERVAL = Q(ci_low__isnull=False, ci_high__isnull=False)


def check_interval(obj) -> None:
    if (obj.ci_low is None) != (obj.ci_high is None):
        raise ValidationError({"ci_high": "Give both ends of the interval, or neither."})
    if obj.ci_low is not None and obj.ci_low > obj.ci_high:
        raise ValidationError({"ci_high": "must not be smaller than the lower end."})
