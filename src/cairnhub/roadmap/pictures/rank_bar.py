"""Where one gap comes in the order, drawn: the interval of its rank, and its expected rank, from first to last."""

from cairn.base.svg import Markup, element
from cairn.gaps import LinkRank


def rank_bar(rank: LinkRank, total: int) -> Markup:
    """Draw one bar as wide as its place on the page. It says nothing aloud: the words stand beside it."""
    low, high = (share_of_order(place, total) for place in rank.interval)
    mark = min(share_of_order(rank.expected_rank, total), 99)
    shapes = (
        element("rect", class_="bar-track", y=2, width=100, height=8),
        element("rect", class_="bar-span", x=low, y=2, width=max(high - low, 1), height=8),
        element("rect", class_="bar-mark", x=mark, width=1, height=12),
    )
    # Markup by hand for the root alone: `picture` would name each of many bars and say everything twice.
    root = '<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
    return Markup(f"{root}{''.join(shapes)}</svg>")


def share_of_order(place: float, total: int) -> float:
    """Return where a rank lies between the first (0) and the last (100)."""
    return 100 * (place - 1) / max(total - 1, 1)
