"""`cairn consensus priorities`: many people's scores, choices or rankings made one order."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from cairn.base.errors import DataError, InputError
from cairn.cli.output import print_json, print_table
from cairn.cli.table import Table, number, pairs, read_table

from .consensus_scores import ITEMS, PEOPLE, choices, fill, names, only, values

if TYPE_CHECKING:
    from cairn.consensus.priorities import Scored


def priorities_command(
    scores: Annotated[str, typer.Argument(help="CSV; its columns depend on the method. - for standard input.")],
    method: Annotated[str, typer.Option(help="chnri, bws, bradley-terry, borda, copeland or mean-rank.")],
    weights: Annotated[
        str | None, typer.Option(help="chnri: weights of criteria, as equity=2,answerability=1.")
    ] = None,
    blanks_disagree: Annotated[
        bool, typer.Option("--blanks-disagree", help="chnri: who gave no answer counts in the agreement.")
    ] = False,
    prior: Annotated[float, typer.Option(help="bradley-terry: wins added either way to every pair.")] = 0.0,
    unranked: Annotated[
        str, typer.Option(help="borda, copeland, mean-rank: what is not ranked stands behind, or neutral.")
    ] = "behind",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Put items in order.

    Columns: chnri: participant_id, item_id, criterion, score (1, 0.5, 0 or empty). bws: participant_id, block,
    item_id, value (1 or best, -1 or worst, 0 shown; all of a block empty: not answered; block may be left out).
    bradley-terry: winner, loser and, where counted, count. borda, copeland and mean-rank: participant_id, item_id, rank
    (1 first, empty: not ranked; who ranks nothing is left out). Also known: id or participant; item or issue. Parted by
    commas, semicolons or tabs; 0,5 is a number.

    Example: cairn consensus priorities scores.csv --method chnri --weights equity=2,answerability=1
    """
    methods: dict[str, Callable[[Table], dict[str, Any]]] = {
        "chnri": lambda table: _chnri(table, weights, blanks_disagree),
        "bws": _best_worst,
        "bradley-terry": lambda table: _bradley_terry(table, prior),
        **{rule: partial(_ranked, rule=rule, unranked=unranked) for rule in ("borda", "copeland", "mean-rank")},
    }
    if method not in methods:
        raise InputError(f"there is no method '{method}'", remedy=f"use one of {', '.join(methods)}")
    table = read_table(scores)
    with table.named():
        answer = methods[method](table)
    if json:
        print_json({"method": method, **answer})
        return
    rows = [
        [
            None if one["rank"] is None else f"{one['rank']:g}",
            one["item"],
            one["score"],
            *(one["interval"] or [None] * 2),
        ]
        for one in answer["items"]
    ]
    print_table(["rank", "item", "score", "from", "to"], rows)


def _chnri(table: Table, weights: str | None, blanks_disagree: bool) -> dict[str, Any]:
    from cairn.consensus.priorities import ANSWERS, chnri

    people, items, criteria = names(table, PEOPLE), names(table, ITEMS), names(table, ("criterion",))
    cube = np.full((len(people[0]), len(items[0]), len(criteria[0])), np.nan)
    scores = only(table, "score", ANSWERS, "use 1 for yes, 0.5 for undecided, 0 for no")
    fill(cube, (people[1], items[1], criteria[1]), scores, table)
    given = (
        {name: number(text, f"weight of {name}") for name, text in pairs(weights.split(",")).items()}
        if weights
        else None
    )
    found = chnri(cube, items[0], criteria[0], weights=given, blanks_disagree=blanks_disagree)
    told = {
        name: dict(zip(criteria[0], (_known(one) for one in row), strict=True))
        for name, row in zip(items[0], found.by_criterion.tolist(), strict=True)
    }
    return {
        "items": [
            _item(one) | {"agreement": _known(found.agreement[one.item]), "criteria": told[one.item]}
            for one in found.scores
        ]
    }


def _best_worst(table: Table) -> dict[str, Any]:
    from cairn.consensus.priorities import best_worst

    items, places = names(table, ITEMS)
    cast, at = np.array(choices(table, places)), np.array(places)
    best, worst, shown = (
        np.bincount(at[rows], minlength=len(items)).tolist() for rows in (cast == 1, cast == -1, ~np.isnan(cast))
    )
    found = best_worst(items, best, worst, shown)
    return {
        "items": [
            _item(one)
            | {
                "error": _known(found.error[one.item]),
                "difference": found.difference[one.item],
                "chosen": found.chosen[one.item],
            }
            for one in found.scored
        ]
    }


def _bradley_terry(table: Table, prior: float) -> dict[str, Any]:
    from cairn.consensus.priorities import bradley_terry

    winners, losers = table.words("winner", "winner"), table.words("loser", "loser")
    items = list(dict.fromkeys([*winners, *losers]))
    places = {item: at for at, item in enumerate(items)}
    counts = values(table, "count") if "count" in table.names else [1.0] * len(table)
    wins = np.zeros((len(items), len(items)))
    for line, winner, loser, count in zip(table.lines, winners, losers, counts, strict=True):
        if not count >= 0:
            raise DataError(
                "the count is missing or below 0", where=f"line {line}, count", remedy="correct it, or take the row out"
            )
        if winner == loser:
            raise DataError(f"'{winner}' is compared with itself", where=f"line {line}", remedy="take the row out")
        wins[places[winner], places[loser]] += count
    return {"items": [_item(one) for one in bradley_terry(items, wins, prior=prior)]}


def _ranked(table: Table, rule: str, unranked: str) -> dict[str, Any]:
    from cairn.consensus.priorities import Unranked, aggregate

    if unranked not in set(Unranked):
        raise InputError(f"there is no place '{unranked}'", remedy=f"use one of {', '.join(Unranked)}")
    people, items = names(table, PEOPLE), names(table, ITEMS)
    ranks = np.full((len(people[0]), len(items[0])), np.nan)
    fill(ranks, (people[1], items[1]), values(table, "rank"), table)
    said = ~np.isnan(ranks).all(axis=1)
    if not said.any():
        raise DataError("nobody ranks anything", remedy="fill in the column rank")
    found = aggregate(ranks[said], items[0], rule, unranked=unranked)
    return {"left_out": int((~said).sum()), "items": [_item(one) for one in found]}


def _item(one: "Scored") -> dict[str, Any]:
    interval = list(one.interval) if one.interval and all(np.isfinite(one.interval)) else None
    return {"item": one.item, "score": _known(one.score), "interval": interval, "rank": _known(one.rank)}


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
