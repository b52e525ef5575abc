"""GRADE-CERQual: confidence in a finding of qualitative studies, suggested and confirmed by a person.

Lewin et al., Implementation Science 2018;13(Suppl 1):2. The four components and the words of concern are theirs; they
publish no way to add concerns up. Ours: each serious concern takes two steps, each moderate one takes one, three minor
ones together take one; it is named as ours wherever it is shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cairn.base.errors import InputError
from cairn.synthesis.certainty import rules
from cairn.synthesis.certainty.rules import Level


class Component(StrEnum):
    """What confidence in a qualitative finding rests on."""

    METHODS = "methodological limitations"
    COHERENCE = "coherence"
    ADEQUACY = "adequacy of data"
    RELEVANCE = "relevance"


class Concern(StrEnum):
    """How much there is to be concerned about, from least to most."""

    NONE = "no or very minor concerns"
    MINOR = "minor concerns"
    MODERATE = "moderate concerns"
    SERIOUS = "serious concerns"


COMPONENTS: Final[Mapping[Component, str]] = {
    Component.METHODS: "How the studies were designed and carried out.",
    Component.COHERENCE: "How well the finding fits what the studies report, odd cases included.",
    Component.ADEQUACY: "How many studies say it, and how rich what they say is.",
    Component.RELEVANCE: "How well people, places and programmes studied are those of the question.",
}
CONVENTION: Final = (
    "CERQual publishes no way to add concerns up. Here a serious concern takes two steps, a moderate one takes one, "
    "and three minor ones together take one; a person confirms or changes the result."
)
STEPS: Final[Mapping[Concern, int]] = {Concern.SERIOUS: 2, Concern.MODERATE: 1}
MINORS_A_STEP: Final = 3
_ORDER = (Level.HIGH, Level.MODERATE, Level.LOW, Level.VERY_LOW)


@dataclass(frozen=True)
class Confidence:
    """The confidence that concerns come to, and why."""

    level: Level
    because: str


def adequacy(studies: int, rich: bool | None = None) -> Concern:
    """Suggest a concern from the number of studies, and from how rich their data are where a person has said so.

    Rich data ease the concern by one word, thin data deepen it (Glenton et al., 2018, Implement Sci 13(Suppl 1):14,
    weigh both and give no number: ours stand in `rules`). Raises `InputError` where there is no study.
    """
    if studies < 1:
        raise InputError(f"{studies} studies", remedy="give at least one")
    words = list(Concern)
    if studies <= rules.ONE_VOICE.value:
        at = words.index(Concern.SERIOUS)
    else:
        at = words.index(Concern.MODERATE if studies <= rules.FEW_VOICES.value else Concern.MINOR)
    at += 0 if rich is None else -1 if rich else 1
    return words[min(at, len(words) - 1)]


def confidence(concerns: Mapping[Component, Concern]) -> Confidence:
    """Suggest the confidence in a finding by the convention above. Raises `InputError` naming a missing component."""
    missing = [one for one in Component if one not in concerns]
    if missing:
        raise InputError("has not been judged", where=missing[0], remedy="judge all four components")
    counts = Counter(concerns.values())
    steps = sum(STEPS.get(one, 0) for one in concerns.values()) + counts[Concern.MINOR] // MINORS_A_STEP
    named = [f"{concern} about {component}" for component, concern in concerns.items() if concern is not Concern.NONE]
    because = f"{'; '.join(named)}." if named else "No or very minor concerns about all four."
    return Confidence(_ORDER[min(steps, len(_ORDER) - 1)], because[:1].upper() + because[1:])
