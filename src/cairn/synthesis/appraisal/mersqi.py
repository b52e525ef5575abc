"""MERSQI: a score of the quality of quantitative research in medical education, 5 to 18 points.

Reed DA et al., JAMA 2007;298(9):1002-1009. Items, answers and points as published.
"""

from typing import Final

from cairn.synthesis.appraisal.instruments import Answers, Domain, Instrument, Option, Overall, parts_of

MAXIMUM: Final = 18.0
_NOT_APPLICABLE = Option("not_applicable", "Not applicable", None)
_REPORTED = (_NOT_APPLICABLE, Option("not_reported", "Not reported", 0), Option("reported", "Reported", 1))


def score(instrument: Instrument, answers: Answers) -> Overall:
    """Add the points; items that do not apply leave both sum and maximum, and the rest is stretched to 18.

    Reed et al., 2007: the share of the points that could be had, times 18. A stretched score may fall below 5. No
    cut-off was published, so none is used.
    """
    parts = parts_of(instrument, answers)
    had, could = sum(one.points for one in parts), sum(one.maximum for one in parts)
    total = round(MAXIMUM * had / could, 2)
    left_out = [one.name for one in instrument.domains if one.option(answers[one.id]).points is None]
    stretched = f", stretched from {had:g} of {could:g} because these do not apply: {'; '.join(left_out)}"
    because = f"{total:g} of {MAXIMUM:g} points{stretched if left_out else ''}."
    return Overall(f"{total:g}", because, score=total, maximum=MAXIMUM, parts=parts, adjusted=bool(left_out))


MERSQI: Final = Instrument(
    id="mersqi",
    name="MERSQI",
    version="2007, ten items in six domains",
    kind="score",
    citation=(
        "Reed DA et al. Association between funding and quality of published medical education research. "
        "JAMA 2007;298(9):1002-1009"
    ),
    url="https://doi.org/10.1001/jama.298.9.1002",
    suits="any quantitative study of education",
    overall_rule=(
        "The points of the ten items are added, at most 3 in each of six domains and 18 in all. Items that do not "
        "apply are left out, and the share of the points that remain is stretched to 18."
    ),
    checked_against=(
        "Items and points in the reprints of BMC Medical Education 2022 (doi 10.1186/s12909-022-03301-1, table 1, with "
        "Reed among its authors) and 2020 (doi 10.1186/s12909-020-02089-2, table 2). How items that do not apply are "
        "treated was not read again in the paper of 2007; other reviews count them as 0, which scores lower."
    ),
    rule=score,
    note="Scores conduct and reporting, not risk of bias. No cut-off was published, and none is used here.",
    domains=(
        Domain(
            "design",
            "Study design",
            (
                Option("single_post", "Single group cross-sectional or single group post-test only", 1),
                Option("single_pre_post", "Single group pre-test and post-test", 1.5),
                Option("two_groups", "Non-randomised, two groups", 2),
                Option("randomised", "Randomised controlled trial", 3),
            ),
            "Study design",
            "Take the strongest comparison that the result rests on.",
        ),
        Domain(
            "institutions",
            "Institutions studied",
            (Option("one", "1", 0.5), Option("two", "2", 1), Option("three", "3 or more", 1.5)),
            "Sampling",
            "Schools or sites whose people are in the study.",
        ),
        Domain(
            "response",
            "Response rate",
            (
                _NOT_APPLICABLE,
                Option("low", "Below 50% or not reported", 0.5),
                Option("middle", "50 to 74%", 1),
                Option("high", "75% or more", 1.5),
            ),
            "Sampling",
            "The highest reported; it does not apply where records of everybody were used.",
        ),
        Domain(
            "data",
            "Type of data",
            (Option("self", "Assessment by study participant", 1), Option("objective", "Objective measurement", 3)),
            "Type of data",
            "Registers, records and tests are objective; what people say of themselves is not.",
        ),
        Domain(
            "internal_structure",
            "Internal structure",
            _REPORTED,
            "Validity of evaluation instrument",
            "Whether the instrument's dimensions or reliability are reported.",
        ),
        Domain(
            "content",
            "Content",
            _REPORTED,
            "Validity of evaluation instrument",
            "Whether it is told how the instrument's questions were found.",
        ),
        Domain(
            "relationships",
            "Relationships to other variables",
            _REPORTED,
            "Validity of evaluation instrument",
            "Whether its results were held against something else that should go with them.",
        ),
        Domain(
            "appropriateness",
            "Appropriateness of analysis",
            (
                Option("inappropriate", "Inappropriate for study design or type of data", 0),
                Option("appropriate", "Appropriate for study design and type of data", 1),
            ),
            "Data analysis",
            "Whether the analysis fits how people were grouped and what was counted.",
        ),
        Domain(
            "complexity",
            "Complexity of analysis",
            (Option("descriptive", "Descriptive analysis only", 1), Option("beyond", "Beyond descriptive analysis", 2)),
            "Data analysis",
            "Beyond description: any test or model.",
        ),
        Domain(
            "outcome",
            "Outcome",
            (
                Option("opinions", "Satisfaction, attitudes, perceptions, opinions, general facts", 1),
                Option("knowledge", "Knowledge, skills", 1.5),
                Option("behaviour", "Behaviours", 2),
                Option("patients", "Patient or health care outcome", 3),
            ),
            "Outcomes",
            "The highest level that was measured.",
        ),
    ),
)
