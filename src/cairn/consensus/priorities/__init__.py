"""What comes first: scores, choices, comparisons, rankings and points of many people made one order."""

from .allocation import Share, budget, budget_by_group, swing_weights
from .best_worst import BestWorst, best_worst
from .chnri import ANSWERS, Chnri, chnri
from .james_lind import Shortlist, shortlist
from .pairwise import bradley_terry
from .rankings import Rule, Unranked, aggregate, kemeny
from .scored import Scored

__all__ = [
    "ANSWERS",
    "BestWorst",
    "Chnri",
    "Rule",
    "Scored",
    "Share",
    "Shortlist",
    "Unranked",
    "aggregate",
    "best_worst",
    "bradley_terry",
    "budget",
    "budget_by_group",
    "chnri",
    "kemeny",
    "shortlist",
    "swing_weights",
]
