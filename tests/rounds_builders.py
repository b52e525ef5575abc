"""Processes as panellists meet them: one in its second round, with feedback and reasons, and one for each other way to
answer. `rounds()` answers what a browser needs to go there: addresses, and secrets of links."""

from datetime import timedelta

from django.utils import timezone

from cairnhub.accounts.authors import System
from cairnhub.consensus import actions, items
from cairnhub.consensus.ballots import actions as ballots
from cairnhub.consensus.ballots.models import Remark
from cairnhub.consensus.models import Process, Round
from cairnhub.consensus.tokens import mailed_token, shared_token, ticket
from cairnhub.evidence.models import Finding
from consensus_builders import GROUPS

BY = System("an example")
TEXTS = (
    "Does training in community health centres keep graduates in shortage areas?",
    "Do rural campuses attract students who would not have applied elsewhere?",
    "Does a mission statement change what a school spends?",
    "Who pays for the supervision of students in small practices?",
)
INFORMATION = """\
You are asked how important it is to know each of these things.

## What becomes of it

The answers set what the field studies next.
"""
CRITERIA = [
    {"code": "answerable", "text": "Answerable: could research settle it, and ethically?"},
    {"code": "equity", "text": "Equity: would those who have least gain most?"},
]
#: Every way to answer but rating in rounds, which has an example of its own.
MODES = ("suggest", "vote", "criteria", "choose", "order", "best_worst", "points")
#: How people rated the first item, of researchers and of communities.
RATED = {"researcher": [6, 7, 7, 8, 8, 9, 3], "community": [8, 9, 9, 8, 7, 9]}
REASONS = (
    "Placement without housing or loan relief does not keep people.",
    "It is the one thing a school can change by itself.",
)


def rounds() -> dict[str, list[dict]]:
    second = in_second_round()
    others = {mode: in_mode(mode) for mode in MODES} | {"closing": in_mode("rate")}
    return {
        "round": [{"process_id": second.pk}],
        "round_links": [{"process_id": one.pk, "mode": mode, "shared": _shared(one), "mailed": _mailed(one)}
                        for mode, one in {"rate": second, **others}.items()],
    }  # fmt: skip


def _shared(process: Process) -> str:
    return shared_token(process, "community")


def _mailed(process: Process) -> list[str]:
    """Links that nobody has opened; in the process with two rounds the first two have answered in the first."""
    known = getattr(process, "opened", [])
    return [*known, *(mailed_token(process, "researcher") for _ in range(40))]


def in_second_round() -> Process:
    """A process whose second round is open, closing in some days: ratings, two reasons that moderation let through."""
    steps = [
        {"title": "First rating", "mode": "rate"},
        {"title": "Second rating", "mode": "rate", "feedback": "groups"},
        {"title": "Third rating", "mode": "rate", "feedback": "groups"},
    ]
    process = _begun("What to study first", steps, consensus_rule="median at least 10 overall", honoraria="No fee.")
    round_, tokens = process.rounds.get(state="open"), []
    for group, ratings in RATED.items():
        for at, rating in enumerate(ratings):
            tokens.append(mailed_token(process, group))
            _rate(round_, tokens[-1], (rating, 5 + at % 4, None if at == 0 else 4, 9 - at % 3))
    first = process.items.first()
    for token, reason in zip(tokens, REASONS, strict=False):
        ballots.save_remark(round_, ticket(process, token), f"item {first.pk}", reason, first.pk)
    Remark.objects.filter(item=first).update(state="shown")
    actions.close_round(round_=round_, by=BY)
    _open(process)
    process.opened = tokens[:2]
    return process


def _rate(round_: Round, token: str, values: tuple) -> None:
    rater = ballots.begin(round_.process, ticket(round_.process, token))
    asked = list(round_.process.items.all())
    given = {(item.pk, ""): value for item, value in zip(asked, values, strict=True)}
    ballots.save(round_, rater, [], "", given)


def in_mode(mode: str) -> Process:
    return _begun(f"An example: {mode}", [{"title": f"Round of {mode}", "mode": mode}])


def _begun(title: str, steps: list[dict], **values) -> Process:
    template = {"criteria": "chnri", "best_worst": "best_worst", "points": "weights"}.get(steps[0]["mode"], "delphi")
    process = actions.draft(title=title, template=template, purpose="To agree on what to study first.", by=BY)
    values = {"groups": GROUPS, "steps": steps, "information": INFORMATION, "contact": "rounds@example.org",
              "criteria": CRITERIA if steps[0]["mode"] == "criteria" else [], **values}  # fmt: skip
    actions.change_draft(process=process, values=values, by=BY, reason="Completed.")
    found = Finding.objects.filter(study__study_kind="primary").first()
    for number, text in enumerate(TEXTS):
        items.add_item(process=process, text=text, about=f"link:{found.link_id}" if found and not number else "")
    actions.fix(process=process, by=BY, reason="Agreed.")
    _open(process)
    return process


def _open(process: Process) -> None:
    planned = process.rounds.filter(state="planned").first()
    actions.open_round(round_=planned, closes_on=timezone.localdate() + timedelta(days=5), by=BY)
