"""The life of a process: drafted, its protocol fixed, its rounds opened and closed, ended."""

import json
from dataclasses import asdict
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from .ballots.actions import await_savers
from .ballots.sealing import forget_log, seal
from .feedback import shown_in
from .models import (
    Item,
    ItemState,
    Mode,
    Nature,
    Process,
    ProcessKey,
    Protocol,
    Round,
    RoundState,
    Stage,
    Template,
)
from .protocol import as_data, steps_of
from .results import results_of
from .starting import CHNRI_CRITERIA, CONSENT, STARTING, default_groups


@transaction.atomic
def draft(
    *, title: str, template: str, purpose: str, by: Author, nature: str = Nature.REAL, reason: str = ""
) -> Process:
    """Begin a process of a kind, with the sequence, scale and rules that its sources describe."""
    start = STARTING[Template(template)]
    process = Process(
        id=identifier_from(title, lambda name: Process.objects.filter(pk=name).exists()),
        title=title,
        template=template,
        nature=nature,
        purpose=purpose,
        question=start.question,
        scale_low=start.low[0],
        label_low=start.low[1],
        scale_high=start.high[0],
        label_high=start.high[1],
        criteria=[{"code": code, "text": text} for code, text in CHNRI_CRITERIA] if template == Template.CHNRI else [],
        groups=as_data(default_groups()),
        steps=as_data(list(start.steps)),
        consensus_rule=start.consensus,
        exclusion_rule=start.exclusion,
        stopping_rule=start.stopping,
        consent=CONSENT,
    )
    history.add(obj=process, by=by, reason=reason)
    return process


@transaction.atomic
def fix(*, process: Process, by: Author, reason: str) -> Protocol:
    """Fix the protocol, with the time, and plan its rounds. Raises ValidationError, saying what is still missing."""
    fresh = locked(process)
    if fresh.stage != Stage.DRAFT:
        raise ValidationError("The protocol is fixed already.")
    if missing := what_is_missing(fresh):
        raise ValidationError(missing)
    history.change(obj=fresh, by=by, reason=reason, values={"stage": Stage.RUNNING})
    ProcessKey.objects.get_or_create(process=fresh)
    for number, step in enumerate(steps_of(fresh), start=1):
        Round.objects.create(process=fresh, number=number, **asdict(step))
    process.refresh_from_db()
    return _keep_protocol(fresh, number=1, why="")


def what_is_missing(process: Process) -> list[str]:
    """What a draft still needs before its protocol can be fixed, in sentences."""
    steps, items = steps_of(process), list(process.items.filter(state=ItemState.ASKED))
    asks = [step for step in steps if step.mode != Mode.SUGGEST]
    needed = {
        "Plan at least one round.": not steps,
        "Name the stakeholder groups.": not process.groups,
        "Write the information sheet: what people take part in, what becomes of it.": not process.information,
        "Write the consent that people give.": not process.consent,
        "Say whom people can ask.": not process.contact,
        "Add items: no round gathers suggestions first.": not items and (not steps or steps[0].mode != Mode.SUGGEST),
        "Name the criteria.": any(step.mode == Mode.CRITERIA for step in asks) and not process.criteria,
        "Say when consensus is reached: a rating has no result without a rule that was fixed before.": (
            any(step.mode == Mode.RATE for step in asks) and not process.consensus_rule
        ),
    }
    missing = [sentence for sentence, open_ in needed.items() if open_]
    parts = {item.part for item in items}
    return missing + [
        f"{step.title}: there is no item in the part “{step.part}”."
        for step in asks
        if step.part and step.part not in parts
    ]


@transaction.atomic
def change_draft(*, process: Process, values: dict, by: Author, reason: str) -> None:
    """Change a draft. Raises ValidationError once the protocol is fixed: `amend` it then."""
    fresh = locked(process)
    if fresh.stage != Stage.DRAFT:
        raise ValidationError("The protocol is fixed: amend it with a reason, so that the change is told.")
    history.change(obj=fresh, by=by, reason=reason, values=values)
    process.refresh_from_db()


@transaction.atomic
def add_round(*, process: Process, step: dict, by: Author, why: str) -> Round:
    """Plan one more round after the protocol was fixed: a deviation, told with its reason."""
    amend(process=process, values={"steps": [*process.steps, step]}, by=by, why=why)
    last = process.rounds.order_by("-number").first()
    return Round.objects.create(process=process, number=(last.number if last else 0) + 1, **step)


@transaction.atomic
def amend(*, process: Process, values: dict, by: Author, why: str) -> None:
    """Change what was fixed: a deviation, told with its reason wherever the protocol is. Groups and the kind of
    process stay, because people answered under them.

    Raises ValidationError where no reason is given, nothing would change, or one of those is to change.
    """
    fresh = locked(process)
    if fresh.stage != Stage.RUNNING:
        raise ValidationError("Only a protocol that is fixed, of a process under way, can be amended.")
    if not why.strip():
        raise ValidationError({"why": "Say why the protocol is amended: readers will see it."})
    if {"groups", "template", "nature", "scale_low", "scale_high"} & {
        name for name in values if values[name] != getattr(fresh, name)
    }:
        raise ValidationError("Groups, scale and kind of process cannot change: people have answered under them.")
    if values.get("consent", fresh.consent) != fresh.consent:
        values = values | {"consent_version": fresh.consent_version + 1}
    content = fresh.protocol() | {name: values[name] for name in values if name in Process.PROTOCOL}
    if content == fresh.protocol():
        raise ValidationError("Nothing would change.")
    for name, value in values.items():
        setattr(fresh, name, value)
    _keep_protocol(fresh, number=fresh.protocols.count() + 1, why=why.strip())
    history.change(obj=fresh, by=by, reason=why, values=values)
    process.refresh_from_db()


def _keep_protocol(process: Process, *, number: int, why: str) -> Protocol:
    content = process.protocol()
    digest = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Protocol.objects.create(process=process, number=number, content=content, digest=digest, why=why)


@transaction.atomic
def open_round(*, round_: Round, closes_on, by: Author) -> None:
    """Open a round. What its panellists will be shown of earlier ones is worked out now, once for all of them.

    Raises ValidationError where another is open, an earlier one is not closed, the day has passed or nothing is left
    to ask.
    """
    process = locked(round_.process)
    fresh = Round.objects.select_for_update().get(pk=round_.pk)
    if process.stage != Stage.RUNNING or fresh.state != RoundState.PLANNED:
        raise ValidationError("Only a planned round of a process under way can be opened.")
    if process.rounds.filter(number__lt=fresh.number).exclude(state=RoundState.CLOSED).exists():
        raise ValidationError("Close the round before first.")
    if closes_on and closes_on < timezone.localdate():
        raise ValidationError({"closes_on": "This day has passed. Choose a later one."})
    if fresh.mode != Mode.SUGGEST and not asked_items(fresh):
        raise ValidationError("There is no item left to ask about.")
    fresh.state, fresh.opened_on, fresh.closes_on = RoundState.OPEN, timezone.localdate(), closes_on
    fresh.shown = shown_in(fresh)
    fresh.save()
    history.note(obj=process, by=by, reason=f"Round {fresh.number} was opened: {fresh.title}.")
    round_.refresh_from_db()


@transaction.atomic
def close_round(*, round_: Round, by: Author) -> None:
    """Close a round: its results are worked out once, what the rules settled is not asked again, and nothing is left
    of the order in which answers came."""
    # First, because who is saving holds this and may still need the row of the round.
    await_savers(round_)
    process = locked(round_.process)
    fresh = Round.objects.select_for_update().get(pk=round_.pk)
    if fresh.state != RoundState.OPEN:
        raise ValidationError("This round is not open.")
    items = asked_items(fresh)
    fresh.state, fresh.closed_on = RoundState.CLOSED, timezone.localdate()
    fresh.results = results_of(fresh, items)
    fresh.save()
    settle(items, fresh.results)
    seal(process, fresh)
    transaction.on_commit(forget_log)
    history.note(obj=process, by=by, reason=f"Round {fresh.number} was closed: {fresh.title}.")
    round_.refresh_from_db()


def settle(items: list[Item], results: dict) -> None:
    """Set what the rules decided on; the rest stays asked."""
    states = {"in": ItemState.ACCEPTED, "out": ItemState.DROPPED}
    for item in items:
        if state := states.get(results["items"].get(str(item.pk), {}).get("outcome", "")):
            item.state = state
            item.save(update_fields=["state"])


@transaction.atomic
def skip_round(*, round_: Round, by: Author, why: str) -> None:
    """Leave a planned round out, as a stopping rule may say: the reason is told with the protocol."""
    process = locked(round_.process)
    if round_.state != RoundState.PLANNED or not why.strip():
        raise ValidationError("Only a planned round can be left out, and with a reason.")
    Round.objects.filter(pk=round_.pk).delete()
    history.note(obj=process, by=by, reason=f"Round {round_.number} was left out: {why.strip()}")


@transaction.atomic
def end(*, process: Process, by: Author, reason: str) -> None:
    """End the process: its results are public from now on, and can act.

    Raises ValidationError while a round is open, and where none was held.
    """
    fresh = locked(process)
    if fresh.stage != Stage.RUNNING or fresh.rounds.filter(state=RoundState.OPEN).exists():
        raise ValidationError("Close the open round first.")
    if not fresh.rounds.filter(state=RoundState.CLOSED).exists():
        raise ValidationError("No round was held: there is nothing to publish.")
    history.change(obj=fresh, by=by, reason=reason, values={"stage": Stage.ENDED})
    process.refresh_from_db()


def asked_items(round_: Round) -> list[Item]:
    """The items a round asks about, in their order."""
    items = round_.process.items.filter(state=ItemState.ASKED)
    return list(items.filter(part=round_.part) if round_.part else items)


def locked(process: Process) -> Process:
    """The process as it stands, held until the transaction ends. Every write of a process begins here."""
    return Process.objects.select_for_update().get(pk=process.pk)
