"""The desk's lines about the field itself: who is here, the first gaps, and the data they lack."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.queries import members
from cairnhub.agenda.queries import standing
from cairnhub.community.models import Organisation
from cairnhub.community.queries import missing_types
from cairnhub.data.coverage import unmeasured
from cairnhub.data.models import Programme
from cairnhub.data.queries import coverage
from cairnhub.framework.models import Link
from cairnhub.pages.desk_lines import Line, Section
from cairnhub.roadmap.queries.current import current_roadmap
from cairnhub.roadmap.queries.figures import CLAIMED

#: How many of the first gaps the desk looks at, and how many of what it counts it names.
FIRST_GAPS = 20
NAMED = 5


def reach() -> Iterator[Line]:
    organisations = Organisation.objects.visible()
    countries = organisations.exclude(country="").order_by().values("country").distinct().count()
    directory, section = reverse("community:index"), Section.REACH
    accounts = sum(member.is_active for member in members())
    needs, address = Permission.ROLE_GRANT, reverse("members")
    yield Line(section, "accounts", "accounts", accounts, address, needs=needs, people=True)
    yield Line(section, "organisations", "organisations", organisations.count(), directory)
    means = "as written in the organisations’ records"
    yield Line(section, "countries", "countries or regions", countries, directory, means)
    programmes = Programme.objects.visible().count()
    yield Line(section, "programmes", "programmes in the register", programmes, reverse("data:programmes"))
    missing = missing_types()
    means = f"Nobody here yet: {', '.join(str(one).lower() for one in missing)}." if missing else ""
    yield Line(section, "missing_types", "kinds of organisation missing", len(missing), directory, means)


def first_gaps() -> Iterator[Line]:
    claimed = set(standing().filter(status__in=CLAIMED).values_list("links", flat=True))
    links = [link for link in _first_links() if link.pk not in claimed]
    means = f"Of the first {FIRST_GAPS} gaps, those with no question that somebody has claimed or is answering."
    named = _named(links)
    address = reverse("roadmap:ranking")
    yield Line(Section.GAPS, "unclaimed", "first gaps nobody has claimed", len(links), address, means, named)


def data_needs() -> Iterator[Line]:
    wanted = {end for link in _first_links() for end in (link.source_id, link.target_id)}
    constructs = [one.construct for one in unmeasured(coverage()) if one.construct.pk in wanted]
    means = f"Constructs at either end of the first {FIRST_GAPS} gaps that no source in the catalogue measures."
    address = reverse("data:coverage")
    label = "constructs of first gaps nothing measures"
    yield Line(Section.NEEDS, "unmeasured", label, len(constructs), address, means, _named(constructs))


def _first_links() -> list[Link]:
    roadmap = current_roadmap()
    return [roadmap.links[rank.id] for rank in roadmap.ranking().links[:FIRST_GAPS]]


def _named(objects: list) -> list[tuple[str, str]]:
    return [(one.label(), one.get_absolute_url()) for one in objects[:NAMED]]


ALL = (reach, first_gaps, data_needs)
