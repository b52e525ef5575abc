"""What a forest plot shows, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite, isnan, sqrt

from cairn.base.errors import DataError, InputError
from cairn.synthesis.multilevel import MultiLevelFit
from cairn.synthesis.numbers import Interval, Numbers, around, studies
from cairn.synthesis.pooling import Fit


@dataclass(frozen=True)
class ForestRow:
    """One study's effect, on the analysis scale: logarithms for ratios.

    `ci` is `None` where the study gives no interval: such rows are left to the table, and the plot says how many. An
    end of an interval may be infinite. `weight` is a percentage. `bias` holds a judgement for each domain (see
    `judgement` for the words). `written` replaces the numbers beside the plot, as the source has them; `remark` is
    short, at the right; `contested` draws the row broken. Raises `DataError` for what is no number.
    """

    name: str
    estimate: float
    ci: Interval | None
    weight: float | None = None
    group: str = ""
    bias: tuple[tuple[str, str], ...] = ()
    written: str = ""
    remark: str = ""
    contested: bool = False

    def __post_init__(self) -> None:
        low, high = self.ci or (self.estimate, self.estimate)
        if not isfinite(self.estimate) or isnan(low) or isnan(high) or low > high:
            raise DataError("the effect or its interval is no number", where=self.name, remedy="give low before high")
        if self.weight is not None and not 0 <= self.weight <= 100.000001:
            raise DataError(f"a weight of {self.weight} is no percentage", where=self.name, remedy="give 0 to 100")


@dataclass(frozen=True)
class ForestPanel:
    """Rows on one axis. All numbers are on the analysis scale; `ratio` writes logarithms as ratios.

    `pooled` is what the rows say together, `None` where they are not pooled; `subgroups` the same by group, and
    `difference` the line on the test between groups (`difference_text`). `null` is the value of no effect, `None` where
    there is none. `sides` say in words what lies left and right of it. `level` is that of the rows' intervals.
    """

    rows: Sequence[ForestRow]
    measure: str = "Effect"
    ratio: bool = False
    null: float | None = 0.0
    pooled: Fit | MultiLevelFit | None = None
    subgroups: Mapping[str, Fit | MultiLevelFit] = field(default_factory=dict)
    difference: str = ""
    sides: tuple[str, str] = ("", "")
    level: float = 0.95

    @property
    def drawn(self) -> list[ForestRow]:
        """Return the rows that have an interval, groups together, in the order in which they are first met."""
        groups = list(dict.fromkeys(row.group for row in self.rows))
        return sorted((row for row in self.rows if row.ci is not None), key=lambda row: groups.index(row.group))


def forest_rows(
    names: Sequence[str],
    yi: Numbers,
    vi: Numbers,
    *,
    pooled: Fit | None = None,
    groups: Sequence[str] = (),
    level: float = 0.95,
) -> list[ForestRow]:
    """Make rows of effects and variances, with normal intervals, and with the weights of the fit if it is given.

    Raises `InputError` where names, effects and the fit differ in number.
    """
    y, v = studies(yi, vi)
    if len(names) != y.size or len(groups) not in (0, y.size) or (pooled is not None and pooled.k != y.size):
        raise InputError(f"{len(names)} names for {y.size} effects", remedy="give one name, and one group, per study")
    weights = pooled.weights if pooled else [None] * y.size
    return [
        ForestRow(str(name), float(effect), around(float(effect), sqrt(variance), level), weight, group)
        for name, effect, variance, weight, group in zip(names, y, v, weights, groups or [""] * y.size, strict=True)
    ]
