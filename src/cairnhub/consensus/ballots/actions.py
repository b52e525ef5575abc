"""Writes of the rating store. Each is one transaction; whoever was told "saved" finds it after any crash."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ..models import Item, Process, Round, RoundState
from ..tokens import Ticket
from .models import Answer, Rater, Remark, RemarkState, Seen
from .sealing import forget_log

LONGEST_REMARK = 2000


class RoundClosed(ValidationError):
    """The round has closed: nothing more is kept in it."""


def rater_of(process: Process, ticket: Ticket) -> Rater | None:
    return Rater.objects.filter(process=process, code=ticket.code).first()


def begin(process: Process, ticket: Ticket) -> Rater:
    """Somebody consents, with the words as they stand, and takes part from now on."""
    rater, _new = Rater.objects.get_or_create(
        process=process,
        code=ticket.code,
        defaults={"group": ticket.group, "way": ticket.way, "consent_version": process.consent_version},
    )
    return rater


@transaction.atomic
def save(
    round_: Round, rater: Rater, items: Sequence[int], aspect: str, given: dict[tuple[int, str], int | None]
) -> None:
    """Keep what one screen says: the answers about these items under this aspect, and only those given.

    Raises RoundClosed where the round has closed.
    """
    stay_open(round_)
    # Where an item has one answer, and it is given, nothing else can stand there.
    if not all((item, aspect) in given for item in items):
        _take_back(Answer.objects.filter(rater=rater, round=round_, item__in=items), aspect, given)
    Answer.objects.bulk_create(
        [
            Answer(rater=rater, round=round_, item_id=item, aspect=one, value=value)
            for (item, one), value in given.items()
        ],
        update_conflicts=True,
        unique_fields=["rater", "round", "item", "aspect"],
        update_fields=["value"],
    )


def _take_back(before, aspect: str, given: dict[tuple[int, str], int | None]) -> None:
    if aspect:
        before = before.filter(aspect=aspect)
    gone = [pk for pk, item, one in before.values_list("pk", "item_id", "aspect") if (item, one) not in given]
    if gone:
        Answer.objects.filter(pk__in=gone).delete()


def save_remark(round_: Round, ticket: Ticket, place: str, text: str, item: int | None = None) -> None:
    """Keep, change or take back what somebody wrote at one place; a change waits for moderation again."""
    code, text = ticket.code_for(f"{round_.pk} {place}"), text.strip()
    if len(text) > LONGEST_REMARK:
        raise ValidationError(_("This is too long. Use at most %(most)s characters.") % {"most": LONGEST_REMARK})
    # Most answers come without words: they need not wait for others' writes once more.
    if text or Remark.objects.filter(code=code).exists():
        _write_remark(round_, code, text, item)


@transaction.atomic
def _write_remark(round_: Round, code: str, text: str, item: int | None) -> None:
    stay_open(round_)
    if not text:
        Remark.objects.filter(code=code, became__isnull=True).delete()
        return
    # Two tabs may save at once: a clash that reached the log would tell a code, and when.
    found, new = Remark.objects.get_or_create(code=code, defaults={"round": round_, "item_id": item, "text": text})
    if not new and found.text != text and not found.became_id:
        found.text, found.shown_text, found.state = text, "", RemarkState.HELD
        found.save()


def remark(round_: Round, ticket: Ticket, place: str) -> str:
    """What somebody wrote at one place; empty for nothing."""
    found = Remark.objects.filter(code=ticket.code_for(f"{round_.pk} {place}")).first()
    return found.text if found else ""


@transaction.atomic
def log_seen(round_: Round, rater: Rater, item: Item, content: dict) -> None:
    """Keep what somebody is about to be shown beside an item, where it is not what they saw last."""
    earlier = list(Seen.objects.filter(rater=rater, round=round_, item=item))
    if not earlier or earlier[-1].content != content:
        Seen.objects.get_or_create(
            rater=rater, round=round_, item=item, order=len(earlier) + 1, defaults={"content": content}
        )


@transaction.atomic
def withdraw(round_: Round | None, rater: Rater, ticket: Ticket, places: list[str]) -> None:
    """Take back what is not yet part of any result: answers and words of the open round, and the rater where nothing
    of theirs was counted before."""
    if round_ is not None:
        stay_open(round_)
        Answer.objects.filter(rater=rater, round=round_).delete()
        Seen.objects.filter(rater=rater, round=round_).delete()
        codes = [ticket.code_for(f"{round_.pk} {place}") for place in places]
        Remark.objects.filter(code__in=codes, became__isnull=True).delete()
    if not rater.answers.exists():
        rater.delete()
    transaction.on_commit(forget_log)


def stay_open(round_: Round) -> None:
    """Hold the round open until the transaction ends. Raises RoundClosed where it is closed already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK, round_.pk % 2**31])
    if not Round.objects.filter(pk=round_.pk, state=RoundState.OPEN).exists():
        raise RoundClosed(_("This round has closed. What you answered before is kept."))


def await_savers(round_: Round) -> None:
    """Wait until everybody who found the round open has saved. SQLite lets one write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, round_.pk % 2**31])


_LOCK = 0x726F756E
