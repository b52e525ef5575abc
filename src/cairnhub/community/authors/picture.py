"""A network as a picture: dots are authors, squares links, lines ties, with names where there is room for them."""

from collections import defaultdict

from cairn.base.letters import SMALL, shortened, text_width
from cairn.base.svg import Markup, element, number, picture
from cairn.community import Network, TopicNetwork, place

MOST_DRAWN = 1200
"""Authors in one picture: more make it slow to open, and nobody can tell them apart."""
MOST_LINES = 4000
MOST_NAMES = 40
_WIDTH, _MARGIN = 960.0, 24.0
_LINE, _BESIDE, _LONGEST_NAME = 14.0, 11.0, 240.0
_LARGEST_STEP = 60.0


def chosen(network: Network | TopicNetwork) -> list[str]:
    """Who is drawn: the largest groups as long as they fit; of a group that is too large, those with most works.

    Authors who share nothing with anybody are not drawn. Links are among those drawn where links are shared.
    """
    points = _points(network)
    found: list[str] = []
    for group in points.groups:
        room = MOST_DRAWN - len(found)
        if len(group) < 2 or room < 2:
            break
        found += sorted(group, key=lambda one: (-points.works_of[one], one))[:room]
    return found


def draw(network: Network | TopicNetwork, names: dict[str, str]) -> Markup:
    """Draw the chosen part of the network; authors are named in the table beside it."""
    squares = set(network.authors_of) if isinstance(network, TopicNetwork) else set()
    part = _points(network).only(chosen(network))
    spots, height = _fitted(place(part))
    lines = sorted(part.ties, key=lambda tie: (-tie.weight, tie.one, tie.other))[:MOST_LINES]
    strong = [tie for tie in lines if len(tie.works) > 1]
    drawn = [
        element("path", d=_lines(spots, ties), class_=f"stroke-{colour}", stroke_width=width)
        for ties, colour, width in ((lines, "control", 1), (strong, "control", 2.5))
        if ties
    ]
    return picture(
        *drawn,
        *(_dots({one: spot for one, spot in spots.items() if one not in squares}, part, grow=0.4 if squares else 1.0)),
        *(_squares({one: spot for one, spot in spots.items() if one in squares})),
        *_names(spots, part, names, height),
        **_words(len(spots) - len(squares & spots.keys()), len(squares & spots.keys())),
        width=_WIDTH,
        height=height,
    )


def _points(network: Network | TopicNetwork) -> Network:
    return network.joined if isinstance(network, TopicNetwork) else network


def _words(authors: int, links: int) -> dict[str, str]:
    if links:
        told = (
            f"{authors} authors as dots, larger for more links, joined by lines to the links of the framework they "
            f"work on, {links} squares. The table names all authors."
        )
        return {"key": "network", "title": "Who works on the same links", "description": told}
    told = (
        f"{authors} authors as dots, larger for more works, joined where they share a work by lines, "
        "thicker for more than one. The table names them all."
    )
    return {"key": "network", "title": "Who published with whom", "description": told}


def _fitted(places: dict[str, tuple[float, float]]) -> tuple[dict[str, tuple[float, float]], float]:
    if not places:
        return {}, 2 * _MARGIN
    right, low = (max(spot[axis] for spot in places.values()) for axis in (0, 1))
    step = min((_WIDTH - 2 * _MARGIN) / max(right, 1), _LARGEST_STEP)
    spots = {one: (round(x * step + _MARGIN, 1), round(y * step + _MARGIN, 1)) for one, (x, y) in places.items()}
    return spots, low * step + 2 * _MARGIN


def _lines(spots: dict[str, tuple[float, float]], ties) -> str:
    return "".join(_line(spots[tie.one], spots[tie.other]) for tie in ties)


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}"


def _dots(spots: dict[str, tuple[float, float]], part: Network, grow: float) -> list[Markup]:
    by_size: dict[float, list[Markup]] = defaultdict(list)
    for one, (x, y) in spots.items():
        size = min(2.5 + grow * part.works_of[one], 8.0)
        by_size[size].append(element("circle", cx=x, cy=y, r=size))
    return [element("g", *dots, class_="fill-accent") for _, dots in sorted(by_size.items())]


def _squares(spots: dict[str, tuple[float, float]]) -> list[Markup]:
    drawn = [element("rect", x=x - 5, y=y - 5, width=10, height=10) for x, y in spots.values()]
    return [element("g", *drawn, class_="fill-priority")] if drawn else []


def _names(spots: dict[str, tuple[float, float]], part: Network, names: dict[str, str], height: float) -> list[Markup]:
    """Names of those with most works, to the right or left of their dots, where they cover no dot and no other name."""
    written: list[Markup] = []
    taken = [(x - 3, y - 3, x + 3, y + 3) for x, y in spots.values()]
    for one in sorted(spots, key=lambda one: (-part.works_of[one], -part.graph.degree(one), one)):
        if len(written) == MOST_NAMES:
            break
        x, y = spots[one]
        words = shortened(names[one], _LONGEST_NAME, SMALL)
        wide = text_width(words, SMALL)
        for left in (x + _BESIDE, x - _BESIDE - wide):
            box = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= _WIDTH and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                written.append(element("text", words, x=left, y=y + 4, class_="small"))
                break
    return written


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
