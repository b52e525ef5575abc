"""The command `cairn roadmap`. Imports of the hub wait until it runs, so that `cairn --help` stays quick."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from cairn.cli import print_json, print_table

if TYPE_CHECKING:
    from cairn.gaps import Assessment, LinkRank, Ranking

    from .queries import Roadmap


def register(app: typer.Typer) -> None:
    """Add `cairn roadmap` to the command line."""
    app.command("roadmap")(roadmap)


def roadmap(
    weights: Annotated[
        str, typer.Option(help="Weights of criteria, e.g. importance=2,equity=1; one left out weighs 0.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Rank every gap of the framework by what to find out next.

    Example: cairn roadmap --weights uncertainty=2,decision_value=1 --json
    """
    from .choices import command_line_weights
    from .queries import current_roadmap

    started = time.perf_counter()
    asked = command_line_weights(weights) if weights else None
    current = current_roadmap()
    ranking = current.ranking(asked)
    wall_s = time.perf_counter() - started
    if json:
        print_json(_answer(current, ranking, wall_s))
    else:
        _print_for_people(current, ranking)


def _answer(current: "Roadmap", ranking: "Ranking", wall_s: float) -> dict:
    return {
        "links": [_link(current.assessments[rank.id], rank) for rank in ranking.links],
        "seed": ranking.seed,
        "draws": ranking.draws,
        "wall_s": round(wall_s, 3),
        "weights": dict(ranking.weights),
        "provisional": ranking.provisional,
    }


def _link(assessment: "Assessment", rank: "LinkRank") -> dict:
    return {
        "id": rank.id,
        "statement": assessment.link.statement,
        "status": assessment.status,
        "reasons": [
            {"letter": reason.letter, "holds": reason.holds, "explanation": reason.explanation}
            for reason in assessment.reasons
        ],
        "criteria": {
            name: {"low": criterion.low, "mode": criterion.mode, "high": criterion.high, "basis": criterion.basis}
            for name, criterion in assessment.criteria.items()
        },
        "expected_rank": rank.expected_rank,
        "interval": list(rank.interval),
        "p_top10": rank.p_top10,
        "sentence": assessment.sentence,
        "list": assessment.answer.on_list,
    }


def _print_for_people(current: "Roadmap", ranking: "Ranking") -> None:
    from cairn.gaps import rules

    if ranking.provisional:
        typer.echo(f"{rules.PROVISIONAL}\n".capitalize())
    rows = [
        (
            place,
            current.links[rank.id].label(),
            current.states[rank.id].status.label,
            rules.LISTS[current.assessments[rank.id].answer.on_list].label,
            round(rank.expected_rank, 1),
            f"{rank.interval[0]} to {rank.interval[1]}",
            rank.p_top10,
        )
        for place, rank in enumerate(ranking.links, start=1)
    ]
    print_table(("place", "gap", "evidence", "list", "expected rank", "90% interval", "P(top 10)"), rows)
