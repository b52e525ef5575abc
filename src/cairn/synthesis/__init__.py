"""Evidence synthesis: from what papers report to comparable effects, from effects to a pooled answer with its doubts.

Effects are numbers on an analysis scale (logarithms for ratios), `yi`, with sampling variances, `vi`; both have one
value per study, shape (k,). Results are frozen; what cannot be known is `None`; what cannot be computed is an error.
Nothing here decides whether studies are alike enough to be pooled: that is a judgement for people.
"""

from cairn.synthesis.bias import (
    PetPeese,
    RankTest,
    SmallStudyTest,
    TrimAndFill,
    begg,
    egger,
    egger_random,
    fail_safe_n,
    pet_peese,
    trim_and_fill,
)
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
from cairn.synthesis.selection import SelectionModel, selection_model
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
    "PetPeese",
    "RankTest",
    "SelectionModel",
    "SmallStudyTest",
    "Subgroups",
    "TrimAndFill",
    "begg",
    "cumulative",
    "egger",
    "egger_random",
    "fail_safe_n",
    "fit",
    "fit_many",
    "indicators",
    "influence",
    "leave_one_out",
    "meta_regression",
    "pet_peese",
    "selection_model",
    "subgroups",
    "trim_and_fill",
]
