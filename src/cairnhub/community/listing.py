"""Keep the directory and the search in step with profiles and organisations. Called inside every change of them."""

from collections.abc import Iterator

from django.db.models import Q

from cairnhub.search import index
from cairnhub.search.words import folded

from .choices import StakeholderGroup
from .consent import current_version
from .directory import UNKNOWN_COUNTRY, tags_of
from .models import Facet, Listing, ListingKind, Organisation, OrganisationType, Person
from .shown import MEMBER, SEARCHED, VISITOR, Shown, level_needed, shown, with_all

#: Fields of a profile by which the directory is narrowed, and the name of the facet.
FACETS_OF_PEOPLE = {
    "groups": "group",
    "roles": "role",
    "disciplines": "discipline",
    "career_stage": "stage",
    "region": "region",
    "country": "country",
    "languages": "language",
    "methods_expertise": "methods",
    "data_expertise": "data",
    "links": "link",
    "constructs": "construct",
    "organisation": "organisation",
}
#: The stakeholder group that organisations of a type belong to; of the other types none can be said.
GROUP_OF_TYPE = {
    OrganisationType.SCHOOL: StakeholderGroup.SCHOOL,
    OrganisationType.RESEARCH_CENTER: StakeholderGroup.RESEARCHER,
    OrganisationType.RESEARCH_PARTNERSHIP: StakeholderGroup.RESEARCHER,
    OrganisationType.EVIDENCE_OR_METHOD_BODY: StakeholderGroup.RESEARCHER,
    OrganisationType.FUNDER_OR_AGENCY: StakeholderGroup.FUNDER,
    OrganisationType.FOUNDATION: StakeholderGroup.FUNDER,
    OrganisationType.ACCREDITOR_OR_CERTIFIER: StakeholderGroup.ACCREDITOR_OR_REGULATOR,
    OrganisationType.STUDENT_ORGANISATION: StakeholderGroup.STUDENT_OR_TRAINEE,
    OrganisationType.COMMUNITY_OR_HEALTH_CENTER: StakeholderGroup.COMMUNITY,
}


def list_person(person: Person) -> None:
    """Show of a profile what its owner agreed to, and no more, in the directory and in the search."""
    fresh = with_all(Person.objects.filter(pk=person.pk)).get()
    Listing.objects.filter(person=fresh).delete()
    seen = shown(fresh, MEMBER, SEARCHED)
    if seen:
        row = Listing(kind=ListingKind.PERSON, person=fresh, consented_to=fresh.consented_to, name=seen.name)
        row.level = level_needed(fresh, "name")
        row.member_words = _words_of(seen)
        public = shown(fresh, VISITOR, SEARCHED)
        row.words = _words_of(public) if public else ""
        _store(row, facets_of(fresh, MEMBER))
    _search_person(fresh)


def list_organisation(organisation: Organisation) -> None:
    """Bring an organisation's line of the directory up to date; a removed one has none."""
    Listing.objects.filter(organisation=organisation).delete()
    if organisation.removed:
        return
    row = Listing(kind=ListingKind.ORGANISATION, organisation=organisation, name=organisation.name)
    kind = organisation.get_organisation_type_display()
    row.words = row.member_words = _spaced(f"{organisation.name}\n{kind}\n{organisation.search_body()}")
    _store(row, _facets_of_organisation(organisation))


def unlist_outdated() -> int:
    """Take out everybody who agreed to earlier words only; answers how many. Called after every migration."""
    outdated = Person.objects.exclude(consented_to__in=["", current_version()])
    found = [person.pk for person in outdated]
    for pk in found:
        index.drop(kind=Person.kind, object_id=pk)
    Listing.objects.filter(person__in=found).delete()
    return len(found)


def list_missing() -> None:
    """Give everything its line that has none, or one of an earlier form: those of a hub that was brought up to date."""
    outdated = Q(listing=None) | Q(listing__member_tags="")
    for organisation in Organisation.objects.visible().filter(outdated):
        list_organisation(organisation)
    for person in Person.objects.filter(listing__member_tags=""):
        list_person(person)


def _store(row: Listing, facets: Iterator[tuple[str, str, int]]) -> None:
    having = list(facets)
    row.sort_name = folded(row.name)
    row.tags = tags_of((facet, value) for facet, value, level in having if level <= VISITOR)
    row.member_tags = tags_of((facet, value) for facet, value, _ in having)
    row.save()
    Facet.objects.bulk_create(
        Facet(listing=row, facet=facet, value=value, level=level) for facet, value, level in having
    )


def facets_of(person: Person, reader: int) -> Iterator[tuple[str, str, int]]:
    """Facet, value and the level needed to see it, as far as a reader of this level sees them.

    The profile comes from `with_all`.
    """
    for name, facet in FACETS_OF_PEOPLE.items():
        level = level_needed(person, name)
        if level <= reader:
            yield from ((facet, value, level) for value in _values(person, name))


def _values(person: Person, name: str) -> list[str]:
    if name in ("links", "constructs"):
        return [one.pk for one in getattr(person, f"visible_{name}")]
    if name == "organisation":
        return [person.organisation_id] if person.organisation and not person.organisation.removed else []
    value = getattr(person, name)
    return value if isinstance(value, list) else [value] if value else []


def _facets_of_organisation(organisation: Organisation) -> Iterator[tuple[str, str, int]]:
    yield "type", organisation.organisation_type, VISITOR
    yield "country", organisation.country or UNKNOWN_COUNTRY, VISITOR
    if group := GROUP_OF_TYPE.get(organisation.organisation_type):
        yield "group", group, VISITOR


def _search_person(person: Person) -> None:
    # The search is everybody's: it never holds what is for members only.
    public = shown(person, VISITOR, SEARCHED)
    if public is None:
        index.drop(kind=Person.kind, object_id=person.pk)
        return
    body = "\n".join(f"{title}: {public.text(name)}" for name, title, _ in public.rows())
    index.put(kind=Person.kind, object_id=person.pk, title=public.name, body=body, url=public.url)


def _words_of(seen: Shown) -> str:
    return _spaced("\n".join([seen.name, *(seen.text(name) for name, _, _ in seen.rows())]))


def _spaced(text: str) -> str:
    # With a space before each word, a question's words are found at the beginning of words and nowhere else.
    return f" {folded(text)}"
