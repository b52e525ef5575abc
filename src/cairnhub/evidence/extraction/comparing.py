"""Two readers' extractions side by side: what is the same, what differs, and what was decided."""

from collections import defaultdict
from dataclasses import dataclass

from cairn.synthesis import WAYS
from cairnhub.history.labels import Labels

from ..models import EffectKind, Extraction, Finding
from .forms import COMPARED, effect_in_words
from .questions import Question, Words, questions_of


@dataclass(frozen=True)
class Line:
    """One question or field: both readers' words, and whether they say the same."""

    name: str
    label: str
    first: str
    second: str

    @property
    def same(self) -> bool:
        return self.first == self.second


@dataclass(frozen=True)
class PairOfFindings:
    """Two readers' findings on one link; one of them is None where only one reader found it."""

    number: int
    link: str
    first: dict | None
    second: dict | None
    lines: list[Line]

    @property
    def same(self) -> bool:
        return self.first is not None and self.second is not None and all(line.same for line in self.lines)

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
        return len(self.lines) + sum(max(len(pair.lines), 1) for pair in self.findings)

    @property
    def agreed(self) -> int:
        return sum(line.same for line in self.lines) + sum(line.same for pair in self.findings for line in pair.lines)

    @property
    def percent(self) -> int:
        return round(100 * self.agreed / self.compared) if self.compared else 100


def compare(first: Extraction, second: Extraction) -> Comparison:
    """Hold two extractions against each other, question by question and finding by finding."""
    questions = {one.name: one for one in [*questions_of(first.template), *questions_of(second.template)]}
    words = Words(list(questions.values()), first.answers, second.answers)
    lines = [
        Line(name, one.label, words.of(one, first.answers), words.of(one, second.answers))
        for name, one in questions.items()
    ]
    return Comparison(first, second, list(questions.values()), lines, _pairs(first.findings, second.findings))


def _pairs(first: list[dict], second: list[dict]) -> list[PairOfFindings]:
    """Findings on the same link and of the same kind belong together, in the order they were written."""
    labels = Labels(("link", one["link"]) for one in (*first, *second))
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
            found.append(PairOfFindings(len(found) + 1, label, one, other, _finding_lines(one, other)))
    return found


def _finding_lines(one: dict | None, other: dict | None) -> list[Line]:
    if one is None or other is None:
        return []
    names = [name for name in (*COMPARED, "numbers", "effect") if _said(one, name) or _said(other, name)]
    return [Line(name, _label(name), _said(one, name), _said(other, name)) for name in names]


def _label(name: str) -> str:
    if name == "effect":
        return "effect as worked out"
    return str(Finding._meta.get_field(name).verbose_name)


def finding_words(finding: dict | None) -> list[tuple[str, str]]:
    """One reader's finding as labels and words."""
    if finding is None:
        return []
    return [(_label(name), said) for name in (*COMPARED, "numbers", "effect") if (said := _said(finding, name))]


def _said(finding: dict, name: str) -> str:
    if name == "effect":
        return effect_in_words(finding)
    value = finding.get(name)
    if value in (None, "", {}):
        return ""
    if name == "numbers":
        asked = WAYS[finding["way"]].numbers
        return "; ".join(f"{one.label}: {value[one.name]:g}" for one in asked if one.name in value)
    if name == "way":
        return WAYS[value].label
    if name == "effect_kind":
        return str(EffectKind(value).label)
    choices = dict(Finding._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
