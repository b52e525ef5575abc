"""Reads of likely duplicates: the pairs, two side by side, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from cairn.community import Described, Pair, Reason, likely_pairs
from cairnhub.history.differences import compare_words
from cairnhub.history.models import Event
from cairnhub.notices.models import Follow, Notice

from ..models import Organisation, Person
from .models import Distinct, Merger
from .pointers import pointers

#: About people: moved like everything else, and counted for nobody.
_OF_PEOPLE = (Person, Follow, Notice)

REASONS = {
    Reason.SAME_NAME: "the same name",
    Reason.SAME_PAGE: "the same address",
    Reason.SHORT_NAME: "one is the short name of the other",
    Reason.SAME_WORDS: "the same words in the name",
    Reason.LIKE_NAME: "names that differ little",
    Reason.SAME_SITE: "the same web site",
}


@dataclass(frozen=True)
class Likely:
    """Two organisations that may be one, and why, in words."""

    first: Organisation
    second: Organisation
    reasons: list[str]

    @property
    def address(self) -> str:
        return reverse("duplicates:pair", args=[self.first.pk, self.second.pk])


@dataclass(frozen=True)
class Compared:
    """One field of two organisations. Texts are runs of words and whether the other has them too."""

    name: str
    title: str
    first: list[tuple[bool, str]]
    second: list[tuple[bool, str]]
    differs: bool


def waiting() -> list[Likely]:
    """The pairs nobody has decided about, the likeliest first."""
    decided = set(Distinct.objects.values_list("first", "second"))
    pairs = [pair for pair in _pairs() if (pair.first, pair.second) not in decided]
    found = (
        Organisation.objects.visible()
        .only("name", "url")
        .in_bulk({pk for pair in pairs for pk in (pair.first, pair.second)})
    )
    return [
        Likely(found[pair.first], found[pair.second], words_of(pair.reasons))
        for pair in pairs
        if pair.first in found and pair.second in found
    ]


def described(organisations: Iterable[Organisation]) -> list[Described]:
    """Organisations as the library compares them."""
    return [Described(one.pk, one.name, one.url) for one in organisations]


def words_of(reasons: Iterable[Reason]) -> list[str]:
    return [REASONS[reason] for reason in reasons]


def compare(first: Organisation, second: Organisation) -> list[Compared]:
    """Two organisations field by field, in the order of the form in which they are edited."""
    return [_compared(first, second, name) for name in Organisation.editable_fields]


def used_by(organisation: Organisation) -> list[tuple[str, int]]:
    """What points at an organisation, counted by what it is. What people say of themselves is not counted."""
    counted = [
        (str(pointer.model._meta.verbose_name_plural), pointer.rows(organisation.pk).count())
        for pointer in pointers()
        if not issubclass(pointer.model, _OF_PEOPLE)
    ]
    return [(name, number) for name, number in counted if number]


def access_pair(first: str, second: str) -> tuple[Organisation, Organisation]:
    """Two visible organisations, or Http404 where one is not there or they are one."""
    found = Organisation.objects.visible().in_bulk([first, second])
    if len(found) < 2:
        raise Http404("There is no such page.")
    return found[first], found[second]


def access_merger(merger_id: int) -> Merger:
    """A merger that holds, or Http404."""
    found = mergers().filter(pk=merger_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def mergers() -> QuerySet[Merger]:
    """The mergers that hold, the newest first."""
    return Merger.objects.filter(undone_at=None).select_related("kept", "gone", "by")


def told_apart() -> QuerySet[Distinct]:
    """The pairs somebody said are two, the newest first."""
    return Distinct.objects.select_related("first", "second", "by")


def leads_to(object_id: str) -> Organisation | None:
    """The visible organisation that a merged one became, by however many mergers; None where there is none."""
    found, seen = None, set()
    while object_id not in seen:
        seen.add(object_id)
        merger = mergers().filter(gone=object_id, gone__removed=True).first()
        if merger is None:
            break
        found, object_id = merger.kept, merger.kept_id
    return found if found and not found.removed else None


def _pairs() -> list[Pair]:
    """Worked out once for each state of the organisations."""
    newest = Event.objects.filter(kind=Organisation.kind).values_list("pk", flat=True).first() or 0
    cache, key = caches["pages"], f"likely-duplicates:{newest}"
    found = cache.get(key)
    if found is None:
        found = likely_pairs(described(Organisation.objects.visible().only("pk", "name", "url")))
        cache.set(key, found, timeout=3600)
    return found


def _compared(first: Organisation, second: Organisation, name: str) -> Compared:
    title = str(Organisation._meta.get_field(name).verbose_name)
    one, other = _text(first, name), _text(second, name)
    runs = list(compare_words(one, other))
    return Compared(
        name,
        title[:1].upper() + title[1:],
        [(tag == "same", words) for tag, words in runs if tag != "in"],
        [(tag == "same", words) for tag, words in runs if tag != "out"],
        getattr(first, name) != getattr(second, name),
    )


def _text(organisation: Organisation, name: str) -> str:
    value, field = getattr(organisation, name), Organisation._meta.get_field(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return "\n".join(value) if isinstance(value, list) else str(value or "")
