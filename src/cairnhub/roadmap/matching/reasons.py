"""The reasons of a match in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.community import Aspect, Match, points_of
from cairnhub.community.choices import DataExpertise, MethodsExpertise, StakeholderGroup
from cairnhub.history.labels import Label, Labels

OF_A_PERSON = {
    Aspect.LINK: "works on",
    Aspect.CONSTRUCT: "works on what it joins:",
    Aspect.METHOD: "knows the methods it takes:",
    Aspect.DATA: "knows the data it takes:",
    Aspect.GROUP: "belongs to those it is about:",
    Aspect.PLACE: "is in",
    Aspect.LANGUAGE: "speaks",
}
OF_AN_ORGANISATION = OF_A_PERSON | {
    Aspect.LINK: "has people who work on",
    Aspect.CONSTRUCT: "has people who work on what it joins:",
    Aspect.METHOD: "has people who know the methods it takes:",
    Aspect.DATA: "has people who know the data it takes:",
}
OF_WHAT_NEEDS_YOU = {
    Aspect.LINK: "it is about a link you work on:",
    Aspect.CONSTRUCT: "it is about what you work on:",
    Aspect.METHOD: "it takes methods you know:",
    Aspect.DATA: "it takes data you know:",
    Aspect.GROUP: "it looks for",
    Aspect.PLACE: "it is in",
    Aspect.LANGUAGE: "it is in",
}
_CODES = {Aspect.METHOD: MethodsExpertise, Aspect.DATA: DataExpertise, Aspect.GROUP: StakeholderGroup}
_KINDS = {Aspect.LINK: "link", Aspect.CONSTRUCT: "construct"}


@dataclass(frozen=True)
class Reason:
    """One thing in common: what is said of it, what is shared, and its points."""

    says: str
    shared: list[Label]
    points: float

    @property
    def words(self) -> str:
        return f"{self.says} {', '.join(label.text for label in self.shared)}"


class Reasons:
    """Puts the matches of one page in words, reading the labels of all of them at once."""

    def __init__(self, matches: Iterable[Match]):
        self._labels = Labels(
            (_KINDS[aspect], word)
            for one in matches
            for aspect, words in one.common.items()
            if aspect in _KINDS
            for word in words
        )

    def of(self, match: Match, says: dict[Aspect, str]) -> list[Reason]:
        """The reasons of a match, those with most points first."""
        found = [
            Reason(says[aspect], [self._label(aspect, word) for word in words], points_of(aspect, len(words)))
            for aspect, words in match.common.items()
        ]
        return sorted(found, key=lambda reason: -reason.points)

    def _label(self, aspect: Aspect, word: str) -> Label:
        if aspect in _KINDS:
            return self._labels.of(_KINDS[aspect], word)
        return Label(str(_CODES[aspect](word).label) if aspect in _CODES else word)
