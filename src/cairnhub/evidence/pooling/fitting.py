"""The one place where effects are pooled as a pooling says."""

from collections.abc import Sequence

from cairn.synthesis import Fit, MultiLevelFit, correlated_effects, fit

from ..models import Pooling, PoolingModel

#: The correlation assumed between findings of the same people, as is usual where none is reported.
RHO = 0.6


def pooled(pooling: Pooling, yi: Sequence[float], vi: Sequence[float], cohorts: Sequence[str]) -> Fit | MultiLevelFit:
    """Pool effects as decided. One effect alone keeps its own interval, whatever the rule.

    Raises CairnError where the model cannot be fitted.
    """
    if pooling.model == PoolingModel.CORRELATED and len(set(cohorts)) > 1:
        return correlated_effects(yi, vi, cohorts, rho=RHO)
    method = "FE" if pooling.model == PoolingModel.FIXED else "REML"
    return fit(yi, vi, method=method, ci=str(pooling.interval) if len(yi) > 1 else "wald")
