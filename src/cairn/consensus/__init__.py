"""How much people agree, how steady that is, and what a process makes of it."""

from .agreement import (
    Coefficient,
    Concordance,
    Icc,
    IccForm,
    Metric,
    PairKappa,
    Weights,
    conger_kappa,
    consensus_of_counts,
    fleiss_kappa,
    fleiss_z,
    gwet,
    icc,
    kendall_w,
    krippendorff_alpha,
    percent_agreement,
    weighted_kappa,
)
from .appropriateness import Appropriateness, Disagreement, PanelJudgement, rand_ucla
from .bootstrap import Bootstrap, Interval, bootstrap
from .differences import Differences, PairDifference, differences, holm
from .distribution import Distribution, describe
from .panel import Panel, Record, panel_of
from .percentiles import Percentile, percentiles
from .rules import NAMED, Outcome, Progress, Rule, RuleResult, Stopping, Verdict, classify, parse_rule, parse_stopping
from .signed_ranks import SignedRanks, Zeros, signed_rank_test
from .stability import Stability, distribution_change, stability
from .summary import Conventions, ItemSummary, Summary, summarise
from .telling import SMALLEST, told_together

__all__ = [
    "NAMED",
    "SMALLEST",
    "Appropriateness",
    "Bootstrap",
    "Coefficient",
    "Concordance",
    "Conventions",
    "Differences",
    "Disagreement",
    "Distribution",
    "Icc",
    "IccForm",
    "Interval",
    "ItemSummary",
    "Metric",
    "Outcome",
    "PairDifference",
    "PairKappa",
    "Panel",
    "PanelJudgement",
    "Percentile",
    "Progress",
    "Record",
    "Rule",
    "RuleResult",
    "SignedRanks",
    "Stability",
    "Stopping",
    "Summary",
    "Verdict",
    "Weights",
    "Zeros",
    "bootstrap",
    "classify",
    "conger_kappa",
    "consensus_of_counts",
    "describe",
    "differences",
    "distribution_change",
    "fleiss_kappa",
    "fleiss_z",
    "gwet",
    "holm",
    "icc",
    "kendall_w",
    "krippendorff_alpha",
    "panel_of",
    "parse_rule",
    "parse_stopping",
    "percent_agreement",
    "percentiles",
    "rand_ucla",
    "signed_rank_test",
    "stability",
    "summarise",
    "told_together",
    "weighted_kappa",
]
