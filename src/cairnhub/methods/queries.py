"""Reads of the designs: who has used them, and on which links."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from cairnhub.framework.models import Link
from cairnhub.literature.models import Reference
from cairnhub.literature.names import short_name

from .models import Design, Limitation

#: Studies stand in another room: they are reached through the design's own relation.
_STUDY = Design.studies.rel.related_model
_PRIMARY = "primary"
_FEW = 3
_COMPARISONS = (
    (True, "Designs that compare", "They can test whether one thing leads to another, each within its threats."),
    (False, "Designs that describe, gather or agree", "They cannot show an effect; they say what is there and why."),
    (None, "Not yet known whether they compare", "Nobody has said so yet."),
)


@dataclass(frozen=True, slots=True)
class Use:
    """How many studies used one design: primary ones, and reviews or commentaries apart."""

    name: str
    url: str
    primary: int
    other: int

    @property
    def total(self) -> int:
        return self.primary + self.other

    @property
    def words(self) -> str:
        """The numbers for those who hear them: "4 primary studies, 5 reviews or commentaries"."""
        return f"{self.primary} primary studies, {self.other} reviews or commentaries"


def designs() -> QuerySet[Design]:
    """Visible designs by name, each with `primary` and `other`, how many visible studies use it, and its examples."""
    seen = Q(studies__removed=False)
    return (
        Design.objects.visible()
        .annotate(
            primary=Count("studies", filter=seen & Q(studies__study_kind=_PRIMARY)),
            other=Count("studies", filter=seen & ~Q(studies__study_kind=_PRIMARY)),
        )
        .prefetch_related(Prefetch("examples", queryset=_STUDY.objects.visible().prefetch_related("references")))
        .order_by("name")
    )


def uses(counted: Iterable[Design]) -> list[Use]:
    """How often the field used each of these designs, most used first; last the studies whose design is not known."""
    known = [Use(design.name, design.get_absolute_url(), design.primary, design.other) for design in counted]
    return [*sorted(known, key=lambda use: (-use.total, use.name)), _unknown_design()]


def _unknown_design() -> Use:
    without = _STUDY.objects.visible().filter(design__isnull=True)
    primary = without.filter(study_kind=_PRIMARY).count()
    return Use("Design not clearly stated", "", primary, without.count() - primary)


@dataclass(frozen=True, slots=True)
class Named:
    """A study by the name people use in passing, its full title and its year, `None` where unknown."""

    name: str
    title: str
    year: int | None
    url: str
    kind: str
    discipline: str
    country: str


@dataclass(frozen=True, slots=True)
class Card:
    """A design with the first few of its examples."""

    design: Design
    examples: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Designs that are alike in one thing, with what that thing means."""

    title: str
    meaning: str
    cards: tuple[Card, ...]


def by_comparison(found: Iterable[Design]) -> list[Group]:
    """Part designs, as `designs` answers them, by whether they compare groups; empty groups are left out."""
    found = list(found)
    groups = (
        Group(title, meaning, tuple(_card(design) for design in found if design.compares is compares))
        for compares, title, meaning in _COMPARISONS
    )
    return [group for group in groups if group.cards]


def _card(design: Design) -> Card:
    return Card(design, tuple(_named(design.examples.all())[:_FEW]))


def studies_with(design: Design) -> list[Named]:
    """Visible studies of this design, newest first."""
    return _named(design.studies.visible().prefetch_related("references"))


def examples_of(design: Design) -> list[Named]:
    """Visible studies that show what this design looks like, whether or not it is coded as theirs."""
    return _named(design.examples.visible().prefetch_related("references"))


def links_reached(design: Design) -> QuerySet[Link]:
    """Visible links that this design's visible studies bear on.

    Each with `found`, how many of the studies have a finding on it, and `look_here`, how many may bear on it.
    """
    found = Q(findings__removed=False, findings__study__removed=False, findings__study__design=design)
    near = Q(starting_studies__removed=False, starting_studies__design=design)
    return (
        Link.objects.visible()
        .select_related("source", "target")
        .annotate(
            found=Count("findings__study", filter=found, distinct=True),
            look_here=Count("starting_studies", filter=near, distinct=True),
        )
        .filter(Q(found__gt=0) | Q(look_here__gt=0))
        .order_by("-found", "-look_here", "source__name", "target__name")
    )


def limitations() -> QuerySet[Limitation]:
    return Limitation.objects.visible()


def _named(studies: Iterable) -> list[Named]:
    named = [_name(study, study.main_reference) for study in studies]
    return sorted(named, key=lambda one: (-(one.year or 0), one.name, one.url))


def _name(study, reference: Reference | None) -> Named:
    return Named(
        name=short_name(reference) if reference else study.pk,
        title=study.label(),
        year=reference.year if reference else None,
        url=study.get_absolute_url(),
        kind=study.get_study_kind_display(),
        discipline=study.discipline,
        country=study.country,
    )
