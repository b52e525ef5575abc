"""Two readers' extractions side by side: what is the same, what differs, and what was decided."""

from collections import defaultdict
from dataclasses import dataclass

from cairn.synthesis import WAYS
from cairnhub.history.labels import Labels

from ..models import EffectKind, Extraction, Finding
from .forms import EVERYTHING, effect_in_words
from .questions import Question, Words, asked_in


@dataclass(frozen=True)
class Line:
    """One question or field: both readers' words, and whether they say the same.

    What is only worked out from other lines is shown, but neither counted nor decided.
    """

    name: str
    label: str
    first: str
    second: str
    worked_out: bool = False

    @property
    def same(self) -> bool:
        return _plain(self.first) == _plain(self.second)


def _plain(words: str) -> str:
    """Words without what is no difference between two readers: capitals, spaces, a full stop."""
    return " ".join(words.casefold().split()).rstrip(".")


@dataclass(frozen=True)
class PairOfFindings:
    """Two readers' findings on one link; one of them is None where only one reader found it, `only` then says it."""

    number: int
    link: str
    first: dict | None
    second: dict | None
    lines: list[Line]
    only: list[tuple[str, str]]

    @property
    def same(self) -> bool:
        return self.both and all(line.same for line in self.lines)

    @property
    def both(self) -> bool:
        return self.first is not None and self.second is not None

    @property
    def readings(self) -> list[dict]:
        return [one for one in (self.first, self.second) if one is not None]

    @property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if not line.worked_out]

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.counted if not line.same]

    @property
    def name(self) -> str:
        return f"finding_{self.number}"


@dataclass(frozen=True)
class Comparison:
    """Everything two readers said of one study."""

    first: Extraction
    second: Extraction
    questions: list[Question]
    lines: list[Line]
    findings: list[PairOfFindings]

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if not line.same]

    @property
    def compared(self) -> int:
        return len(self.lines) + sum(max(len(pair.counted), 1) for pair in self.findings)

    @property
    def agreed(self) -> int:
        return sum(line.same for line in (*self.lines, *(line for pair in self.findings for line in pair.counted)))

    @property
    def percent(self) -> int:
        return round(100 * self.agreed / self.compared) if self.compared else 100


def compare(first: Extraction, second: Extraction) -> Comparison:
    """Hold two extractions against each other, question by question and finding by finding."""
    questions = asked_in(first, second)
    words = Words(questions, first.answers, second.answers)
    lines = [
        Line(one.name, one.label, words.of(one, first.answers), words.of(one, second.answers)) for one in questions
    ]
    return Comparison(first, second, questions, lines, _pairs(first.findings, second.findings))


def _pairs(first: list[dict], second: list[dict]) -> list[PairOfFindings]:
    """Findings on the same link and of the same kind belong together, in the order they were written."""
    labels = _labels(*first, *second)
    by_link: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
    for side, findings in enumerate((first, second)):
        for one in findings:
            by_link[one["link"], one["finding_kind"]][side].append(one)
    found = []
    for (link, _), (mine, theirs) in by_link.items():
        for at in range(max(len(mine), len(theirs))):
            one = mine[at] if at < len(mine) else None
            other = theirs[at] if at < len(theirs) else None
            label = labels.of("link", link).text
            only = [] if one and other else _in_words(one or other, labels)[1:]
            found.append(PairOfFindings(len(found) + 1, label, one, other, _finding_lines(one, other, labels), only))
    return found


def _labels(*findings: dict) -> Labels:
    """The names of the links and data sources that findings speak of."""
    sources = [("data_source", one["data_source"]) for one in findings if one.get("data_source")]
    return Labels([*(("link", one["link"]) for one in findings if one.get("link")), *sources])


#: The lines of a finding. A way and its numbers are one line: one means nothing without the other.
_LINES = (*(name for name in EVERYTHING if name != "way"), "numbers", "effect")


def _finding_lines(one: dict | None, other: dict | None, labels: Labels) -> list[Line]:
    if one is None or other is None:
        return []
    said = [(name, _said(one, name, labels), _said(other, name, labels)) for name in _LINES]
    return [
        Line(name, _label(name), first, second, worked_out=name == "effect")
        for name, first, second in said
        if first or second
    ]


def _label(name: str) -> str:
    if name == "effect":
        return "effect as worked out"
    return str(Finding._meta.get_field(name).verbose_name)


def finding_words(*findings: dict) -> list[list[tuple[str, str]]]:
    """Findings of one reader as labels and words."""
    labels = _labels(*findings)
    return [_in_words(one, labels) for one in findings]


def _in_words(finding: dict, labels: Labels) -> list[tuple[str, str]]:
    link = labels.of("link", finding["link"]).text if finding.get("link") else "none chosen yet"
    said = ((name, _said(finding, name, labels)) for name in ("finding_kind", *_LINES))
    return [("link", link), *((_label(name), words) for name, words in said if words)]


def _said(finding: dict, name: str, labels: Labels) -> str:
    if name == "effect":
        return effect_in_words(finding)
    value = finding.get(name)
    if name == "numbers":
        return _numbers_said(finding)
    if value in (None, ""):
        return ""
    if name == "data_source":
        return labels.of(name, value).text
    if name == "effect_kind":
        return str(EffectKind(value).label)
    choices = dict(Finding._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def _numbers_said(finding: dict) -> str:
    way = WAYS.get(finding.get("way", ""))
    if way is None:
        return ""
    given = finding.get("numbers", {})
    # Fifteen digits, for two long numbers that differ in their last must not look the same.
    numbers = (f"{one.label}: {given[one.name]:.15g}" for one in way.numbers if one.name in given)
    return f"{way.label}: {'; '.join(numbers)}"
