"""The public names: adding or taking one away is a decision, seen in this list."""

from cairn import gaps

PUBLIC = """
Access Answerability AsOf Assessment Basis Bias Certainty Choice Claim Cohorts Criterion CriterionName Decision
DesignOption Direction Draws End Feasibility Finding Flags Form GapList Grain GroupDifference Letter LinkInput LinkRank
MeasureOption NextKind NextStudy OutcomeLevel Outlook Pooled Ranking Ratings Reason ReasonOverride RuleRow RuleTable
SEVERAL Status StudyKind StudyLevel assess next_study next_study_rules normalised rank rank_by_group rule_tables
where_groups_differ within_reach
"""


def test_the_public_names_are_these():
    assert sorted(gaps.__all__) == sorted(PUBLIC.split())


def test_every_public_name_exists_and_says_what_it_is():
    for name in gaps.__all__:
        assert getattr(gaps, name).__doc__
