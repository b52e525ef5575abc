"""Reads for correcting records of authors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from cairn.community import Likeness, folded, likeness, parse
from cairnhub.evidence.models import Study
from cairnhub.evidence.queries import rows
from cairnhub.framework.models import Link
from cairnhub.literature.models import Reference

from ..models import AuthorCorrection, HiddenAuthor, Says
from ..printed import key_apart
from ..reading import Author, Field, Printed

MOST_FOUND = 30
_NAMED = 3
HEADER = ("id", "what was said", "names", "keys of the records", "publications by somebody else")


@dataclass(frozen=True)
class Side:
    """A record as it is set beside another: its names as printed, its studies, co-authors and links."""

    author: Author
    names: list[str]
    studies: list[Study]
    partners: list[Author]
    links: list[Link]


def side(field: Field, author: Author) -> Side:
    key = author.key
    links = Link.objects.filter(pk__in=field.topics.topics_of[key]).select_related("source", "target").order_by("pk")
    names = sorted({one.name for one in field.printed[key]})
    return Side(author, names, rows(sorted(field.studies[key])), field.names(field.partners[key]), list(links))


def in_common(one: Side, other: Side) -> dict[str, list]:
    """What two records share: a reason to look closer, no proof."""
    return {
        "partners": [author for author in one.partners if author in other.partners],
        "links": [link for link in one.links if link in other.links],
        "studies": [study for study in one.studies if study in other.studies],
    }


def likely(field: Field, author: Author) -> list[Author]:
    """Records whose printed names can be of the same person, by likeness alone."""
    keys = _alike(field, {author.key}, _by_start(field))
    return field.names({other for _, other in keys})


def likely_pairs(field: Field) -> list[tuple[Author, Author]]:
    """All pairs of records whose names can be of one person, those of most studies first."""
    pairs = {tuple(sorted(pair)) for pair in _alike(field, field.authors, _by_start(field))}
    ranked = sorted(pairs, key=lambda pair: (-sum(len(field.studies[key]) for key in pair), pair))
    return [(field.authors[one], field.authors[other]) for one, other in ranked]


def found(field: Field, words: str) -> list[Author]:
    """Records with all these words in one of their printed names."""
    wanted = folded(words).split()
    if not wanted:
        return []
    keys = [
        key
        for key, printed in field.printed.items()
        if any(all(word in folded(one.name) for word in wanted) for one in printed)
    ]
    return field.names(keys)[:MOST_FOUND]


def with_works(field: Field, authors: list[Author]) -> list[tuple[Author, str]]:
    """Authors with what tells two of one name apart: on how many studies each is, and with whom."""
    return [(author, _works(field, author)) for author in authors]


def _works(field: Field, author: Author) -> str:
    number, partners = len(field.studies[author.key]), field.names(field.partners[author.key])
    told = "; ".join(one.name for one in partners[:_NAMED]) + (" and others" if len(partners) > _NAMED else "")
    return f"{number} {'study' if number == 1 else 'studies'}, {f'with {told}' if told else 'alone'}"


def publications(field: Field, key: str) -> list[tuple[Printed, Reference]]:
    """The publications of a record with the name as printed on each, by year."""
    printed = field.printed[key]
    references = Reference.objects.in_bulk([one.work for one in printed])
    told = [(one, references[one.work]) for one in printed]
    return sorted(told, key=lambda pair: (pair[1].year or 0, pair[1].pk))


def corrections() -> list[AuthorCorrection]:
    """The corrections that stand, by the names they are about. Those about people who are hidden are left out."""
    hidden = {mark for marks in HiddenAuthor.objects.values_list("marks", flat=True) for mark in marks}
    told = [one for one in AuthorCorrection.objects.visible() if not _marks(one) & hidden]
    return sorted(told, key=lambda one: (folded(one.names[0]), one.pk))


def with_authors(field: Field, corrections: list[AuthorCorrection]) -> list[tuple[AuthorCorrection, list[Author]]]:
    """Corrections with the records that are about them now."""
    told = []
    for one in corrections:
        keys = {field.corrections.record(key) for key in _keys(one)}
        told.append((one, field.names(keys & field.authors.keys())))
    return told


def corrections_of(field: Field, key: str) -> list[AuthorCorrection]:
    """The corrections that made a record what it is."""
    parts = {one.part for one in field.printed[key]} | {key}
    return [one for one in AuthorCorrection.objects.visible() if parts & _keys(one)]


def hidden() -> list[HiddenAuthor]:
    return list(HiddenAuthor.objects.select_related("hidden_by"))


def access_hidden(hidden_id: int) -> HiddenAuthor:
    """One hidden author, or Http404."""
    row = HiddenAuthor.objects.filter(pk=hidden_id).first()
    if row is None:
        raise Http404("There is no such page.")
    return row


def row(one: AuthorCorrection) -> tuple:
    return one.pk, one.get_says_display(), "; ".join(one.names), "; ".join(one.records), "; ".join(one.works)


def _keys(one: AuthorCorrection) -> set[str]:
    apart = {key_apart(one.records[0], one.pk)} if one.says == Says.APART else set()
    return set(one.records) | apart


def _marks(one: AuthorCorrection) -> set[str]:
    return {key.rpartition("-")[2] for key in _keys(one)}


def _by_start(field: Field) -> dict[str, set[tuple[str, str]]]:
    """Names by what those that may be one person share, with the records they are in."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, printed in field.printed.items():
        for name in {one.name for one in printed}:
            found[parse(name).key].add((name, key))
    return found


def _alike(field: Field, keys: Iterable[str], by_start) -> set[tuple[str, str]]:
    return {
        (key, other)
        for key in keys
        for name in {one.name for one in field.printed[key]}
        for other_name, other in by_start[parse(name).key]
        if other != key
        and frozenset((key, other)) not in field.corrections.pairs_apart
        and likeness(name, other_name) is not Likeness.DIFFERENT
    }
