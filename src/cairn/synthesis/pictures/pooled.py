"""What studies say together, ready to be drawn: the same for every way of pooling."""

from dataclasses import dataclass

from cairn.base.letters import studies_text
from cairn.synthesis.multilevel import MultiLevelFit
from cairn.synthesis.numbers import Interval, two_sided
from cairn.synthesis.pictures.axes import p_text
from cairn.synthesis.pooling import Fit

FEWEST_FOR_PREDICTION = 5


@dataclass(frozen=True)
class Pooled:
    """A pooled effect with its interval; `counted` says of how many studies, `detail` how much these differ.

    `unpredicted` tells that studies are too few for a prediction interval that would otherwise be drawn.
    """

    counted: str
    estimate: float
    ci: Interval
    level: float
    prediction: Interval | None
    detail: str
    unpredicted: bool = False


def pooled_of(one: Fit | MultiLevelFit) -> Pooled:
    """Return what is drawn of a fit; of a model of several levels the interval that holds though the model be wrong."""
    return _levels(one) if isinstance(one, MultiLevelFit) else _fit(one)


def _fit(one: Fit) -> Pooled:
    few = one.k < FEWEST_FOR_PREDICTION
    return Pooled(
        counted=studies_text(one.k),
        estimate=one.estimate,
        ci=one.ci,
        level=one.level,
        prediction=None if few else one.prediction,
        detail=_detail(one),
        unpredicted=few and one.prediction is not None,
    )


def _detail(one: Fit) -> str:
    found = one.heterogeneity
    if not found.q_df:
        return ""
    parts = [f"τ² = {found.tau2:.3f}"] if found.tau2 is not None and one.method != "FE" else []
    parts += [f"I² = {found.i2:.0f}%"] if found.i2 is not None else []
    return ", ".join([*parts, f"Q = {found.q:.2f}, {found.q_df} df, p {p_text(found.q_p)}", one.method])


def _levels(one: MultiLevelFit) -> Pooled:
    differ = f"τ² = {one.sigma2_between:.3f} between studies, {one.sigma2_within:.3f} within"
    half = one.robust.ci[1] - one.estimate
    return Pooled(
        counted=f"{one.k} findings of {one.clusters} studies",
        estimate=one.estimate,
        ci=one.robust.ci,
        level=round(1 - float(two_sided(half / one.robust.se, one.robust.df)), 6),
        prediction=None,
        detail=f"{differ}, Q = {one.q:.2f}, {one.q_df} df, p {p_text(one.q_p)}, three levels",
    )
