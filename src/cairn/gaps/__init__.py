"""Evidence, ratings, data and designs of every link → ranked gaps that explain themselves.

from cairn.gaps import AsOf, Claim, LinkInput, assess, rank
ranking = rank(assess(link, AsOf(year=2026)) for link in links)
"""

from cairn.gaps.answerable import Answerability, within_reach
from cairn.gaps.assess import Assessment, assess
from cairn.gaps.criteria import Criterion
from cairn.gaps.evidence import Cohorts
from cairn.gaps.groups import GroupDifference, rank_by_group, where_groups_differ
from cairn.gaps.model import (
    SEVERAL,
    AsOf,
    Decision,
    DesignOption,
    Finding,
    Flags,
    LinkInput,
    MeasureOption,
    Pooled,
    Ratings,
    ReasonOverride,
    StudyLevel,
)
from cairn.gaps.next_rules import NextKind, next_study_rules
from cairn.gaps.next_study import Choice, NextStudy, next_study
from cairn.gaps.outlook import Outlook
from cairn.gaps.ranking import Draws, LinkRank, Ranking, normalised, rank
from cairn.gaps.reasons import Reason
from cairn.gaps.rules import RuleRow, RuleTable, rule_tables
from cairn.gaps.words import (
    Access,
    Basis,
    Bias,
    Certainty,
    Claim,
    CriterionName,
    Direction,
    End,
    Feasibility,
    Form,
    GapList,
    Grain,
    Letter,
    OutcomeLevel,
    Status,
    StudyKind,
)

__all__ = [
    "SEVERAL",
    "Access",
    "Answerability",
    "AsOf",
    "Assessment",
    "Basis",
    "Bias",
    "Certainty",
    "Choice",
    "Claim",
    "Cohorts",
    "Criterion",
    "CriterionName",
    "Decision",
    "DesignOption",
    "Direction",
    "Draws",
    "End",
    "Feasibility",
    "Finding",
    "Flags",
    "Form",
    "GapList",
    "Grain",
    "GroupDifference",
    "Letter",
    "LinkInput",
    "LinkRank",
    "MeasureOption",
    "NextKind",
    "NextStudy",
    "OutcomeLevel",
    "Outlook",
    "Pooled",
    "Ranking",
    "Ratings",
    "Reason",
    "ReasonOverride",
    "RuleRow",
    "RuleTable",
    "Status",
    "StudyKind",
    "StudyLevel",
    "assess",
    "next_study",
    "next_study_rules",
    "normalised",
    "rank",
    "rank_by_group",
    "rule_tables",
    "where_groups_differ",
    "within_reach",
]
