"""The visible table behind “what study would move the answer most”: kinds, rules, designs. Numbers stand in `rules`.

The order of the kinds is the rule of what comes first: what is there but unread costs least; what every study shares
(bias, the same school, the same near outcome) cannot be averaged out by more of the same; why results differ comes
before a narrower average of them; size comes last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cairn.gaps.rules import RuleRow, RuleTable, Term


class NextKind(StrEnum):
    """What the next piece of work on a link is, in the order in which one is chosen."""

    EXTRACT = "extract"
    FIRST = "first"
    RECHECK = "recheck"
    SETTLED = "settled"
    COMPARE = "compare"
    REACH = "reach"
    EXPLAIN = "explain"
    MORE = "more"
    ENLARGE = "enlarge"
    REPEAT = "repeat"


class Guard(StrEnum):
    """What a design protects an answer against, or makes visible."""

    SELECTION = "selection"
    TIMING = "timing"
    MEASURED = "measured"
    FOLLOW = "follow"


KINDS: Mapping[NextKind, Term] = {
    NextKind.EXTRACT: Term(
        "read what is there", "Studies look at the link but nobody has taken their findings out: that costs least."
    ),
    NextKind.FIRST: Term("a first study", "Nothing has been found and nothing is waiting to be read."),
    NextKind.RECHECK: Term(
        "an independent re-analysis", "A later analysis disputes a result: others must look at the same data again."
    ),
    NextKind.SETTLED: Term(
        "no further study of this kind", "The answer is settled and none of the four reasons for a gap holds."
    ),
    NextKind.COMPARE: Term("a fairer comparison", "Too much is at high risk of bias: more of the same keeps the bias."),
    NextKind.REACH: Term(
        "another place, profession or outcome", "What was found may not hold where nobody has looked."
    ),
    NextKind.EXPLAIN: Term("a study of why results differ", "Results disagree: an average of them would mislead."),
    NextKind.MORE: Term(
        "more studies, not larger ones", "Studies differ so much that no single one, however large, could decide."
    ),
    NextKind.ENLARGE: Term("a larger study", "There is too little to decide on."),
    NextKind.REPEAT: Term("a repetition", "No reason for a gap holds, but the answer is not settled."),
}

GUARDS: Mapping[Guard, Term] = {
    Guard.SELECTION: Term("people who choose", "Those who take part may be those who would have done it anyway."),
    Guard.TIMING: Term("what else changed", "Things may have been changing before it began, or elsewhere as well."),
    Guard.MEASURED: Term("differences that are recorded", "Groups differ in what is written down of them."),
    Guard.FOLLOW: Term("short horizons", "What people intend is not yet what they do."),
}


@dataclass(frozen=True, slots=True)
class DesignWords:
    """A design as a sentence tells it: what it compares with, where that can be done, what it guards against.

    `rare` marks one that can seldom be done in this field.
    """

    against: str
    guards: frozenset[Guard] = frozenset()
    where: str = ""
    rare: bool = False


def _guarding(against: str, *guards: Guard, where: str = "", rare: bool = False) -> DesignWords:
    return DesignWords(against, frozenset(guards), where, rare)


_APPLY, _BEGIN = "where people apply for it", "where a school or a state begins it"

DESIGNS: Mapping[str, DesignWords] = {
    "applicant_control": _guarding("applicants who were not admitted", Guard.SELECTION, where=_APPLY),
    "negative_control": _guarding(
        "those who applied in vain and those who never applied", Guard.SELECTION, where=_APPLY
    ),
    "event_did": _guarding("the years before and the places without it", Guard.TIMING, Guard.SELECTION, where=_BEGIN),
    "rd": _guarding("those just beyond a cut-off or a start", Guard.TIMING, where=_BEGIN),
    "retro_cohort": _guarding("people without it in the same records", Guard.FOLLOW),
    "cohort_long": _guarding("learners of other schools followed over years", Guard.FOLLOW),
    "matched": _guarding("people alike in what is recorded of them", Guard.MEASURED),
    "rct": _guarding("those to whom chance did not give it", Guard.SELECTION, Guard.TIMING, rare=True),
    "school_level": _guarding("other schools"),
    "ecological": _guarding("other areas"),
    "cross_sectional": _guarding("other graduates at the same time"),
}
"""Designs by their identifiers, best first among equals. One that is not listed is told by its own name."""

NEEDS_BY_STAGE: Mapping[str, Guard] = {"activity": Guard.SELECTION, "context": Guard.TIMING, "input": Guard.TIMING}
"""What the comparison must guard against, by where the link starts; from anywhere later on it has to follow people."""

FAR_STAGES: Mapping[str, str] = {
    "medium_term_outcome": "following graduates into practice",
    "impact": "measuring what people and communities gain",
}
"""Stages whose outcomes lie beyond training, and how a sentence asks for them."""

FAR_REASONS: Mapping[str, str] = {
    "medium_term_outcome": "shows only years after training",
    "impact": "shows in the people served, not in those trained",
}
YEARS_ASKED = frozenset({"medium_term_outcome"})
"""Stages for which a sentence says how many years."""

FOLLOW_UP_ANYWAY = "following learners into what they later do"

THE = frozenset({"Gambia", "Netherlands", "Philippines", "United Arab Emirates", "United Kingdom", "United States"})
"""Countries that a sentence names with an article."""

RULES: Mapping[str, Term] = {
    "unread": Term("not extracted", "Studies that look at the link come before a new one."),
    "design": Term(
        "design",
        "Of the designs that fit, one that guards against what the link is most open to: people who choose, or what "
        "else changed, or short horizons; then one that guards against more; then one whose data anyone can get.",
    ),
    "one_school": Term("one school", "Every finding is from one school."),
    "one_country": Term("one country", "Every finding whose country is known is from the same one."),
    "one_discipline": Term("one discipline", "Every finding whose discipline is known is from the same one."),
    "old": Term("old", "Nothing has been found lately."),
    "near": Term("near outcomes", "Only what learners say or score was measured."),
    "far_target": Term("a far target", "What the link claims shows only years later."),
    "new_people": Term("other people", "Too few independent groups of people stand behind the answer."),
    "no_size": Term("no size", "No finding, or too few, tells a size with its interval: nothing can be pooled."),
    "differ": Term("results differ", "Results point different ways, and nobody knows why."),
    "margin": Term("margin", "A claim of “no worse” needs an interval that rules out more harm than agreed."),
    "precision": Term("precision", "What it takes for the interval to decide, if the estimate stays where it is."),
}


def next_study_rules() -> tuple[RuleTable, ...]:
    """List the rules as readers see them."""
    designs = (
        RuleRow(name, ", ".join(GUARDS[guard].label for guard in sorted(words.guards)), _compared(words))
        for name, words in DESIGNS.items()
    )
    return (
        RuleTable("What comes next, first that holds", _rows(KINDS.values())),
        RuleTable("What a study should look like", _rows(RULES.values())),
        RuleTable("What designs guard against", tuple(designs)),
    )


def _rows(terms: Iterable[Term]) -> tuple[RuleRow, ...]:
    return tuple(RuleRow(term.label, "", term.explanation) for term in terms)


def _compared(words: DesignWords) -> str:
    where = f", {words.where}" if words.where else ""
    return f"Compares with {words.against}{where}.{' Seldom possible here.' if words.rare else ''}"
