"""Turn text into the words it is searched by, the same way on every database.

A word is folded: compatibility forms spelled out, accents taken off, case folded, a plural `s` taken off. Neither
database's own tokeniser is used, because they differ: PostgreSQL reads `rural/remote` as the name of a file and does
not find it by `remote`, and only SQLite takes accents off.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

#: Longer texts are cut: nobody asks in this many characters, and a database would read them all.
LONGEST_QUESTION = 400
MOST_TERMS = 16
#: A word with an open end needs this many letters: a single letter matches half of all words and takes seconds.
SHORTEST_STEM = 3
#: PostgreSQL refuses words over 2 kB, and no word of any language needs this many characters.
LONGEST_WORD = 60
#: Characters of one text that are searched. PostgreSQL refuses vectors over 1 MB: a title and a text stay below.
LONGEST_TEXT = 100_000

#: A run of letters and digits, with the accents that stand behind their letter.
WRITTEN_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')
_RUN = re.compile(r"[^\W_]+")

_STOP_WORDS = (
    "a an and are as at be by do does for from has have how in into is it its of on or that the their there this to "
    "was were what when where which who why will with"
)
#: Left out of a question that has other words: nearly every text holds them, so they find nothing and cost much.
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=65_536)
def fold(written: str) -> tuple[str, ...]:
    """The folded words in one written word: mostly one, several for a sign such as ½, none for a sign alone."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", written).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_singular(run[:LONGEST_WORD]) for run in _RUN.findall(bare))


def folded(text: str) -> str:
    """All words of a text, folded, with single spaces between; what comes after `LONGEST_TEXT` is left out."""
    words = [word for match in WRITTEN_WORD.finditer(text) for word in fold(match.group())]
    whole = " ".join(words)
    return whole if len(whole) <= LONGEST_TEXT else whole[:LONGEST_TEXT].rpartition(" ")[0]


def _singular(word: str) -> str:
    """Take off a plural ending by the first rule that fits, nothing else.

    The three rules of the S stemmer: Harman D. How effective is suffixing? Journal of the American Society for
    Information Science 1991;42(1):7-15, table 1.
    """
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else word[:-3] + "y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    if word.endswith("s"):
        return word if word.endswith(("us", "ss")) else word[:-1]
    return word


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; mostly one. The last may go on where `open_ended`."""

    words: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True)
class Question:
    """What is searched for: every term must be found. False where nothing searchable was asked."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def holds(self, word: str) -> bool:
        """Whether a folded word is in any of the terms."""
        return word in self._words or word.startswith(self._beginnings)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for term in self.terms for word in term.words)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(term.words[-1] for term in self.terms if term.open_ended)


def read_question(text: str) -> Question:
    """Read what somebody typed; any text is allowed.

    `"words in quotes"` stand side by side, and so do the parts of `post-baccalaureate` or of a DOI; `recruit*`
    matches every ending. Nothing else has a special meaning. Never raises.
    """
    terms = [_term(*match.groups()) for match in _ASKED.finditer(text[:LONGEST_QUESTION])]
    known = list(dict.fromkeys(term for term in terms if term.words))
    telling = [term for term in known if len(term.words) > 1 or term.words[0] not in STOP_WORDS]
    return Question(tuple((telling or known)[:MOST_TERMS]))


def _term(quoted: str | None, bare: str | None) -> Term:
    text = quoted if bare is None else bare
    words = tuple((folded(text or "")).split())
    open_ended = bare is not None and bare.endswith("*") and bool(words) and len(words[-1]) >= SHORTEST_STEM
    return Term(words, open_ended)
