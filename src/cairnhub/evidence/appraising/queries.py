"""Reads of appraisals."""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.synthesis import BiasRow
from cairn.synthesis import appraisal as library
from cairnhub.framework.models import Link

from ..models import Appraisal, InstrumentWording, Study
from ..pooling.effects import names_of
from ..queries import with_references


@dataclass(frozen=True)
class Shown:
    """One appraisal with its instrument: `lines` are domain, answer in words and support, `result` the whole."""

    appraisal: Appraisal
    instrument: library.Instrument
    lines: list[tuple[str, str, str]]
    result: library.Overall

    @property
    def overall(self) -> str:
        return self.appraisal.overall or "not complete"

    @property
    def departs(self) -> bool:
        """Whether the whole was judged by a word that the rule does not allow, as only imported judgements can be."""
        return self.appraisal.overall not in (self.result.value, *self.result.person_may_say)


def shown(appraisal: Appraisal) -> Shown:
    instrument = library.instrument(appraisal.instrument)
    lines = []
    for domain in instrument.domains:
        answer = appraisal.answers.get(domain.id)
        label = domain.option(answer).label if answer else "not judged"
        lines.append((domain.name, label, appraisal.support.get(domain.id, "")))
    return Shown(appraisal, instrument, lines, library.overall(instrument, appraisal.answers))


def appraisals_of(study: Study) -> list[Shown]:
    """Every visible appraisal of a study, by instrument."""
    return [shown(one) for one in study.appraisals.visible().select_related("finding__link")]


def wordings_of(instrument: library.Instrument) -> dict[str, str]:
    """Wording that a coordinator filled in, by domain."""
    found = InstrumentWording.objects.visible().filter(instrument=instrument.id)
    return dict(found.values_list("domain", "text"))


@dataclass(frozen=True)
class Lights:
    """The judgements of one instrument on the studies of a link."""

    instrument: library.Instrument
    rows: list[BiasRow]

    @property
    def domains(self) -> list[str]:
        return [one.name for one in self.instrument.domains]


def lights_of(link: Link) -> list[Lights]:
    """The judgements of bias on a link's studies, instrument by instrument."""
    studies = with_references(Study.objects.visible().filter(findings__link=link, findings__removed=False).distinct())
    names = names_of(studies)
    found = Appraisal.objects.visible().filter(study__in=names).order_by("study_id", "pk")
    about_link = [
        one for one in found.select_related("finding") if not one.finding_id or one.finding.link_id == link.pk
    ]
    return [lights for tool in library.INSTRUMENTS.values() if (lights := _lights(tool, about_link, names)).rows]


def _lights(tool: library.Instrument, found: Iterable[Appraisal], names: dict[str, str]) -> Lights:
    if tool.kind != "judgement":
        return Lights(tool, [])
    rows = [
        BiasRow(
            f"{names[one.study_id]}, {one.judged_by}",
            {domain.name: one.answers.get(domain.id, "no information") for domain in tool.domains},
            one.overall or "no information",
        )
        for one in found
        if one.instrument == tool.id
    ]
    return Lights(tool, rows)
