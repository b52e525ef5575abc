"""Names of studies where room is short: in two lines, then cut in the middle, and never alike unless they are."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from cairn.base.letters import SIZE, beginning, is_strong, size_of, text_width, wrapped
from cairn.base.svg import Markup, element

PITCH = 14.0
"""How far apart the lines of one name stand."""
EASY = 170.0
"""A name no wider than this keeps one line where room is found for it."""
Lines = tuple[str, ...]


def written_names(names: Iterable[str], width: float, *, lines: int = 2, size: float = SIZE) -> dict[str, Lines]:
    """Return for each name the lines, one or two, in which it is written.

    A name that does not fit keeps its beginning and its end, where the year stands. Names that would then look alike
    show where they begin to differ instead, and are numbered where that is not enough.
    """
    found = {name: _cut(_plain(name), width, lines, size) for name in names}
    for same in _alike(found):
        at = _start_of_word(_plain(same[0]), _shared([_plain(name) for name in same]))
        found |= {name: _cut(_plain(name), width, lines, size, at=at) for name in same}
    for same in _alike(found):
        taken = {*found.values()} - {found[same[0]]}
        for name in same:
            numbered = (_cut(_plain(name), width, lines, size, mark=f" ({number})") for number in count(1))
            found[name] = next(one for one in numbered if one not in taken)
            taken.add(found[name])
    return found


def needed(name: str, most: float, size: float = SIZE, *, strong: bool = False) -> float:
    """Return how wide a column must be for a name: one line where that is short, two where they fit into `most`."""
    whole = text_width(name, size, strong=strong)
    if whole <= EASY:
        return whole
    words = name.split(" ")
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    widest = (max(text_width(one, size, strong=strong) for one in half) for half in halves)
    return min(max(EASY, min(widest, default=whole)), most)


def name_text(name: str, lines: Lines, x: float, y: float, *, class_: str | None = None) -> Markup:
    """Write a name around the height `y`; whoever points at a shortened one gets it whole."""
    first = y + 4 - PITCH / 2 * (len(lines) - 1)
    title = () if " ".join(lines) == name else (element("title", name),)
    if len(lines) == 1:
        return element("text", *title, *lines, x=x, y=first, class_=class_)
    spans = [element("tspan", line, x=x, y=first + PITCH * place) for place, line in enumerate(lines)]
    return element("text", *title, *spans, class_=class_)


def lines_for(text: str, width: float, class_: str | None = None) -> Lines:
    """Return the lines, two at most, in which words of a class are written."""
    return _cut(_plain(text), width, 2, size_of(class_), strong=is_strong(class_))


def _cut(
    name: str, width: float, lines: int, size: float, *, at: int = 0, mark: str = "", strong: bool = False
) -> Lines:
    """Return a name in lines that fit: whole, or its beginning, what starts at `at`, its end and a mark."""

    def wide(text: str) -> float:
        return text_width(text, size, strong=strong)

    whole = wrapped(name + mark, width, size, strong=strong)
    if len(whole) <= lines and all(wide(line) <= width for line in whole):
        return tuple(whole)
    parts = 1 + (lines == 1) + bool(at)
    room = (width - wide(mark) - parts * wide("…")) / parts
    start = _to_word(beginning(name, width if lines == 2 else room, size, strong=strong), name)
    middle = f"{beginning(name[at:], room, size, strong=strong).rstrip()}…" if at else ""
    end = beginning(name[::-1], room, size, strong=strong)[::-1]
    if not at:
        # An end that begins with a word reads better, unless little would be left.
        end = _from_word(end)
    rest = f"…{middle}{end.lstrip()}{mark}"
    return (start, rest) if lines == 2 else (start + rest,)


def _to_word(start: str, name: str) -> str:
    whole = start if name[len(start) : len(start) + 1] == " " else start.rpartition(" ")[0]
    return (whole if 2 * len(whole) > len(start) else start).rstrip()


def _from_word(end: str) -> str:
    whole = end.partition(" ")[2]
    return whole if 2 * len(whole) > len(end) else end


def _shared(names: Sequence[str]) -> int:
    """Return how many letters all names begin with."""
    first, last = min(names), max(names)
    return next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))


def _start_of_word(name: str, at: int) -> int:
    return max(name.rfind(" ", 0, at) + 1, at - 8, 1)


def _alike(found: Mapping[str, Lines]) -> list[Sequence[str]]:
    """Return names that are written alike, group by group."""
    groups: dict[Lines, list[str]] = {}
    for name, lines in found.items():
        groups.setdefault(lines, []).append(name)
    return [names for names in groups.values() if len(names) > 1]


def _plain(name: str) -> str:
    return " ".join(name.split())
