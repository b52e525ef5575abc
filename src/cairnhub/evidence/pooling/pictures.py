"""Pictures of one pooled answer. Each is drawn by the library from the effects kept with the answer."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from cairn.base.svg import Markup
from cairn.synthesis import (
    ForestRow,
    appraisal,
    baujat,
    baujat_points,
    cumulative_plot,
    difference_text,
    forest,
    funnel,
    influence,
    influence_plot,
)
from cairnhub.pages.downloads import picture_endings

from ..models import Appraisal
from .pages import Divided
from .reading import Reading

#: Instruments that judge bias domain by domain.
BIAS_INSTRUMENTS = ("robins_i", "rob2")


@dataclass(frozen=True)
class Kind:
    """A sort of picture: from how many independent effects on it is drawn, and what a reader sees in it."""

    title: str
    explanation: str
    fewest: int
    draw: Callable[[Reading, str, Divided | None], Markup]
    needs_independence: bool = True


@dataclass(frozen=True)
class Drawn:
    """A picture on a page; `query` is the end of the address of its files."""

    name: str
    title: str
    explanation: str
    drawn: Markup
    endings: tuple[str, ...]
    query: str


def all_of(reading: Reading, division: Divided | None) -> list[Drawn]:
    """Every picture that this answer allows, in the order of `KINDS`."""
    endings = picture_endings()
    found = [(name, kind, one_of(reading, name, division)) for name, kind in KINDS.items()]
    query = f"by={division.name}" if division else ""
    return [
        Drawn(name, kind.title, kind.explanation, drawn, endings, query if name == "forest" else "")
        for name, kind, drawn in found
        if drawn is not None
    ]


def one_of(reading: Reading, name: str, division: Divided | None) -> Markup | None:
    """One picture by its name; None where there is no such kind or too few effects."""
    kind = KINDS.get(name)
    if kind is None or not reading.is_known or len(reading.effects) < kind.fewest:
        return None
    if kind.needs_independence and not reading.is_independent:
        return None
    return kind.draw(reading, f"{kind.title}: {reading.pooling.label()}", division)


def _forest(reading: Reading, title: str, division: Divided | None) -> Markup:
    groups, bias = division.groups if division else {}, bias_of(reading)
    rows = [
        ForestRow(
            one.label,
            one.yi,
            one.ci,
            weight=one.weight,
            group=groups.get(one.finding, ""),
            bias=bias.get(one.finding, ()),
        )
        for one in reading.effects
    ]
    found = division.result if division else None
    return forest(
        rows,
        title=title,
        pooled=reading.refitted(),
        subgroups=found.groups if found else None,
        difference=difference_text(found) if found else "",
        **_scale(reading),
    )


def bias_of(reading: Reading) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each finding the judgements of bias, domain by domain, by the instrument used most; the newest counts."""
    studies = {one.study: one.finding for one in reading.effects}
    found = Appraisal.objects.visible().filter(study__in=studies, instrument__in=BIAS_INSTRUMENTS).exclude(overall="")
    judged = [one for one in found.order_by("pk") if one.finding_id in (None, studies[one.study_id])]
    used = Counter(one.instrument for one in judged).most_common(1)
    return {studies[one.study_id]: _judgements(one) for one in judged if one.instrument == used[0][0]}


def _judgements(one: Appraisal) -> tuple[tuple[str, str], ...]:
    domains = appraisal.instrument(one.instrument).domains
    given = [(domain.name, one.answers.get(domain.id, "no information")) for domain in domains]
    return (*given, ("Overall", one.overall))


def _funnel(reading: Reading, title: str, _) -> Markup:
    return funnel(_names(reading), *_numbers(reading), reading.refitted(), title=title, **_scale(reading))


def _cumulative(reading: Reading, title: str, _) -> Markup | None:
    years = [one.year for one in reading.effects]
    if None in years or len(set(years)) < 2:
        return None
    return cumulative_plot(*_numbers(reading), years, title=title, method=reading.method, **_scale(reading))


def _baujat(reading: Reading, title: str, _) -> Markup:
    return baujat(_names(reading), baujat_points(*_numbers(reading), method=reading.method), title=title)


def _influence(reading: Reading, title: str, _) -> Markup:
    return influence_plot(_names(reading), influence(*_numbers(reading), method=reading.method), title=title)


def _names(reading: Reading) -> list[str]:
    return [one.label for one in reading.effects]


def _numbers(reading: Reading) -> tuple[list[float], list[float]]:
    return [one.yi for one in reading.effects], [one.vi for one in reading.effects]


def _scale(reading: Reading) -> dict:
    return {"measure": reading.result["measure"], "ratio": reading.pooling.is_ratio}


KINDS = {
    "forest": Kind(
        "What the studies found",
        "Each line is one study’s 95% interval, each square as large as its weight; the diamond is what they say "
        "together, the dashed line where a new, similar study is expected.",
        1,
        _forest,
        needs_independence=False,
    ),
    "cumulative": Kind(
        "How the answer grew over the years",
        "The pooled effect after each year’s studies: where it has stopped moving, more of the same tells little.",
        3,
        _cumulative,
    ),
    "influence": Kind(
        "Does it hang on one study?",
        "How far each study lies from what the others predict, and how far the answer moves without it. A study that "
        "stands out deserves a second look, not removal.",
        3,
        _influence,
    ),
    "baujat": Kind(
        "Which studies disagree, and which decide",
        "To the right: what a study adds to the differences between studies. Up: how far it moves the answer.",
        3,
        _baujat,
    ),
    "funnel": Kind(
        "Are small studies different?",
        "Precise studies stand on top. Without missing studies and other differences the dots fill the funnel evenly.",
        2,
        _funnel,
    ),
}
