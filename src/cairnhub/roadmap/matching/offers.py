"""What people and organisations offer, as far as a reader of the directory sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cairn.community import Aspect, Wishes
from cairnhub.community.directory import facets_in, readable
from cairnhub.community.listing import facets_of
from cairnhub.community.models import ListingKind, Person
from cairnhub.community.shown import OWNER
from cairnhub.framework.models import Link

ASPECT_OF_FACET = {
    "link": Aspect.LINK,
    "construct": Aspect.CONSTRUCT,
    "methods": Aspect.METHOD,
    "data": Aspect.DATA,
    "group": Aspect.GROUP,
    "country": Aspect.PLACE,
    "language": Aspect.LANGUAGE,
}
#: An organisation is asked for what its people work on and know, not for what each of them is or speaks.
OF_ITS_PEOPLE = {Aspect.LINK, Aspect.CONSTRUCT, Aspect.METHOD, Aspect.DATA}

Words = dict[Aspect, set[str]]


def all_offers(level: int, links: Mapping[str, Link]) -> tuple[list[Wishes], list[Wishes]]:
    """What each person and each organisation offers to a reader of this level, by their identifiers; in one query."""
    people: list[Wishes] = []
    organisations: dict[str, Words] = {}
    of_people: defaultdict[str, Words] = defaultdict(lambda: defaultdict(set))
    rows = readable(level).order_by("pk")
    for kind, person, organisation, tags in rows.values_list(
        "kind", "person_id", "organisation_id", "member_tags" if level else "tags"
    ):
        facets = list(facets_in(tags))
        words = _words(facets, links)
        if kind == ListingKind.ORGANISATION:
            organisations[organisation] = words
            continue
        people.append(_frozen(person, words))
        for belongs_to in (value for facet, value in facets if facet == "organisation"):
            for aspect in OF_ITS_PEOPLE:
                of_people[belongs_to][aspect] |= words.get(aspect, set())
    for pk, words in organisations.items():
        words |= {aspect: words.get(aspect, set()) | found for aspect, found in of_people[pk].items()}
    return people, [_frozen(pk, words) for pk, words in organisations.items()]


def own_offer(person: Person, links: Mapping[str, Link]) -> Wishes:
    """Everything a profile says, for its owner alone. The profile comes from `shown.with_all`."""
    return _frozen(person.pk, _words(((facet, value) for facet, value, _ in facets_of(person, OWNER)), links))


def _words(facets: Iterable[tuple[str, str]], links: Mapping[str, Link]) -> Words:
    words: Words = defaultdict(set)
    for facet, value in facets:
        if facet in ASPECT_OF_FACET:
            words[ASPECT_OF_FACET[facet]].add(value)
    # Who works on a link knows something of both its ends.
    for link in (links[one] for one in words[Aspect.LINK] if one in links):
        words[Aspect.CONSTRUCT] |= {link.source_id, link.target_id}
    return words


def _frozen(key: str, words: Words) -> Wishes:
    return Wishes(key, {aspect: frozenset(found) for aspect, found in words.items() if found})
