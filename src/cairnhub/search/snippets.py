"""The part of a text that shows why it was found, cut into marked and unmarked pieces; never HTML."""

from dataclasses import dataclass
from itertools import chain, groupby

from .words import WRITTEN_WORD, Question, fold

WORDS_SHOWN = 32
_WORDS_BEFORE = 6


@dataclass(frozen=True)
class Piece:
    """A stretch of text as it stands in the record; `found` where it answers the question."""

    text: str
    found: bool = False


def marked(text: str, question: Question) -> list[Piece]:
    """The whole text, with the words asked for marked."""
    pieces = []
    reached = 0
    for word in WRITTEN_WORD.finditer(text):
        if _answers(word.group(), question):
            pieces += [Piece(text[reached : word.start()]), Piece(word.group(), True)]
            reached = word.end()
    return _joined([*pieces, Piece(text[reached:])])


def excerpt(text: str, question: Question) -> list[Piece]:
    """About `WORDS_SHOWN` words around the densest answers, the lines of the text run together; [] for no text."""
    line = " · ".join(filter(None, text.splitlines()))
    words = list(WRITTEN_WORD.finditer(line))
    if len(words) <= WORDS_SHOWN:
        return marked(line, question)
    first = _densest([_answers(word.group(), question) for word in words])
    last = min(first + WORDS_SHOWN, len(words)) - 1
    cut = marked(line[words[first].start() : words[last].end()], question)
    before = [Piece("… ")] if first else []
    after = [Piece(" …")] if last + 1 < len(words) else []
    return [*before, *cut, *after]


def _answers(written: str, question: Question) -> list[str]:
    return [word for word in fold(written) if question.holds(word)]


def _densest(answers: list[list[str]]) -> int:
    """The number of the word to start at: the stretch after it holds most different answers."""
    hits = [number for number, found in enumerate(answers) if found]
    reach = WORDS_SHOWN - _WORDS_BEFORE
    best = max(hits, key=lambda hit: len({*chain(*answers[hit : hit + reach])}), default=0)
    return max(0, min(best - _WORDS_BEFORE, len(answers) - WORDS_SHOWN))


def _joined(pieces: list[Piece]) -> list[Piece]:
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.found)
    return [Piece("".join(piece.text for piece in run), found) for found, run in runs]
