"""When ratings are a consensus, and when a process stops: rules as data, fixed before the first rating."""

from .conditions import Comparison, Condition, Joined, Verdict
from .rating import NAMED, GroupResult, Outcome, Rule, RuleResult, classify, parse_rule
from .stopping import MEASURES_OF_ITEMS, MEASURES_OF_PROCESSES, Progress, Stopping, parse_stopping

__all__ = [
    "MEASURES_OF_ITEMS",
    "MEASURES_OF_PROCESSES",
    "NAMED",
    "Comparison",
    "Condition",
    "GroupResult",
    "Joined",
    "Outcome",
    "Progress",
    "Rule",
    "RuleResult",
    "Stopping",
    "Verdict",
    "classify",
    "parse_rule",
    "parse_stopping",
]
