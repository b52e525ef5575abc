"""Bridges and groups of a network, as sentences are made of them."""

from cairn.community import Network, TopicNetwork

from .reading import Author, Field

MOST_SHOWN = 12
MOST_LINKS = 40
_NAMES_OF_A_GROUP = 4
_NAMES_OF_A_LINK = 5


def bridges_in_words(field: Field, bridges: list) -> list[tuple[Author, str]]:
    """The authors who alone join others, and whom they join, those who join most people first."""
    return [(field.authors[key], _parts(parts)) for key, parts in bridges[:MOST_SHOWN] if key in field.authors]


def groups_in_words(field: Field, network: Network | TopicNetwork) -> dict:
    """The largest group, those that stand apart from it, and how many authors are alone."""
    groups = [group for group in network.groups if len(group) > 1]
    apart = groups[1:]
    return {
        "largest": len(groups[0]) if groups else 0,
        "apart": [_group(field, group) for group in apart[:MOST_SHOWN]],
        "apart_count": len(apart),
        "more_apart": max(len(apart) - MOST_SHOWN, 0),
        "alone": len(network.alone),
        "left_out": len(network.left_out) if isinstance(network, Network) else 0,
    }


def links_in_words(field: Field) -> dict:
    """Who works on which link: the links of most authors, some of the authors of each, and how many are not named."""
    told = [
        (link, label, len(authors), sorted(authors, key=lambda one: -len(field.studies[one.key]))[:_NAMES_OF_A_LINK])
        for link, label, authors in field.workers
    ]
    return {"rows": told[:MOST_LINKS], "more": max(len(told) - MOST_LINKS, 0)}


def _group(field: Field, group: tuple[str, ...]) -> tuple[list[Author], int]:
    first = sorted(group, key=lambda key: (-len(field.studies[key]), field.authors[key].name))
    shown = [field.authors[key] for key in first[:_NAMES_OF_A_GROUP]]
    return shown, len(group) - len(shown)


def _parts(sizes: list[int]) -> str:
    words = [str(size) for size in sizes]
    return f"{', '.join(words[:-1])} and {words[-1]} authors"
