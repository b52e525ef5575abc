"""`cairn consensus groups`: opinion groups from votes on statements, or why none can be told apart."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.base.errors import DataError
from cairn.cli.output import print_json, print_table
from cairn.cli.table import Table, number, read_table

if TYPE_CHECKING:
    from cairn.consensus.opinions import Opinions, Votes

#: Names of columns of our own files and of the votes that Polis exports.
LONG = (("participant_id", "statement_id", "vote"), ("voter-id", "comment-id", "vote"))
WIDE = "participant"
"""The first column of what Polis exports as participants-votes.csv: a row a person, numbered columns for statements."""
VOTES = {"agree": 1.0, "pass": 0.0, "disagree": -1.0, "unsure": 0.0}


def groups_command(
    votes: Annotated[str, typer.Argument(help="CSV of votes, or a Polis export; - for standard input.")],
    permutations: Annotated[int, typer.Option(help="Draws without groups that the votes are held against.")] = 199,
    alpha: Annotated[float, typer.Option(help="The p-value above which no groups are told apart.")] = 0.05,
    smallest: Annotated[int, typer.Option(help="The people a group has at least.")] = 5,
    most_groups: Annotated[int, typer.Option(help="The largest number of groups that is tried.")] = 5,
    fewest_votes: Annotated[int, typer.Option(help="The votes somebody must have cast to be placed.")] = 7,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 20_220_815,
    agree_is: Annotated[
        int, typer.Option(help="1, or -1 for files in which -1 means agree, as in Polis' database.")
    ] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Find opinion groups. Columns: participant_id, statement_id, vote (1 agree, 0 pass, -1 disagree).

    Polis' votes.csv and participants-votes.csv are read as they are. "No groups can be told apart" is an answer.

    Example: cairn consensus groups votes.csv --permutations 199
    """
    from cairn.base.errors import InputError
    from cairn.consensus.opinions import Options, find_groups

    if agree_is not in (1, -1):
        raise InputError(f"{agree_is} does not mean agree", remedy="use --agree-is 1 or --agree-is -1")
    table = read_table(votes)
    with table.named():
        cast = _votes(table, agree_is)
    found = find_groups(
        cast,
        Options(
            permutations=permutations,
            alpha=alpha,
            smallest=smallest,
            most_groups=most_groups,
            fewest_votes=fewest_votes,
            seed=seed,
        ),
    )
    print_json(_answer(found)) if json else _print(found)


def _votes(table: Table, agree_is: int) -> "Votes":
    from cairn.consensus.opinions import votes_of

    names = next((names for names in LONG if set(names) <= set(table.names)), None)
    if names:
        people, statements = table.words(names[0], "participant"), table.words(names[1], "statement")
        cast = [_vote(text, line) for line, text in zip(table.lines, table.column(names[2]), strict=True)]
    elif table.names[0] == WIDE:
        people, statements, cast = _wide(table)
    else:
        raise DataError(
            "holds no votes",
            remedy="give the columns participant_id, statement_id and vote, or a file that Polis exports",
        )
    return votes_of(people, statements, (agree_is * vote for vote in cast))


def _wide(table: Table) -> tuple[list[str], list[str], list[float]]:
    numbered = [(at, name) for at, name in enumerate(table.names) if re.fullmatch(r"\d+", name)]
    rows = [
        (row[0].strip(), name, _vote(row[at], line))
        for line, row in zip(table.lines, table.rows, strict=True)
        for at, name in numbered
        if row[at].strip()
    ]
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def _vote(text: str, line: int) -> float:
    word = text.strip().lower()
    found = VOTES[word] if word in VOTES else number(text, f"line {line}, vote")
    if found not in (-1, 0, 1):
        raise DataError(f"'{text}' is no vote", where=f"line {line}, vote", remedy="use 1, 0 or -1")
    return found


def _answer(found: "Opinions") -> dict[str, Any]:
    """Return what was found under the keys the command line promises."""
    people, statements = found.votes.shape
    placed = [(name, at) for name, at in zip(found.votes.people, found.group.tolist(), strict=True) if at >= 0]
    return {
        "participants": people,
        "statements": statements,
        "groups": found.groups,
        "p_value": found.p,
        "stability": found.stability,
        "assignments": dict(placed),
        "sizes": [int((found.group == at).sum()) for at in range(found.groups)],
        "statements_by_group": [
            {"group": at, **_side(one), "repness": one.repness, "repness_test": one.repness_test}
            for at, shown in enumerate(found.representative)
            for one in shown
        ],
        "consensus": [_side(one) for one in found.common],
        "group_aware_consensus": dict(zip(found.votes.statements, found.agreed_by_all.tolist(), strict=True)),
        "reason": found.reason,
    }


def _side(one: Any) -> dict[str, Any]:
    names = ("n_success", "n_trials", "p_success", "p_test")
    return {"statement": one.statement, "side": one.side.value} | {name: getattr(one, name) for name in names}


def _print(found: "Opinions") -> None:
    people, statements = found.votes.shape
    typer.echo(f"{people} participants, {statements} statements, {len(found.votes.value)} votes")
    typer.echo(found.reason)
    rows = [
        [at + 1, one.statement, one.side.value, f"{one.n_success} of {one.n_trials}", one.repness]
        for at, shown in enumerate(found.representative)
        for one in shown
    ]
    if rows:
        print_table(["group", "statement", "they", "votes", "times as likely"], rows)
    typer.echo("\nOn which most of all agree or disagree:")
    print_table(
        ["statement", "they", "votes"],
        [[c.statement, c.side.value, f"{c.n_success} of {c.n_trials}"] for c in found.common],
    )
