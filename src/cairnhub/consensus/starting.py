"""The kinds of process one may begin with. Each is a sequence to be changed while the process is a draft."""

from dataclasses import dataclass

from cairnhub.community.choices import StakeholderGroup

from .models import Feedback, Mode, Rates, Template
from .protocol import Group, Step

COMET = "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every group"
COMET_OUT = "at least 70% rate 1-3 and fewer than 15% rate 7-9 in every group"
STOP = "rounds at least 3 or settled at least 90%; stable is distribution change below 15%"

#: Who is told together where few answer. Those who judge from alike positions stand together.
WIDER = {
    StakeholderGroup.RESEARCHER: "Research and data",
    StakeholderGroup.DATA_STEWARD: "Research and data",
    StakeholderGroup.SCHOOL: "Schools, students and clinicians",
    StakeholderGroup.STUDENT_OR_TRAINEE: "Schools, students and clinicians",
    StakeholderGroup.CLINICIAN: "Schools, students and clinicians",
    StakeholderGroup.COMMUNITY: "Communities",
    StakeholderGroup.FUNDER: "Funders, regulators and policy",
    StakeholderGroup.ACCREDITOR_OR_REGULATOR: "Funders, regulators and policy",
    StakeholderGroup.POLICY_MAKER: "Funders, regulators and policy",
}

CONSENT = (
    "I have read what this is about. I take part of my own will and can stop at any time. Until the round in which "
    "I answered closes, I can take my answers back with my own link; afterwards they are part of numbers that name "
    "nobody."
)

CHNRI_CRITERIA = (
    ("answerable", "Answerable: could research settle it, and ethically?"),
    ("effective", "Effective: would the answer lead to something that works?"),
    ("deliverable", "Deliverable: could schools and communities do it and afford it?"),
    ("impact", "Impact: how much would the care people get improve?"),
    ("equity", "Equity: would those who have least gain most?"),
)


@dataclass(frozen=True)
class Starting:
    """What a process of a kind starts with. `source` says where the sequence is described."""

    about: str
    source: str
    steps: tuple[Step, ...]
    question: str = "How important is it to know this?"
    low: tuple[int, str] = (1, "not important")
    high: tuple[int, str] = (9, "critical")
    consensus: str = ""
    exclusion: str = ""
    stopping: str = ""


STARTING = {
    Template.DELPHI: Starting(
        "Suggestions first, then three rounds of rating, each with what the others said.",
        "Linstone & Turoff 1975; COMET Handbook, Trials 2017;18(Suppl 3):280",
        (
            Step("What is missing?", Mode.SUGGEST),
            Step("First rating", Mode.RATE, rates=Rates.IMPORTANCE),
            Step("Second rating", Mode.RATE, Feedback.GROUPS, rates=Rates.IMPORTANCE),
            Step("Third rating", Mode.RATE, Feedback.GROUPS, rates=Rates.IMPORTANCE),
        ),
        consensus=COMET,
        exclusion=COMET_OUT,
        stopping=STOP,
    ),
    Template.JLA: Starting(
        "Questions are gathered, each person chooses the most important, a workshop puts the shortlist in order.",
        "James Lind Alliance Guidebook, version 10, 2021",
        (
            Step("Your unanswered questions", Mode.SUGGEST),
            Step("Choose the most important", Mode.CHOOSE),
            Step("Workshop: put the shortlist in order", Mode.ORDER, Feedback.GROUPS),
        ),
        question="Which questions matter most?",
    ),
    Template.CHNRI: Starting(
        "Research options are gathered, scored by criteria, and the criteria weighed.",
        "Rudan et al., Croatian Medical Journal 2008;49(6):720-33",
        (
            Step("Research options", Mode.SUGGEST),
            Step("Judge each option", Mode.CRITERIA),
        ),
        question="Is this true of the research option?",
    ),
    Template.REALTIME: Starting(
        "One long round in which everybody sees what the others say so far and may change their mind.",
        "Gordon & Pease, Technological Forecasting and Social Change 2006;73(4):321-33",
        (Step("Rating, with what others say so far", Mode.RATE, Feedback.GROUPS, live=True, rates=Rates.IMPORTANCE),),
        consensus=COMET,
        exclusion=COMET_OUT,
    ),
    Template.BEST_WORST: Starting(
        "Of a few items at a time each person picks the most and the least important.",
        "Louviere, Flynn & Marley, Best-Worst Scaling, 2015",
        (Step("Most and least important", Mode.BEST_WORST),),
        question="Which of these is most important, and which is least?",
    ),
    Template.RAND_UCLA: Starting(
        "A rating alone, a meeting, and a second rating.",
        "Fitch et al., The RAND/UCLA Appropriateness Method User's Manual, 2001",
        (
            Step("First rating, alone", Mode.RATE),
            Step("Second rating, after the meeting", Mode.RATE, Feedback.ALL),
        ),
        question="How appropriate is this?",
        low=(1, "extremely inappropriate"),
        high=(9, "extremely appropriate"),
        consensus="median at least 7 and no disagreement overall",
        exclusion="median at most 3 and no disagreement overall",
    ),
    Template.DELIBERATION: Starting(
        "Statements people agree with, disagree with or pass; anybody may add one.",
        "Small et al., Recerca 2021;26(2) (Polis)",
        (
            Step("Statements of your own", Mode.SUGGEST),
            Step("Do you agree?", Mode.VOTE),
        ),
        question="Do you agree?",
    ),
    Template.WEIGHTS: Starting(
        "Each person shares out 100 points over the criteria by which the roadmap ranks what to study next.",
        "Bottomley, Doyle & Green, Organizational Behavior and Human Decision Processes 2000;83(2):332-55",
        (Step("Share out 100 points", Mode.POINTS),),
        question="How much should each count when the field chooses what to study next?",
    ),
}


def default_groups() -> list[Group]:
    return [Group(one.value, str(one.label), WIDER[one]) for one in StakeholderGroup]
