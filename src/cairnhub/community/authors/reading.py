"""Authors as the visible studies name them and editors corrected, worked out anew at each reading."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.http import Http404

from cairn.community import Network, TopicNetwork, coauthorship, folded
from cairnhub.evidence.models import Finding, Study
from cairnhub.framework.models import Link
from cairnhub.literature.models import Reference

from .models import Shared
from .on_links import found_on, worked_on
from .printed import Corrections


@dataclass(frozen=True)
class Author:
    """A record: one printed name, or what editors made of it. Names differing in more than marks and case are two."""

    key: str
    name: str


@dataclass(frozen=True)
class Printed:
    """A name on a publication; `part` is the key it has before records are counted as one."""

    name: str
    part: str
    work: str


class Field:
    """The authors of all visible studies. A work is a reference: those who share one have published together."""

    def __init__(self) -> None:
        references = Reference.objects.filter(removed=False, studies__removed=False).distinct()
        names_of = dict(references.order_by("pk").values_list("pk", "authors"))
        self.corrections = Corrections()
        self.works: dict[str, list[str]] = {}
        self.authors: dict[str, Author] = {}
        self.printed: dict[str, list[Printed]] = defaultdict(list)
        self._named_by_itself: set[str] = set()
        for work, names in names_of.items():
            keys = [self._known(" ".join(name.split()), work) for name in names if name.strip()]
            self.works[work] = [key for key in keys if key]

    def digest(self, shared: Shared) -> str:
        """Changes when anything does that the picture of this network shows."""
        told: object = {work: [(key, self.authors[key].name) for key in keys] for work, keys in self.works.items()}
        if shared == Shared.LINKS:
            on = [(one.key, one.name, sorted(self.topics.topics_of[one.key])) for one in self.authors.values()]
            told = [on, self.link_names]
        return sha256(json.dumps([shared, told], sort_keys=True).encode()).hexdigest()

    @cached_property
    def network(self) -> Network:
        return coauthorship(self.works)

    @cached_property
    def topics(self) -> TopicNetwork:
        return TopicNetwork(self._by_author(worked_on()))

    @cached_property
    def link_names(self) -> dict[str, str]:
        """How the links that somebody works on are called, as a picture may name them."""
        links = Link.objects.filter(pk__in=self.topics.authors_of).select_related("source", "target")
        return {link.pk: link.label() for link in links}

    def sharing(self, shared: Shared) -> Network | TopicNetwork:
        """The network of those who share publications, or links."""
        return self.topics if shared == Shared.LINKS else self.network

    @property
    def workers(self) -> list[tuple[str, str, list[Author]]]:
        """Each link that somebody works on, how it is called, and the authors; the links of most authors first."""
        on = sorted(self.topics.authors_of.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return [(link, self.link_names[link], self.names(authors)) for link, authors in on]

    @cached_property
    def partners(self) -> dict[str, set[str]]:
        """With whom each author shares a work that is not too large to tell."""
        found: dict[str, set[str]] = defaultdict(set)
        for tie in self.network.ties:
            found[tie.one].add(tie.other)
            found[tie.other].add(tie.one)
        return found

    @cached_property
    def studies(self) -> dict[str, set[str]]:
        """The visible studies of each author."""
        pairs = Study.references.through.objects.filter(study__removed=False, reference__removed=False)
        found: dict[str, set[str]] = defaultdict(set)
        for study, work in pairs.values_list("study_id", "reference_id"):
            for key in self.works[work]:
                found[key].add(study)
        return found

    @cached_property
    def links(self) -> dict[str, set[str]]:
        """The links on which the studies of each author found something."""
        return self._by_author(found_on())

    @cached_property
    def ranked(self) -> list[Author]:
        """Those with most studies first, then those with most partners, then by name."""
        return sorted(
            self.authors.values(),
            key=lambda one: (-len(self.studies[one.key]), -len(self.partners[one.key]), folded(one.name), one.key),
        )

    @cached_property
    def ranked_by_links(self) -> list[Author]:
        """Those who worked on most links first, then as `ranked`."""
        return sorted(self.ranked, key=lambda one: -len(self.topics.topics_of[one.key]))

    def names(self, keys: Iterable[str]) -> list[Author]:
        """These authors in the order of their names."""
        return sorted((self.authors[key] for key in keys), key=lambda one: (folded(one.name), one.key))

    def _by_author(self, links_of: dict[str, set[str]]) -> dict[str, set[str]]:
        none: set[str] = set()
        return {key: none.union(*(links_of.get(one, none) for one in self.studies[key])) for key in self.authors}

    def _known(self, name: str, work: str) -> str:
        """The key of the record of a name on a work; empty where its owner asked not to be listed."""
        part = self.corrections.part(name, work)
        if self.corrections.is_hidden(part):
            return ""
        key = self.corrections.record(part)
        self.printed[key].append(Printed(name, part, work))
        # Of spellings that differ in marks or case alone, the one in the first work is shown; of names counted as
        # one author, the one that gives the record its key.
        if key not in self.authors or (part == key and key not in self._named_by_itself):
            self.authors[key] = Author(key, name)
        if part == key:
            self._named_by_itself.add(key)
        return key


def access_author(field: Field, key: str) -> Author:
    """An author of a visible study, or Http404. A name that counts in another record answers that record."""
    found = field.authors.get(field.corrections.record(key))
    if found is None:
        raise Http404("No visible study names this author.")
    return found


def behind(links: Iterable[str]) -> list[tuple[Author, int]]:
    """The authors of the studies behind the findings of these links, and of how many; without reading the rest.

    Those of most studies come first. An author is called as on the first of the publications.
    """
    on = Finding.objects.filter(removed=False, study__removed=False, link__in=list(links))
    rows = Study.references.through.objects.filter(study__in=on.values("study_id"), reference__removed=False)
    corrections = Corrections()
    names: dict[str, str] = {}
    studies: dict[str, set[str]] = defaultdict(set)
    for study, work, authors in rows.order_by("reference_id").values_list(
        "study_id", "reference_id", "reference__authors"
    ):
        for name in (" ".join(one.split()) for one in authors if one.strip()):
            part = corrections.part(name, work)
            if not corrections.is_hidden(part):
                key = corrections.record(part)
                names.setdefault(key, name)
                studies[key].add(study)
    ranked = sorted(names, key=lambda key: (-len(studies[key]), folded(names[key]), key))
    return [(Author(key, names[key]), len(studies[key])) for key in ranked]
