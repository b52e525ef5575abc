"""Names as they stand on publications: which two may be one person. That they are is for people to say.

Nothing about a person is inferred from a name: no gender, no origin. Common names of different people look alike, so a
likeness is a reason to look, never a merge.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SUFFIX: Final = re.compile(r"(?:Jr|Sr|I{2,3}|IV|[1-4](?:st|nd|rd|th))\.?$")
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}$")


class Likeness(StrEnum):
    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


@dataclass(frozen=True)
class PublishedName:
    """Surname, initials (none where none are printed), suffix, and given names as far as printed in full.

    `given` has one text for each initial, empty where only the initial is printed. Of a group the surname is its whole
    name.
    """

    surname: str
    initials: str = ""
    suffix: str = ""
    given: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether it is read as the name of an organisation: it carries no initials."""
        return not self.initials

    @property
    def key(self) -> str:
        """Names that may be one person share it: the folded surname and the first initial."""
        return f"{folded(self.surname)} {self.initials[:1].casefold()}".rstrip()

    @property
    def identity(self) -> tuple[str, ...]:
        """Equal where nothing printed differs but marks, hyphens and case."""
        return folded(self.surname), self.initials, self.suffix, *(folded(one) for one in self.given)


def parse(text: str) -> PublishedName:
    """Read "Mullan F", "Mullan, Fitzhugh", "van Ryn M" or "Daggett JL Jr"; what has no initials is a group's name."""
    words = " ".join(text.split())
    surname, comma, given = words.partition(", ")
    if comma:
        rest, suffix = _without_suffix(given)
        names = _given(rest)
        return PublishedName(surname, "".join(name[0].upper() for name in names), suffix, _in_full(names))
    rest, suffix = _without_suffix(words)
    head, _, last = rest.rpartition(" ")
    if head and _INITIALS.match(last):
        names = _given(last)
        return PublishedName(head, "".join(names), suffix, _in_full(names))
    return PublishedName(words)


def likeness(one: str, other: str) -> Likeness:
    """Whether two printed names can be of one person.

    `SAME`: nothing printed differs but marks, hyphens and case. `COMPATIBLE`: one prints less, such as an initial for a
    given name, fewer initials or no suffix. Given names that differ are of different people, whatever their initials.
    """
    first, second = parse(one), parse(other)
    if first.key != second.key:
        return Likeness.DIFFERENT
    short, long = sorted((first, second), key=lambda name: len(name.initials))
    if not long.initials.startswith(short.initials) or (long.suffix and short.suffix and long.suffix != short.suffix):
        return Likeness.DIFFERENT
    if any(a and b and folded(a) != folded(b) for a, b in zip(short.given, long.given, strict=False)):
        return Likeness.DIFFERENT
    return Likeness.SAME if first.identity == second.identity else Likeness.COMPATIBLE


def folded(name: str) -> str:
    """A name without marks, hyphens, apostrophes and case, as it is compared."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[-\u2010-\u2015]", " ", re.sub(r"['’.]", "", plain)).casefold().split())


def _without_suffix(text: str) -> tuple[str, str]:
    head, _, last = text.rpartition(" ")
    return (head.rstrip(","), last.rstrip(".")) if head and _SUFFIX.match(last) else (text, "")


def _given(text: str) -> list[str]:
    """Each given name, or its initial: "Fitzhugh S." is two, "JL" and "J.-L." are two initials."""
    found: list[str] = []
    for word in re.split(r"[\s-]+", text):
        letters = word.replace(".", "")
        found.extend(letters if _INITIALS.match(word) else [letters] if letters[:1].isalpha() else [])
    return found


def _in_full(names: list[str]) -> tuple[str, ...]:
    return tuple(name if len(name) > 1 else "" for name in names)
