"""Evidence synthesis: from what papers report to comparable effects, from effects to a pooled answer with its doubts.

Effects are numbers on an analysis scale (logarithms for ratios), `yi`, with sampling variances, `vi`; both have one
value per study, shape (k,). Results are frozen; what cannot be known is `None`; what cannot be computed is an error.
Nothing here decides whether studies are alike enough to be pooled: that is a judgement for people.
"""

from cairn.synthesis.absolute import in_units, of_people
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
from cairn.synthesis.changes import PooledAnswer, describe_change
from cairn.synthesis.comparable import Candidate, Proposals, propose
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
from cairn.synthesis.heterogeneity import METHODS
from cairn.synthesis.multilevel import Inference, MultiLevelFit, correlated_effects, three_level
from cairn.synthesis.pictures.axes import number_text, p_text
from cairn.synthesis.pictures.cumulative import cumulative_plot
from cairn.synthesis.pictures.diagnostics import baujat, influence_plot
from cairn.synthesis.pictures.direction_plots import effect_direction_plot, harvest_plot
from cairn.synthesis.pictures.files import picture_file
from cairn.synthesis.pictures.forest import difference_text, forest, forest_panels
from cairn.synthesis.pictures.forest_rows import ForestPanel, ForestRow, forest_rows
from cairn.synthesis.pictures.funnel import funnel
from cairn.synthesis.pictures.judgements import Judgement, judgement
from cairn.synthesis.pictures.pooled import FEWEST_FOR_PREDICTION
from cairn.synthesis.pictures.traffic import BiasRow, bias_summary, traffic_lights
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
from cairn.synthesis.reported import ReportedEffect, effect_of, to_readers
from cairn.synthesis.selection import SelectionModel, selection_model
from cairn.synthesis.sensitivity import BaujatPoint, Influence, baujat_points, cumulative, influence, leave_one_out
from cairn.synthesis.tables import Cells, cells
from cairn.synthesis.ways import WAYS, Number, Way

__all__ = [
    "FEWEST_FOR_PREDICTION",
    "INTERVALS",
    "MEASURES",
    "METHODS",
    "PREDICTIONS",
    "WAYS",
    "BaujatPoint",
    "BiasRow",
    "Candidate",
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
    "ForestPanel",
    "ForestRow",
    "Heterogeneity",
    "Inference",
    "Influence",
    "Judgement",
    "MeanAndDeviation",
    "MetaRegression",
    "MultiLevelFit",
    "Number",
    "PetPeese",
    "PooledAnswer",
    "Proposals",
    "RankTest",
    "ReportedEffect",
    "SelectionModel",
    "SignTest",
    "SmallStudyTest",
    "Subgroups",
    "TrimAndFill",
    "Way",
    "baujat",
    "baujat_points",
    "begg",
    "bias_summary",
    "cells",
    "convert",
    "correlated_effects",
    "cumulative",
    "cumulative_plot",
    "describe_change",
    "difference_text",
    "effect_direction_plot",
    "effect_of",
    "effects",
    "egger",
    "egger_random",
    "fail_safe_n",
    "fit",
    "fit_many",
    "forest",
    "forest_panels",
    "forest_rows",
    "funnel",
    "harvest_plot",
    "in_units",
    "indicators",
    "influence",
    "influence_plot",
    "judgement",
    "leave_one_out",
    "mantel_haenszel",
    "mean_and_sd",
    "meta_regression",
    "needs",
    "number_text",
    "of_people",
    "p_text",
    "pet_peese",
    "peto",
    "picture_file",
    "propose",
    "selection_model",
    "sign_test",
    "subgroups",
    "summarise_directions",
    "three_level",
    "to_readers",
    "traffic_lights",
    "trim_and_fill",
]
