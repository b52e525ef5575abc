"""What came out of votes on statements: each statement, and whether groups of opinion can be told apart."""

from cairn.consensus.opinions import Opinions, find_groups, votes_of_table

from ..models.processes import SMALLEST
from .rating import rated
from .table import Table


def voted(table: Table) -> dict:
    """Describe votes, and opinion groups where the tests of `cairn.consensus.opinions` find any."""
    found = find_groups(votes_of_table(table.values))
    told = rated(table, (-1, 1))
    for at, item in enumerate(table.items):
        if not told["items"][str(item.pk)].get("few"):
            told["items"][str(item.pk)]["agreed_by_all"] = float(found.agreed_by_all[at])
    return told | {"opinions": _opinions(table, found)}


def _opinions(table: Table, found: Opinions) -> dict:
    """The groups by size, and what sets each apart; nobody's own group or place."""
    sizes = [int((found.group == at).sum()) for at in range(found.groups)]
    told = {"groups": found.groups, "reason": found.reason, "p": found.p, "stability": found.stability, "sizes": sizes}
    if not sizes or min(sizes) < SMALLEST:
        return told | {"sets_apart": []}
    names = [str(item.pk) for item in table.items]
    return told | {
        "sets_apart": [
            [
                {"item": names[int(one.statement)], "side": str(one.side), "share": one.p_success}
                for one in part
                if one.n_trials >= SMALLEST
            ]
            for part in found.representative
        ]
    }  # fmt: skip
