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
from cairn.synthesis.charts import picture_file
from cairn.synthesis.counts import CommonEffect, mantel_haenszel, peto
from cairn.synthesis.directions import (
    Coding,
    Direction,
    DirectionFinding,
    DirectionRow,
    SignTest,
    sign_test,
    summarise_directions,
)
from cairn.synthesis.effects import MEASURES, Effects, convert, effects, needs
from cairn.synthesis.forest import forest
from cairn.synthesis.funnel import funnel
from cairn.synthesis.heterogeneity import METHODS
from cairn.synthesis.multilevel import Inference, MultiLevelFit, correlated_effects, three_level
from cairn.synthesis.pooling import INTERVALS, PREDICTIONS, Fit, Fits, Heterogeneity, fit, fit_many
from cairn.synthesis.quantiles import MeanAndDeviation, mean_and_sd
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
from cairn.synthesis.tables import Cells, cells

__all__ = [
    "INTERVALS",
    "MEASURES",
    "METHODS",
    "PREDICTIONS",
    "Cells",
    "Coding",
    "Coefficient",
    "CommonEffect",
    "Direction",
    "DirectionFinding",
    "DirectionRow",
    "Effects",
    "Fit",
    "Fits",
    "Heterogeneity",
    "Inference",
    "Influence",
    "MeanAndDeviation",
    "MetaRegression",
    "MultiLevelFit",
    "PetPeese",
    "RankTest",
    "SelectionModel",
    "SignTest",
    "SmallStudyTest",
    "Subgroups",
    "TrimAndFill",
    "begg",
    "cells",
    "convert",
    "correlated_effects",
    "cumulative",
    "effects",
    "egger",
    "egger_random",
    "fail_safe_n",
    "fit",
    "fit_many",
    "forest",
    "funnel",
    "indicators",
    "influence",
    "leave_one_out",
    "mantel_haenszel",
    "mean_and_sd",
    "meta_regression",
    "needs",
    "pet_peese",
    "peto",
    "picture_file",
    "selection_model",
    "sign_test",
    "subgroups",
    "summarise_directions",
    "three_level",
    "trim_and_fill",
]
