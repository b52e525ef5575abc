"""The checklists of reporting, filled from what happened and by the coordinator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cairn.consensus.checklists import NAMES, Checklist, Item, checklist

from .facts import FACTS, Fact
from .reading import Report

HEADER = ("item", "section", "topic", "wording", "filled by", "answer", "where it stands", "still to be said")


@dataclass(frozen=True)
class Entry:
    """One item. `fact` is what the hub knows of an item whose wording was checked; `offer` what it would say of one
    whose wording was not, which waits until the coordinator has read the original and taken it over."""

    item: Item
    fact: Fact | None
    offer: Fact | None
    words: str

    @property
    def by(self) -> str:
        if self.fact:
            return "the hub in part" if self.fact.missing and not self.words else "the hub"
        return "the coordinator" if self.words else "open"

    @property
    def answer(self) -> str:
        return "\n".join(one for one in (self.fact.text if self.fact else "", self.words) if one)


@dataclass(frozen=True)
class Filled:
    checklist: Checklist
    entries: tuple[Entry, ...]

    @property
    def counts(self) -> dict[str, int]:
        kinds = ("the hub", "the hub in part", "the coordinator", "open")
        return {kind: sum(one.by == kind for one in self.entries) for kind in kinds}

    @property
    def sections(self) -> list[tuple[str, list[Entry]]]:
        names = dict.fromkeys(one.item.section for one in self.entries)
        return [(name, [one for one in self.entries if one.item.section == name]) for name in names]


def filled(report: Report, name: str) -> Filled:
    found = checklist(name)
    return Filled(found, tuple(entry(report, name, item) for item in found.items))


def all_filled(report: Report) -> list[Filled]:
    return [filled(report, name) for name in NAMES]


def entry(report: Report, name: str, item: Item) -> Entry:
    finder = FACTS[name].get(item.number)
    known = finder(report) if finder else None
    words = report.words.get((name, item.number), "")
    return Entry(item, known if item.verified else None, None if item.verified else known, words)


def rows(found: Filled) -> Iterable[Sequence]:
    for one in found.entries:
        where, missing = (f"#{one.fact.where}", one.fact.missing) if one.fact else ("", "")
        still = missing if not one.words else ""
        wording = one.item.text or f"not checked; see {one.item.original}"
        yield [one.item.number, one.item.section, one.item.topic, wording, one.by, one.answer, where, still]
