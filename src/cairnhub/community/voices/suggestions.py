"""Who in the directory could be asked where a voice is missing."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.utils import timezone

from cairnhub.history.labels import Label

from ..choices import CareerStage, Region
from ..directory import readable
from ..models import Facet, Listing, ListingKind, OrganisationType
from ..places import COUNTRIES_OF_REGION
from .models import Among
from .reading import Gap

MOST = 5


@dataclass(frozen=True)
class Asked:
    """The first few of those who could be asked, and how many more there are."""

    first: list[Label]
    more: int


def whom_to_ask(gap: Gap, level: int) -> Asked:
    """People and organisations that a reader of this level sees and that could bring the voice in.

    Among members only organisations are named: people who say they have that voice are members already. Which come
    first is drawn by lot each day, so that not the same few are asked.
    """
    found = readable(level).filter(pk__in=_having(gap, level).values("listing_id"))
    if gap.counted.pool.among == Among.MEMBERS:
        found = found.filter(kind=ListingKind.ORGANISATION)
    rows = sorted(found.values_list("pk", flat=True), key=lambda pk: _draw(gap.voice, pk))
    return Asked([_label(row) for row in _in_order(rows[:MOST])], max(len(rows) - MOST, 0))


def _having(gap: Gap, level: int) -> QuerySet[Facet]:
    key, code = gap.counted.aspect.key, gap.group.name
    wanted = Q(facet=key, value=code)
    if key == "region":
        # Organisations name their country, and no region.
        wanted |= Q(facet="country", value__in=COUNTRIES_OF_REGION[Region(code)])
    if key == "stage" and code == CareerStage.STUDENT_OR_TRAINEE:
        wanted |= Q(facet="type", value=OrganisationType.STUDENT_ORGANISATION)
    return Facet.objects.filter(wanted, level__lte=level).order_by()


def _in_order(numbers: list[int]) -> list[Listing]:
    found = Listing.objects.select_related("person", "organisation").in_bulk(numbers)
    return [found[number] for number in numbers]


def _label(row: Listing) -> Label:
    return Label(row.name, (row.organisation or row.person).get_absolute_url())


def _draw(voice: str, number: int) -> str:
    return sha256(f"{timezone.localdate()}\n{voice}\n{number}".encode()).hexdigest()
