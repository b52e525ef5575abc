"""Organisations that may be one: by their names, short names and web addresses. That they are is for people to say.

Names in every script are read alike: accents are dropped only where writers leave them out, scripts without spaces are
compared by pairs of characters, and how much a word tells follows from how many carry it, not from a list in English.
Translations are not tried: "University of Montreal" meets "Université de Montréal" by their address, or where one
record gives both names.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import Final
from urllib.parse import urlsplit

#: From here on two names are alike: the share of what their words tell that they have in common.
ALIKE: Final = 0.8
#: An address that more than this many organisations share says nothing about any two of them.
SHARED_BY: Final = 3
#: A block of more than this many names that share a beginning is no reason to compare them all.
LARGEST_BLOCK: Final = 150
_TELLING: Final = 3
_SHORT: Final = range(3, 9)

_SMALL: Final = frozenset(
    re.split(
        " ",
        "a al and at au aux d da das de del della den der des di die do dos du e ed el en et for fur il im in l la las "
        "le les lo los o of och og on para per pour the to u und van voor y",
    )
)
_SPELLINGS: Final = {
    "centre": "center",
    "centres": "centers",
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "programmes": "programs",
    "univ": "university",
    "assn": "association",
    "intl": "international",
    "st": "saint",
}
#: What takes an accent that its writers often leave out; elsewhere a mark makes another letter.
_OPTIONAL_MARKS: Final = ("LATIN", "GREEK", "HEBREW", "ARABIC")
_WITHOUT_SPACES: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_PLAIN: Final = re.compile(r"[a-z0-9]+")
_INSIDE: Final = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_PARTS: Final = re.compile(r"\s[–—|/-]\s|/|\|")
#: Pages of many on one site.
_PLATFORMS: Final = frozenset(
    ("facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "sites.google.com")
)


@dataclass(frozen=True)
class Described:
    """What is compared of an organisation."""

    id: str
    name: str
    url: str = ""


class Reason(StrEnum):
    """Why two organisations may be one, the strongest first."""

    SAME_NAME = "same_name"
    SAME_PAGE = "same_page"
    SHORT_NAME = "short_name"
    SAME_WORDS = "same_words"
    LIKE_NAME = "like_name"
    SAME_SITE = "same_site"


@dataclass(frozen=True)
class Pair:
    """Two organisations by their identifiers, in their order, and why they may be one. `likeness` is from 0 to 1."""

    first: str
    second: str
    reasons: tuple[Reason, ...]
    likeness: float


def likely_pairs(organisations: Iterable[Described]) -> list[Pair]:
    """All pairs that may be one, the likeliest first.

    Only those that share something telling are compared: a name, a short name, an address, or one of their rarest words
    by its beginning. How much a word tells depends on all the names given.
    """
    read = {one.id: _Read.of(one) for one in sorted(organisations, key=lambda one: one.id)}
    tells = _tells([one.words for one in read.values()])
    sites = Counter(one.site for one in read.values())
    found = []
    for first, second in sorted(_candidates(read, tells)):
        one, other = read[first], read[second]
        # Region 4 is another than region 5, however alike their names are.
        likeness = _likeness(one.words, other.words, tells) if one.numbers == other.numbers else 0.0
        reasons = tuple(_reasons(one, other, likeness, sites))
        if reasons:
            found.append(Pair(first, second, reasons, likeness))
    order = list(Reason)
    return sorted(found, key=lambda pair: (order.index(pair.reasons[0]), -pair.likeness, pair.first, pair.second))


def normal_name(name: str) -> str:
    """A name as it is compared with another: without case, marks, punctuation and ways of spelling, in its order."""
    return " ".join(_words(name))


def page_of(url: str) -> str:
    """An address without what does not tell one page from another: how it is fetched, `www`, a closing slash."""
    parts = _split(url)
    return f"{parts[0]}{parts[1]}" if parts else ""


def site_of(url: str) -> str:
    """The web site of an address; empty for sites on which many have their pages."""
    parts = _split(url)
    return parts[0] if parts and parts[0] not in _PLATFORMS else ""


@dataclass(frozen=True)
class _Read:
    """One organisation as it is compared. `names` are all it gives, `short` the short ones among them."""

    name: str
    words: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    short: frozenset[str]
    initials: frozenset[str]
    page: str
    site: str

    @classmethod
    def of(cls, one: Described) -> "_Read":
        outside, inside = _INSIDE.sub(" ", one.name), _INSIDE.findall(one.name)
        given = [one.name, outside, *inside, *_PARTS.split(outside)]
        lists = [words for words in map(_words, given) if words]
        telling = _telling(_words(_without_short(one.name, outside)))
        single = {words[0] for words in lists if len(words) == 1}
        many = [words for words in lists if len(words) > 1]
        return cls(
            name=normal_name(one.name),
            words=telling,
            numbers=frozenset(word for word in telling if any(map(str.isdigit, word))),
            names=frozenset({" ".join(words) for words in many} | {normal_name(one.name)}) - {""},
            short=frozenset(word for word in single if len(word) in _SHORT),
            initials=frozenset(text for words in many for text in _initials(words) if len(text) in _SHORT),
            page=page_of(one.url),
            site=site_of(one.url),
        )


def _reasons(one: _Read, other: _Read, likeness: float, sites: Counter[str]) -> Iterator[Reason]:
    same = one.name == other.name or one.name in other.names or other.name in one.names
    if one.name and other.name and same:
        yield Reason.SAME_NAME
    if one.page and one.page == other.page:
        yield Reason.SAME_PAGE
    given = one.name in other.short or other.name in one.short
    if not same and (given or one.short & other.initials or other.short & one.initials):
        yield Reason.SHORT_NAME
    if not same and likeness >= ALIKE:
        yield Reason.SAME_WORDS if one.words == other.words else Reason.LIKE_NAME
    if one.page != other.page and one.site and one.site == other.site and sites[one.site] <= SHARED_BY:
        yield Reason.SAME_SITE


def _candidates(read: dict[str, _Read], tells: dict[str, float]) -> set[tuple[str, str]]:
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for identifier, one in read.items():
        for key in _keys(one, tells):
            blocks[key].append(identifier)
    found: set[tuple[str, str]] = set()
    for (kind, _), members in blocks.items():
        if kind != "word" or len(members) <= LARGEST_BLOCK:
            found.update(combinations(sorted(members), 2))
    return found


def _keys(one: _Read, tells: dict[str, float]) -> set[tuple[str, str]]:
    rarest = sorted(one.words, key=lambda word: (-tells[word], word))[:_TELLING]
    return (
        {("name", name) for name in one.names}
        | {("short", text) for text in one.short | one.initials}
        | {("word", word[:4]) for word in rarest}
        | {(kind, text) for kind, text in (("page", one.page), ("site", one.site)) if text}
    )


def _tells(names: list[frozenset[str]]) -> dict[str, float]:
    """How much each word tells: the fewer carry it, the more."""
    carried = Counter(word for words in names for word in words)
    return {word: math.log1p(len(names) / number) for word, number in carried.items()}


def _likeness(one: frozenset[str], other: frozenset[str], tells: dict[str, float]) -> float:
    """The share of what the words of two names tell that both have; a word may be off by one letter."""
    if not one or not other:
        return 0.0
    # Sums of the same numbers in another order differ in their last digit, and then at the bar.
    shared = math.fsum(tells[word] for word in one & other)
    whole = math.fsum(tells[word] for word in one | other)
    rest = set(other - one)
    for word in sorted(one - other):
        near = next((two for two in sorted(rest) if _one_letter_apart(word, two)), None)
        if near is not None:
            rest.discard(near)
            shared += min(tells[word], tells[near])
            whole -= max(tells[word], tells[near])
    return min(shared / whole, 1.0)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is more, less, another, or two neighbours are exchanged. Short words must be the same."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 5 or len(long) - len(short) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    exchanged = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or exchanged


def _telling(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in _SMALL) or frozenset(words)


def _without_short(name: str, outside: str) -> str:
    """A name without the short one it gives in brackets; what else stands there, such as a place, tells more."""
    short = _initials(_words(outside)) if _words(outside) else set()
    return _INSIDE.sub(lambda found: " " if normal_name(found[1]) in short else found[0], name)


def _initials(words: Sequence[str]) -> set[str]:
    """The first letters of a name, with its small words and without."""
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}


# One name is read several times: whole, without its brackets, for its initials.
@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    plain = re.sub(r"['’ʼ`.\u200c\u200d]", "", _without_marks(text.casefold()))
    if plain.isascii():
        return tuple(_SPELLINGS.get(word, word) for word in _PLAIN.findall(plain))
    spaced = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in plain)
    return tuple(part for word in spaced.split() for part in _parts(_SPELLINGS.get(word, word)))


def _parts(word: str) -> list[str]:
    if word.isascii() or not any(unicodedata.name(char, "").startswith(_WITHOUT_SPACES) for char in word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, optional = [], False
    for char in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(char):
            optional = unicodedata.name(char, "").startswith(_OPTIONAL_MARKS)
        elif optional:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).casefold().translate(_LETTERS)


def _split(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return (host, parts.path.rstrip("/") + query) if host else None
