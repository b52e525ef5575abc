"""`cairn consensus priorities`: many people's scores, choices or rankings made one order."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from cairn.base.errors import DataError, InputError
from cairn.cli.output import print_json, print_table
from cairn.cli.table import Table, number, pairs, read_table

if TYPE_CHECKING:
    from cairn.consensus.priorities import Scored

PEOPLE = ("participant_id", "participant", "id")
ITEMS = ("item_id", "item", "issue", "statement_id")
UNKNOWN = {"", "na", "n/a", "nan", "null", "."}


def priorities_command(
    scores: Annotated[str, typer.Argument(help="CSV; its columns depend on the method. - for standard input.")],
    method: Annotated[str, typer.Option(help="chnri, bws, bradley-terry, borda or copeland.")],
    weights: Annotated[
        str | None, typer.Option(help="chnri: weights of criteria, as equity=2,answerability=1.")
    ] = None,
    blanks_disagree: Annotated[
        bool, typer.Option("--blanks-disagree", help="chnri: who gave no answer counts in the agreement.")
    ] = False,
    prior: Annotated[float, typer.Option(help="bradley-terry: wins added either way to every pair.")] = 0.0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Put items in order.

    Columns: chnri: participant_id, item_id, criterion, score (1, 0.5, 0 or empty). bws: participant_id, item_id,
    value (1 best, -1 worst, 0 shown). bradley-terry: winner, loser and, where counted, count. borda and copeland:
    participant_id, item_id, rank (1 first).

    Example: cairn consensus priorities scores.csv --method chnri --weights equity=2,answerability=1
    """
    methods: dict[str, Callable[[Table], dict[str, Any]]] = {
        "chnri": lambda table: _chnri(table, weights, blanks_disagree),
        "bws": _best_worst,
        "bradley-terry": lambda table: _bradley_terry(table, prior),
        "borda": lambda table: _ranked(table, "borda"),
        "copeland": lambda table: _ranked(table, "copeland"),
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
        [f"{one['rank']:g}", one["item"], one["score"], *(one["interval"] or (None, None))] for one in answer["items"]
    ]
    print_table(["rank", "item", "score", "from", "to"], rows)


def _chnri(table: Table, weights: str | None, blanks_disagree: bool) -> dict[str, Any]:
    from cairn.consensus.priorities import chnri

    people, items, criteria = _names(table, PEOPLE), _names(table, ITEMS), _names(table, ("criterion",))
    cube = np.full((len(people[0]), len(items[0]), len(criteria[0])), np.nan)
    _fill(cube, (people[1], items[1], criteria[1]), _values(table, "score"), table)
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

    items, values = _names(table, ITEMS), _values(table, "value")
    for line, value in zip(table.lines, values, strict=True):
        if value not in (-1, 0, 1):
            raise DataError(
                f"{value:g} is no choice", where=f"line {line}, value", remedy="use 1 best, -1 worst, 0 shown"
            )
    cast, size = np.array(values), len(items[0])
    best, worst = (np.bincount(items[1], weights=cast == side, minlength=size).tolist() for side in (1, -1))
    found = best_worst(items[0], best, worst, np.bincount(items[1], minlength=size).tolist())
    return {
        "items": [
            _item(one) | {"difference": found.difference[one.item], "chosen": found.chosen[one.item]}
            for one in found.scored
        ]
    }


def _bradley_terry(table: Table, prior: float) -> dict[str, Any]:
    from cairn.consensus.priorities import bradley_terry

    winners, losers = table.words("winner", "winner"), table.words("loser", "loser")
    items = list(dict.fromkeys([*winners, *losers]))
    places = {item: at for at, item in enumerate(items)}
    counts = _values(table, "count") if "count" in table.names else [1.0] * len(table)
    wins = np.zeros((len(items), len(items)))
    for line, winner, loser, count in zip(table.lines, winners, losers, counts, strict=True):
        if winner == loser:
            raise DataError(f"'{winner}' is compared with itself", where=f"line {line}", remedy="take the row out")
        wins[places[winner], places[loser]] += count
    return {"items": [_item(one) for one in bradley_terry(items, wins, prior=prior)]}


def _ranked(table: Table, rule: str) -> dict[str, Any]:
    from cairn.consensus.priorities import aggregate

    people, items = _names(table, PEOPLE), _names(table, ITEMS)
    ranks = np.full((len(people[0]), len(items[0])), np.nan)
    _fill(ranks, (people[1], items[1]), _values(table, "rank"), table)
    return {"items": [_item(one) for one in aggregate(ranks, items[0], rule)]}


def _names(table: Table, known: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """The different names of a column, in the order in which they come, and the place of each row's."""
    column = next((name for name in known if name in table.names), None)
    if column is None:
        raise DataError(f"there is no column '{known[0]}'", remedy=f"name it one of {', '.join(known)}")
    words = table.words(column, column)
    places = {word: at for at, word in enumerate(dict.fromkeys(words))}
    return list(places), [places[word] for word in words]


def _values(table: Table, column: str) -> list[float]:
    if column not in table.names:
        raise DataError(f"there is no column '{column}'", remedy="see --help for the columns of each method")
    return [
        float("nan")
        if text.strip().lower() in UNKNOWN
        else number(text.replace(",", ".") if table.decimal_comma else text, f"line {line}, {column}")
        for line, text in zip(table.lines, table.column(column), strict=True)
    ]


def _fill(cells: np.ndarray, places: tuple[list[int], ...], values: list[float], table: Table) -> None:
    seen: set[tuple[int, ...]] = set()
    for line, value, *place in zip(table.lines, values, *places, strict=True):
        where = tuple(place)
        if where in seen:
            raise DataError("somebody says this twice", where=f"line {line}", remedy="keep one of the two")
        seen.add(where)
        cells[where] = value


def _item(one: "Scored") -> dict[str, Any]:
    interval = list(one.interval) if one.interval and all(np.isfinite(one.interval)) else None
    return {"item": one.item, "score": _known(one.score), "interval": interval, "rank": _known(one.rank)}


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
