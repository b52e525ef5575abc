"""The Newcastle-Ottawa scale, for cohort and for case-control studies: stars, at most nine.

Wells GA et al., Ottawa Hospital Research Institute. Item names as published. No cut-off between good and poor was
published by its authors, so none is used.
"""

from typing import Final

from cairn.synthesis.appraisal.instruments import Answers, Domain, Instrument, Option, Overall, parts_of

_CITATION = (
    "Wells GA et al. The Newcastle-Ottawa Scale (NOS) for assessing the quality of nonrandomised studies in "
    "meta-analyses. Ottawa Hospital Research Institute"
)
_URL = "https://www.ohri.ca/programs/clinical_epidemiology/oxford.asp"
_NO_DESCRIPTION = Option("no_description", "No description")
_NOTE = (
    "Counts stars for conduct and reporting, not risk of bias. No cut-off was published, and none is used here. Before "
    "the first study is judged, a coordinator writes down what the scale leaves to its users."
)
_VERSION = "undated form of the authors’ website"
_RULE = (
    "The stars are counted: at most 4 for selection, 2 for comparability and 3 for {last}, 9 in all. The sum is not "
    "called good or poor."
)


def stars(instrument: Instrument, answers: Answers) -> Overall:
    """Count the stars, and those of each part."""
    parts = parts_of(instrument, answers)
    total, maximum = sum(one.points for one in parts), sum(one.maximum for one in parts)
    told = ", ".join(f"{one.name.lower()} {one.points:g}" for one in parts)
    because = f"{total:g} of {maximum:g} stars: {told}."
    return Overall(f"{total:g}", because, score=total, maximum=maximum, parts=parts)


def _star(value: str, label: str) -> Option:
    return Option(value, label, 1)


def _comparability(of: str) -> Domain:
    return Domain(
        "comparability",
        f"Comparability of {of} on the basis of the design or analysis",
        (
            Option("neither", "Controls for neither"),
            Option("one", "Controls for the most important factor, or for another", 1),
            Option("both", "Controls for the most important factor and for another", 2),
        ),
        "Comparability",
        open_to_users="The most important factor that a study has to control for, and a second one if that matters.",
    )


_FROM_RECORDS = (
    _star("record", "Secure record"),
    _star("interview", "Structured interview"),
    Option("self_report", "Written self-report"),
    _NO_DESCRIPTION,
)

COHORT: Final = Instrument(
    id="nos_cohort",
    name="Newcastle-Ottawa scale, cohort studies",
    version=_VERSION,
    kind="stars",
    citation=_CITATION,
    url=_URL,
    suits="cohorts that were exposed and not exposed",
    overall_rule=_RULE.format(last="outcome"),
    checked_against="Items, answers and stars in the reprint PMC3167434, table 2, and the coding manual in NBK92291.",
    rule=stars,
    note=_NOTE,
    domains=(
        Domain(
            "representativeness",
            "Representativeness of the exposed cohort",
            (
                _star("truly", "Truly representative"),
                _star("somewhat", "Somewhat representative"),
                Option("selected", "Selected group"),
                _NO_DESCRIPTION,
            ),
            "Selection",
            open_to_users="Whom those studied have to stand for, such as all who take part in programmes of that kind.",
        ),
        Domain(
            "non_exposed",
            "Selection of the non-exposed cohort",
            (
                _star("same", "Drawn from the same community as the exposed cohort"),
                Option("different", "Drawn from a different source"),
                _NO_DESCRIPTION,
            ),
            "Selection",
            "Could those who did not take part have done so?",
        ),
        Domain(
            "ascertainment",
            "Ascertainment of exposure",
            _FROM_RECORDS,
            "Selection",
            "How is it known who took part?",
        ),
        Domain(
            "not_present",
            "Demonstration that outcome of interest was not present at start of study",
            (_star("yes", "Yes"), Option("no", "No")),
            "Selection",
            "Of practice after graduation this is plain; of intentions it has to be shown.",
        ),
        _comparability("cohorts"),
        Domain(
            "assessment",
            "Assessment of outcome",
            (
                _star("blind", "Independent blind assessment"),
                _star("linkage", "Record linkage"),
                Option("self_report", "Self-report"),
                _NO_DESCRIPTION,
            ),
            "Outcome",
            "Does the outcome come from a register, or from what people say of themselves?",
        ),
        Domain(
            "long_enough",
            "Was follow-up long enough for outcomes to occur",
            (_star("yes", "Yes"), Option("no", "No")),
            "Outcome",
            open_to_users="How long after graduation a study has to look for its outcome to have had time to occur.",
        ),
        Domain(
            "follow_up",
            "Adequacy of follow-up of cohorts",
            (
                _star("complete", "Complete follow-up, all subjects accounted for"),
                _star("few_lost", "Small number lost, unlikely to introduce bias, or those lost described"),
                Option("many_lost", "Follow-up rate low, and no description of those lost"),
                Option("no_statement", "No statement"),
            ),
            "Outcome",
            open_to_users="The share of people whose outcome has to be known for those lost to be few.",
        ),
    ),
)

CASE_CONTROL: Final = Instrument(
    id="nos_case_control",
    name="Newcastle-Ottawa scale, case-control studies",
    version=_VERSION,
    kind="stars",
    citation=_CITATION,
    url=_URL,
    suits="people with and without an outcome, asked what came before",
    overall_rule=_RULE.format(last="exposure"),
    checked_against="Items, answers and stars in two reprints of the authors’ form.",
    rule=stars,
    note=_NOTE,
    domains=(
        Domain(
            "definition",
            "Is the case definition adequate",
            (
                _star("validated", "Yes, with independent validation"),
                Option("records", "Yes, by record linkage or self-report"),
                _NO_DESCRIPTION,
            ),
            "Selection",
            "How is it known that a case is one?",
        ),
        Domain(
            "representativeness",
            "Representativeness of the cases",
            (
                _star("series", "Consecutive or obviously representative series of cases"),
                Option("selected", "Potential for selection biases, or not stated"),
            ),
            "Selection",
            "Are all cases in, or a fair sample of them?",
        ),
        Domain(
            "controls",
            "Selection of controls",
            (_star("community", "Community controls"), Option("hospital", "Hospital controls"), _NO_DESCRIPTION),
            "Selection",
            "Do controls come from those who could have become cases?",
        ),
        Domain(
            "control_definition",
            "Definition of controls",
            (_star("no_history", "No history of the outcome"), Option("no_description", "No description of source")),
            "Selection",
            "Is it said that controls do not have the outcome?",
        ),
        _comparability("cases and controls"),
        Domain(
            "ascertainment",
            "Ascertainment of exposure",
            (
                _star("record", "Secure record"),
                _star("blind", "Structured interview, blind to who is a case"),
                Option("not_blind", "Interview not blinded to who is a case"),
                Option("self_report", "Written self-report or medical record only"),
                _NO_DESCRIPTION,
            ),
            "Exposure",
            "How is it known what came before?",
        ),
        Domain(
            "same_method",
            "Same method of ascertainment for cases and controls",
            (_star("yes", "Yes"), Option("no", "No")),
            "Exposure",
            "Were both asked in the same way?",
        ),
        Domain(
            "non_response",
            "Non-response rate",
            (
                _star("same", "Same rate for both groups"),
                Option("described", "Non-respondents described"),
                Option("different", "Rate different and no designation"),
            ),
            "Exposure",
            "Did as many cases as controls answer?",
        ),
    ),
)
