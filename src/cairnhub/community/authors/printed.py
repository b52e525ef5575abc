"""Which record a printed name belongs to: by the name itself, and by what editors said about it."""

import re
from functools import lru_cache
from hashlib import sha256

from cairn.community import parse

from .models import AuthorCorrection, HiddenAuthor, Says

#: What an address shows of a name; the letters after it tell names apart.
_LONGEST_SLUG = 40


@lru_cache(maxsize=50_000)
def key_of(name: str) -> str:
    """The key of a printed name before any correction: equal where only marks, hyphens and case differ."""
    identity = parse(name).identity
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(identity[:2])).strip("-")[:_LONGEST_SLUG]
    return f"{slug}-{_mark('|'.join(identity))}".lstrip("-")


def key_apart(key: str, correction: str) -> str:
    """The key of the other author whom a correction tells apart from the one of this key."""
    return f"{key.rpartition('-')[0]}-{_mark(f'{key}|{correction}')}".lstrip("-")


def mark_of(key: str) -> str:
    """The end of a key, which tells records apart and holds no name."""
    return key.rpartition("-")[2]


class Corrections:
    """What editors said, in three questions. The same corrections give the same records in any order of reading."""

    def __init__(self) -> None:
        self._into: dict[str, str] = {}
        self._apart: dict[tuple[str, str], str] = {}
        #: Pairs of keys that editors say are two people of one name.
        self.pairs_apart: set[frozenset[str]] = set()
        for one in AuthorCorrection.objects.visible().order_by("pk"):
            if one.says == Says.APART:
                other = key_apart(one.records[0], one.pk)
                self.pairs_apart.add(frozenset((one.records[0], other)))
                for work in one.works:
                    self._apart.setdefault((one.records[0], work), other)
            else:
                self._join(*one.records)
        hidden = HiddenAuthor.objects.values_list("marks", flat=True)
        self._hidden = {mark for marks in hidden for mark in marks}

    def part(self, name: str, work: str) -> str:
        """The key of a name on a publication once names are told apart, before records are counted as one."""
        key = key_of(name)
        return self._apart.get((key, work), key)

    def record(self, part: str) -> str:
        """The key of the record that counts this one in."""
        while part in self._into:
            part = self._into[part]
        return part

    def told_apart(self, part: str) -> bool:
        """Whether an editor made this part by telling a name apart."""
        return part in self._apart.values()

    def is_hidden(self, part: str) -> bool:
        return mark_of(part) in self._hidden

    def _join(self, into: str, other: str) -> None:
        into, other = self.record(into), self.record(other)
        if into != other:
            self._into[other] = into


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]
