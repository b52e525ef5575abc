"""Authors as the visible studies name them, worked out anew at each reading."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.http import Http404

from cairn.community import Network, coauthorship, folded, parse
from cairnhub.evidence.models import Finding, Study
from cairnhub.literature.models import Reference

#: What an address shows of a name; the letters after it tell names apart.
_LONGEST_SLUG = 40


@dataclass(frozen=True)
class Author:
    """One printed name. Names that differ in more than marks and case are two authors."""

    key: str
    name: str


class Field:
    """The authors of all visible studies. A work is a reference: those who share one have published together."""

    def __init__(self) -> None:
        references = Reference.objects.filter(removed=False, studies__removed=False).distinct()
        printed = dict(references.order_by("pk").values_list("pk", "authors"))
        self.works: dict[str, list[str]] = {}
        self.authors: dict[str, Author] = {}
        for work, names in printed.items():
            self.works[work] = [self._known(" ".join(name.split())) for name in names if name.strip()]

    @property
    def digest(self) -> str:
        """Changes when any work, author or name does."""
        named = {work: [(key, self.authors[key].name) for key in keys] for work, keys in self.works.items()}
        return sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()

    @cached_property
    def network(self) -> Network:
        return coauthorship(self.works)

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
        found: dict[str, set[str]] = defaultdict(set)
        on = Finding.objects.filter(removed=False, link__removed=False, study__removed=False)
        links_of: dict[str, set[str]] = defaultdict(set)
        for study, link in on.values_list("study_id", "link_id").distinct():
            links_of[study].add(link)
        for key, studies in self.studies.items():
            found[key] = set().union(*(links_of.get(study, set()) for study in studies))
        return found

    @cached_property
    def ranked(self) -> list[Author]:
        """Those with most studies first, then those with most partners, then by name."""
        return sorted(
            self.authors.values(),
            key=lambda one: (-len(self.studies[one.key]), -len(self.partners[one.key]), folded(one.name), one.key),
        )

    def _known(self, name: str) -> str:
        # Of spellings that differ in marks or case alone, the one in the first record is shown.
        key = _key(name)
        self.authors.setdefault(key, Author(key, name))
        return key

    def names(self, keys: Iterable[str]) -> list[Author]:
        """These authors in the order of their names."""
        return sorted((self.authors[key] for key in keys), key=lambda one: (folded(one.name), one.key))


def access_author(field: Field, key: str) -> Author:
    """An author of a visible study, or Http404."""
    if key not in field.authors:
        raise Http404("No visible study names this author.")
    return field.authors[key]


def _key(name: str) -> str:
    identity = parse(name).identity
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(identity[:2])).strip("-")[:_LONGEST_SLUG]
    return f"{slug}-{sha256('|'.join(identity).encode()).hexdigest()[:10]}".lstrip("-")
