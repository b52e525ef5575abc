"""One page about one link, for somebody who has two minutes: the same facts as its page, said once for every form.

The page in the browser and the Word file both print what `brief_of` answers, so that they cannot differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from cairnhub.evidence.templatetags.answer import effect_words

from . import words
from .queries.link import LinkFacts, Tile

#: So many lines of each kind fit on one sheet of A4; what is left out is counted, and stands on the page.
MOST_FINDINGS, MOST_SOURCES, MOST_DESIGNS, MOST_PEOPLE, MOST_PROCESSES = 6, 3, 3, 4, 2


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A title, marks of how far it is agreed, the five answers, sections of lines, and how to cite it."""

    title: str
    statement: str
    marks: str
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    citation: str
    address: str


def brief_of(facts: LinkFacts, today: date) -> Brief:
    """Write the brief as of today. Every number in it stands on the link's page."""
    address = f"{settings.PUBLIC_URL}{facts.link.get_absolute_url()}"
    return Brief(
        title=facts.link.label(),
        statement=facts.link.statement,
        marks=_marks(facts),
        tiles=facts.tiles(),
        sections=(
            Section("What the studies found", tuple(_found(facts))),
            Section("Why it is still a gap", tuple(_reasons(facts))),
            Section("What people say", tuple(_people(facts))),
            Section("What could measure it", tuple(_measures(facts))),
            Section("How to test it next", tuple(_designs(facts))),
            Section("Who is on it", tuple(_who(facts))),
        ),
        citation=citation(facts, today, address),
        address=address,
    )


def citation(facts: LinkFacts, today: date, address: str) -> str:
    """Write the line to cite: what, which version of the framework, which state of the hub, where, when retrieved."""
    version = (
        f"framework {facts.version.number} ({facts.version.get_status_display()})" if facts.version else "no version"
    )
    return (
        f"Cairn. {facts.link.label()}: what is known and what is missing; {version}, state of {facts.changed}. "
        f"{address} Retrieved {words.day(today)}. CC BY 4.0."
    )


def _marks(facts: LinkFacts) -> str:
    status = {"proposed": "proposed: nobody has agreed on it yet", "accepted": "accepted"}
    said = [status.get(facts.link.status, facts.link.get_status_display()), facts.link.get_basis_display()]
    return "; ".join(said)


def _found(facts: LinkFacts) -> Iterable[str]:
    found = facts.found
    if not found.findings:
        yield "No finding on this link has been extracted."
    for row in found.findings[:MOST_FINDINGS]:
        disputed = "; disputed by a re-analysis" if row.withdrawn_by else ""
        yield f"{row.study}: {row.direction_words} ({row.effect_words}){disputed}"
    yield from _left_out(found.findings, MOST_FINDINGS, "finding")
    yield from _pooled(facts)
    if found.single_coded:
        yield f"{words.count(found.single_coded, 'direction')} coded by one reader only."
    beside = [
        (len(found.in_words), "finding in words", "findings in words"),
        (len(found.not_extracted), "study not extracted", "studies not extracted"),
        (len(found.reviews), "review or report", "reviews and reports"),
        (len(found.counts), "count of studies by a review", "counts of studies by a review"),
    ]
    said = [words.count(number, one, many) for number, one, many in beside if number]
    if said:
        yield f"Beside these, never counted: {', '.join(said)}."


def _pooled(facts: LinkFacts) -> Iterable[str]:
    if facts.leading is None or not facts.leading.reading.is_known:
        yield "Nothing is pooled."
        return
    reading = facts.leading.reading
    judged = facts.leading.certainty
    certainty = (
        f"{judged.get_level_display()} certainty, judged by {judged.judged_by}" if judged else "certainty not judged"
    )
    together = "One cohort alone" if reading.k == 1 else f"{reading.k} cohorts together"
    yield f"{together}: {reading.result['measure']} {effect_words(reading)}; {certainty}."


def _reasons(facts: LinkFacts) -> Iterable[str]:
    held = [reason for reason in facts.assessment.reasons if reason.holds]
    for reason in held:
        yield f"{reason.letter} {reason.label}: {reason.override or reason.explanation}{_by(reason.overridden_by)}"
    if not held:
        yield "None of the four reasons for a gap holds."


def _by(editor: str) -> str:
    return f" (decided by {editor})" if editor else ""


def _people(facts: LinkFacts) -> Iterable[str]:
    if not facts.said:
        yield "Nobody has been asked yet: no consensus process has ended."
    for one in facts.said[:MOST_PROCESSES]:
        told = one.told
        said = f"median {one.rows[0].median}" if one.rows else f"ranked {one.rank} of {told.ranked}"
        outcome = f"; {one.outcome}" if one.outcome else ""
        yield f"{one.asks or told.item.text} {told.people} in {told.where}: {said}{outcome}."
    yield from _left_out(facts.said, MOST_PROCESSES, "process", "processes")


def _measures(facts: LinkFacts) -> Iterable[str]:
    for end in facts.ends:
        named = [f"{row.name} ({row.access})" for row in end.sources[:MOST_SOURCES]]
        more = len(end.sources) - len(named)
        tail = f" and {more} more" if more else ""
        yield f"{end.construct}: {', '.join(named) + tail if named else 'no source we know'}"


def _designs(facts: LinkFacts) -> Iterable[str]:
    yield facts.next_study.sentence
    if not facts.fitting_designs:
        yield "No design that compares groups fits the data anyone can get."
    else:
        yield "These fit the data anyone can get; whether one suits this link is for a researcher to say."
    for row in facts.fitting_designs[:MOST_DESIGNS]:
        yield f"{row.name}: {row.use.rstrip('.')}. Threats: {row.threats_words or 'none recorded'}."
    yield from _left_out(facts.fitting_designs, MOST_DESIGNS, "design")


def _who(facts: LinkFacts) -> Iterable[str]:
    people = [person.name for person in facts.people[:MOST_PEOPLE]]
    yield f"Works on it: {', '.join(people)}." if people else "Nobody has said that they work on it."
    yield from _left_out(facts.people, MOST_PEOPLE, "person", "people")
    claimed = "; ".join(facts.flags) or "nobody has claimed it"
    yield f"{words.count(len(facts.questions), 'question').capitalize()} on the agenda; {claimed}."


def _left_out(rows: Sequence, shown: int, one: str, many: str = "") -> Iterable[str]:
    rest = len(rows) - shown
    if rest > 0:
        yield f"And {words.count(rest, f'more {one}', f'more {many}' if many else '')} on the page."
