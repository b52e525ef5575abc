"""`cairn consensus describe`: ratings described, compared between groups and rounds, and held against rules."""

from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from cairn.base.errors import DataError, InputError
from cairn.cli.consensus_answers import answer, finite
from cairn.cli.output import print_json, print_table
from cairn.cli.table import Table, number, read_table

if TYPE_CHECKING:
    from cairn.consensus.panel import Panel
    from cairn.consensus.summary import Summary

UNKNOWN = {"", "na", "n/a", "nan", "null", "cannot judge", "."}
COLUMNS = ("participant_id", "item_id", "rating")


def describe_command(
    ratings: Annotated[str, typer.Argument(help="CSV with one row per rating; - for standard input.")],
    rule: Annotated[
        list[str] | None, typer.Option(help="A consensus rule in words, or comet, comet-out, appropriate. Repeatable.")
    ] = None,
    round_number: Annotated[
        int | None, typer.Option("--round", help="The round to describe; the last if left out.")
    ] = None,
    scale: Annotated[str | None, typer.Option(help="Lowest and highest rating, as 1-9; guessed if left out.")] = None,
    percentile: Annotated[
        str, typer.Option(help="Definition of quartiles: type2, type5, type6, type7 or type8.")
    ] = "type7",
    zeros: Annotated[
        str, typer.Option(help="Unchanged ratings in Wilcoxon's test: wilcoxon, pratt or split.")
    ] = "wilcoxon",
    smallest: Annotated[int, typer.Option(help="People a group needs before a rule judges it.")] = 1,
    draws: Annotated[int, typer.Option(help="Bootstrap draws for intervals of agreement; 0 for none.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Describe ratings. Columns: participant_id, item_id, rating and, where there are any, round and group.

    An empty rating, NA or "cannot judge" is none.

    Example: cairn consensus describe ratings.csv --rule "at least 70% rate 7-9 and fewer than 15% rate 1-3 in every
    group"
    """
    from cairn.consensus import rules
    from cairn.consensus.percentiles import as_percentile
    from cairn.consensus.signed_ranks import Zeros
    from cairn.consensus.summary import Conventions, summarise

    if zeros not in list(Zeros):
        raise InputError(f"there is no treatment of zeros '{zeros}'", remedy=f"use one of {', '.join(Zeros)}")
    asked = Conventions(
        percentile=as_percentile(percentile),
        zeros=Zeros(zeros),
        scale=_scale(scale),
        rules=tuple(rules.parse_rule(text, smallest=smallest, percentile=percentile) for text in rule or ()),
        draws=draws,
    )
    summary = summarise(_panel(read_table(ratings)), asked, round_number=round_number)
    words = [one.words for one in asked.rules]
    print_json(answer(summary, words)) if json else _print(summary, words)


def _panel(table: Table) -> "Panel":
    from cairn.consensus.panel import Record, panel_of

    missing = [name for name in COLUMNS if name not in table.names]
    if missing:
        raise DataError(
            f"there is no column '{missing[0]}'",
            where=table.path,
            remedy="give participant_id, item_id, rating and, where there are any, round and group",
        )
    with table.named():
        people, items = table.words("participant_id", "participant"), table.words("item_id", "item")
        rounds = table.column("round") if "round" in table.names else ["1"] * len(table)
        groups = table.column("group") if "group" in table.names else [""] * len(table)
        rows = zip(table.lines, rounds, people, groups, items, table.column("rating"), strict=True)
        return panel_of(
            Record(
                _round(one, line), who, group.strip(), item, _rating(text, line, table.decimal_comma), f"line {line}"
            )
            for line, one, who, group, item, text in rows
        )


def _rating(text: str, line: int, decimal_comma: bool) -> float | None:
    if text.strip().lower() in UNKNOWN:
        return None
    found = number(text.replace(",", ".") if decimal_comma else text, f"line {line}, rating")
    if not isfinite(found):
        raise DataError(f"'{text}' is no rating", where=f"line {line}, rating", remedy="correct it, or leave it empty")
    return found


def _round(text: str, line: int) -> int:
    words = text.strip().lower().removeprefix("round").strip()
    if not words.isdecimal():
        raise DataError(f"'{text}' is no round", where=f"line {line}, round", remedy="number the rounds 1, 2, 3")
    return int(words)


def _scale(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    low, mark, high = text.partition("-")
    if not (mark and low.strip().isdecimal() and high.strip().isdecimal()) or int(low) >= int(high):
        raise InputError(f"'{text}' is no scale", remedy="give the lowest and the highest rating, as 1-9")
    return int(low), int(high)


def _print(summary: "Summary", rules: list[str]) -> None:
    low, high = summary.scale
    typer.echo(f"Round {summary.round}, {summary.participants} participants, rated {low} to {high}\n")
    header = [
        "item",
        "n",
        "cannot judge",
        "median",
        "q1",
        "q3",
        "consensus",
        *(f"rule {at + 1}" for at in range(len(rules))),
    ]
    rows = []
    for one in summary.items:
        told = one.overall
        numbers = (
            [told.n, one.cannot_judge, told.median, told.q1, told.q3] if told else [0, one.cannot_judge, *[None] * 3]
        )
        rows.append([one.item, *numbers, one.consensus, *(str(result.verdict) for result in one.rules)])
    print_table(header, rows)
    for at, words in enumerate(rules):
        typer.echo(f"rule {at + 1}: {words}")
    typer.echo("")
    print_table(["agreement", "value"], [[name, value] for name, value in summary.coefficients.items()])
    if summary.stability:
        typer.echo("")
        steady = [(one, one.stability) for one in summary.stability if one.stability]
        rounds = [(one.item, f"{one.from_round} to {one.to_round}") for one, _ in steady]
        found = [(told.both, told.changed, told.distribution_change, finite(told.test.p)) for _, told in steady]
        columns = ["item", "rounds", "both", "changed", "distribution change", "p"]
        print_table(columns, [[*names, *numbers] for names, numbers in zip(rounds, found, strict=True)])
