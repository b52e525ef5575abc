"""Reads of the reports, and how one is told: its figures beside those of the one before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.governance.models import Decision
from cairnhub.history.labels import name_of_kind
from cairnhub.history.models import Verb

from ..models import QuarterlyReport

#: Fewer people than this are never told by their number.
FEWEST = 5
HEADER = ["part", "what", "then", "now", "difference"]


@dataclass(frozen=True)
class Figure:
    """One figure in words: what it was, what it is, and the difference where it may be told."""

    label: str
    then: str
    now: str
    difference: int | None

    @property
    def signed(self) -> str:
        if self.difference is None:
            return "not told"
        return f"{self.difference:+d}".replace("-", "−") if self.difference else "0"


@dataclass(frozen=True)
class Change:
    """How many records of one kind were added, changed, removed and brought back."""

    name: str
    counts: list[int]


@dataclass(frozen=True)
class Told:
    """A report as its page, its Word file and its table tell it."""

    report: QuarterlyReport
    before: QuarterlyReport | None
    figures: list[tuple[str, list[Figure]]]
    changes: list[Change]
    decisions: list[Decision]


def reports(user) -> QuerySet[QuarterlyReport]:
    """The reports this user may see, newest first: everybody sees those that are published."""
    found = QuarterlyReport.objects.all()
    return found if may(user, Permission.DESK_SEE) else found.filter(published=True)


def access_report(user, day: str) -> QuarterlyReport:
    """The report of a day, or Http404: one that is not published looks as if there were none."""
    try:
        made_on = date.fromisoformat(day)
    except ValueError:
        made_on = None
    report = reports(user).filter(made_on=made_on).first()
    if report is None or report.day != day:
        raise Http404("There is no such page.")
    return report


def tell(report: QuarterlyReport) -> Told:
    """The report with what changed since the one before it."""
    before = QuarterlyReport.objects.filter(made_on=report.since).first() if report.since else None
    return Told(report, before, _figures(report, before), _changes(report), _decisions(report))


def rows(told: Told) -> list[list]:
    """The whole report as rows of a table."""
    found = [
        [section, one.label, one.then, one.now, one.difference] for section, figures in told.figures for one in figures
    ]
    for change in told.changes:
        named = zip(Verb, change.counts, strict=True)
        found += [["Changes of the record", f"{change.name}: {verb.label}", "", number, ""] for verb, number in named]
    return found + [["Decisions", one.title, "", one.decided_on.isoformat(), ""] for one in told.decisions]


def _figures(report: QuarterlyReport, before: QuarterlyReport | None) -> list[tuple[str, list[Figure]]]:
    earlier = {line["key"]: line for line in before.figures} if before else {}
    known = {line["key"] for line in report.figures}
    by_section: dict[str, list[Figure]] = {}
    for line in report.figures:
        by_section.setdefault(line["section"], []).append(_figure(line["label"], earlier.get(line["key"]), line))
    for key, line in earlier.items():
        if key not in known:
            by_section.setdefault(line["section"], []).append(_figure(line["label"], line, None))
    return list(by_section.items())


def _figure(label: str, then: dict | None, now: dict | None) -> Figure:
    told = [one for one in (then, now) if one and not _is_small(one)]
    difference = told[1]["count"] - told[0]["count"] if len(told) == len((then, now)) else None
    return Figure(label, _number(then), _number(now), difference)


def _is_small(line: dict) -> bool:
    return line["people"] and line["count"] < FEWEST


def _number(line: dict | None) -> str:
    if line is None:
        return "not counted"
    return f"fewer than {FEWEST}" if _is_small(line) else str(line["count"])


def _changes(report: QuarterlyReport) -> list[Change]:
    found = [
        Change(name_of_kind(kind), [counts.get(verb, 0) for verb in Verb]) for kind, counts in report.changes.items()
    ]
    return sorted(found, key=lambda change: change.name)


def _decisions(report: QuarterlyReport) -> list[Decision]:
    return list(Decision.objects.visible().filter(pk__in=report.decisions).order_by("decided_on", "pk"))
