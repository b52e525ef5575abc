"""A whole process with simulated panellists, to see what one looks like. Everything in it is marked as simulated.

Each item has a worth that all share and one more for each group, each person a readiness to rate high; a rating is
their sum, rounded, with noise. In later rounds people move half of the way to the median they were shown. None of
these numbers says anything about the field.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.authors import System
from cairnhub.history import actions as history

from . import actions, copying, moderation
from .ballots import actions as ballots
from .ballots.models import Rater, Way
from .models import Feedback, Mode, Nature, Process, Round
from .protocol import Step, as_data
from .taking.screens import screens_of
from .tokens import Ticket

BY = System("Cairn’s demonstration")
STARTING = "agree_framework_1_0"
PART = "links"
ITEMS = 24
#: People of each group; some are too few to be told apart, so that one sees what becomes of them.
PANEL = {
    "researcher": 14, "data_steward": 4, "school": 11, "student_or_trainee": 9, "clinician": 8, "community": 12,
    "funder": 3, "accreditor_or_regulator": 2, "policy_maker": 3,
}  # fmt: skip
STEPS = (
    Step("First rating", Mode.RATE, part=PART),
    Step("Second rating", Mode.RATE, Feedback.GROUPS, part=PART),
    Step("Third rating", Mode.RATE, Feedback.GROUPS, part=PART),
)
REMARKS = (
    "Simulated: without housing nobody stays, whatever a school does.",
    "Simulated: this is the one thing a school can change by itself.",
    "Simulated: in our region it would look quite different.",
)


@dataclass(frozen=True)
class Simulated:
    """Somebody who does not exist. `leaning` is how much higher than others they rate."""

    ticket: Ticket
    rater: Rater
    leaning: float


def standing() -> Process | None:
    """The demonstration that is there."""
    return Process.objects.visible().filter(nature=Nature.DEMONSTRATION).first()


def make(*, seed: int = 1, step: Callable[[], None] = lambda: None) -> Process:
    """Run two rounds and open a third. `step` is called after each simulated person.

    Raises ValidationError where a demonstration stands already, or the process it copies is not there.
    """
    if standing():
        raise ValidationError("A demonstration stands already.")
    original = Process.objects.filter(pk=STARTING).first()
    if original is None:
        raise ValidationError(f"the process {STARTING} is not in this hub")
    process = _drafted(original)
    actions.fix(process=process, by=BY, reason="A demonstration.")
    drawing = np.random.default_rng(seed)
    panel, worth = _panel(process, drawing), _worth(process, drawing)
    for round_ in list(process.rounds.all()[:2]):
        actions.open_round(round_=round_, closes_on=None, by=BY)
        for person in panel:
            # Some do not come back.
            if round_.number == 1 or drawing.random() < 0.85:
                _answer(round_, person, worth, drawing)
            step()
        _let_through(process)
        actions.close_round(round_=round_, by=BY)
    actions.open_round(round_=process.rounds.get(number=3), closes_on=None, by=BY)
    return process


@transaction.atomic
def take_away() -> bool:
    """Hide the demonstration and delete what was simulated; answers whether there was one."""
    process = standing()
    if process is None:
        return False
    Rater.objects.filter(process=process).delete()
    history.remove(obj=process, by=BY, reason="The demonstration was taken away.")
    return True


@transaction.atomic
def _drafted(original: Process) -> Process:
    process = copying.rehearsal_of(process=original, by=BY, nature=Nature.DEMONSTRATION)
    values = {"steps": as_data(list(STEPS)), "contact": "nobody: this is a demonstration", "gathers": []}
    values["information"] = "This is a demonstration. Answer as you like: nothing of it counts."
    actions.change_draft(process=process, values=values, by=BY, reason="Shorter, to be looked at.")
    kept = set(process.items.filter(part=PART).order_by("position").values_list("pk", flat=True)[:ITEMS])
    process.items.exclude(pk__in=kept).delete()
    return process


def _panel(process: Process, drawing: np.random.Generator) -> list[Simulated]:
    found = []
    for group, number in PANEL.items():
        for _ in range(number):
            ticket = Ticket(token="", nonce=drawing.bytes(16), way=Way.SIMULATED, group=group)
            found.append(Simulated(ticket, ballots.begin(process, ticket), float(drawing.normal(0, 0.7))))
    return found


def _worth(process: Process, drawing: np.random.Generator) -> dict[tuple[int, str], float]:
    """How high each group would rate each item."""
    found = {}
    for item in process.items.all():
        shared = drawing.normal(6.4, 1.4)
        for group in PANEL:
            found[item.pk, group] = float(shared + drawing.normal(0, 0.6))
    return found


def _answer(round_: Round, person: Simulated, worth: dict, drawing: np.random.Generator) -> None:
    round_.asked = [item.pk for item in actions.asked_items(round_)]
    for screen in screens_of(round_, person.rater.code):
        [key] = screen.keys
        value = _rating(round_, person, key, worth, drawing)
        ballots.save(round_, person.rater, [key], "", {(key, ""): value})
        if drawing.random() < 0.02:
            ballots.save_remark(round_, person.ticket, f"item {key}", str(drawing.choice(REMARKS)), key)


def _rating(round_: Round, person: Simulated, item: int, worth: dict, drawing: np.random.Generator) -> int | None:
    if drawing.random() < 0.03:
        return None
    wanted = worth[item, person.ticket.group] + person.leaning + drawing.normal(0, 0.9)
    shown = round_.shown.get(str(item), {}).get("all")
    if shown:
        wanted = (wanted + shown["median"]) / 2
    return int(np.clip(round(wanted), 1, 9))


def _let_through(process: Process) -> None:
    for remark in moderation.held(process):
        moderation.judge(remark=remark, show=True, text=remark.text)
