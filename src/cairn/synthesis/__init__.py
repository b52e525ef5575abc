"""Evidence synthesis: from what papers report to comparable effects, from effects to a pooled answer with its doubts.

Effects are numbers on an analysis scale (logarithms for ratios), `yi`, with sampling variances, `vi`; both have one
value per study, shape (k,). Results are frozen; what cannot be known is `None`; what cannot be computed is an error.
Nothing here decides whether studies are alike enough to be pooled: that is a judgement for people.
"""

from cairn.synthesis.heterogeneity import METHODS
from cairn.synthesis.pooling import INTERVALS, PREDICTIONS, Fit, Fits, Heterogeneity, fit, fit_many
from cairn.synthesis.regression import (
    Coefficient,
    MetaRegression,
    Subgroups,
    indicators,
    meta_regression,
    subgroups,
)
from cairn.synthesis.sensitivity import Influence, cumulative, influence, leave_one_out

__all__ = [
    "INTERVALS",
    "METHODS",
    "PREDICTIONS",
    "Coefficient",
    "Fit",
    "Fits",
    "Heterogeneity",
    "Influence",
    "MetaRegression",
    "Subgroups",
    "cumulative",
    "fit",
    "fit_many",
    "indicators",
    "influence",
    "leave_one_out",
    "meta_regression",
    "subgroups",
]
