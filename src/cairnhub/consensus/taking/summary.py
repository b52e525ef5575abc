"""What somebody answered, in words, for themselves: to look over, and to print."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..ballots.actions import remark
from ..ballots.models import Answer, Rater
from ..models import Mode, Process, Round, RoundState
from ..tokens import Ticket
from .screens import SUGGESTIONS, screens_of
from .words import own


@dataclass(frozen=True)
class Line:
    """One answer; `place` is its page where it can still be changed."""

    place: int | None
    text: SafeString
    answer: str
    reason: str = ""


def answered(process: Process, round_: Round | None, rater: Rater, held: Ticket) -> tuple[Round | None, list[Line]]:
    """One's own answers of the open round, else of the last that closed."""
    shown = round_ or process.rounds.filter(state=RoundState.CLOSED).order_by("-number").first()
    if shown is None:
        return None, []
    shown.process = process
    places = {}
    if round_:
        for place, screen in enumerate(screens_of(round_, rater.code), start=1):
            places |= {(key, screen.aspect): place for key in screen.keys}
    lines = _written(shown, held, 1 if round_ else None) if shown.mode == Mode.SUGGEST else []
    aspects = {one["code"]: own(one["text"]) for one in process.criteria}
    rows = Answer.objects.filter(rater=rater, round=shown).select_related("item")
    for row in sorted(rows, key=lambda one: (one.item.position, one.item_id, one.aspect)):
        said = _in_words(shown, row.value)
        if shown.mode == Mode.CRITERIA:
            said = f"{aspects.get(row.aspect, row.aspect)} {said}"
        place = places.get((row.item_id, row.aspect), places.get((row.item_id, "")))
        reason = remark(shown, held, f"item {row.item_id}") if shown.mode in _WITH_REASONS else ""
        if said:
            lines.append(Line(place, own(row.item.text), said, reason))
    return shown, lines


_WITH_REASONS = {Mode.RATE, Mode.VOTE, Mode.CRITERIA}


def _written(round_: Round, held: Ticket, place: int | None) -> list[Line]:
    texts = [remark(round_, held, f"suggestion {number}") for number in range(1, SUGGESTIONS + 1)]
    return [
        Line(place, _("Suggestion %(number)s") % {"number": number}, text)
        for number, text in enumerate(texts, 1)
        if text
    ]


def _in_words(round_: Round, value: int | None) -> str:
    """An answer in words; nothing for an item of a set that was neither best nor worst."""
    if value is None:
        return _("cannot judge")
    said = {
        Mode.VOTE: {1: _("Agree"), 0: _("Pass"), -1: _("Disagree")},
        Mode.CRITERIA: {2: _("Yes"), 1: _("Undecided"), 0: _("No")},
        Mode.BEST_WORST: {1: _("Most important"), 0: "", -1: _("Least important")},
    }.get(Mode(round_.mode))
    if said is not None:
        return said[value]
    if round_.mode in (Mode.CHOOSE, Mode.ORDER):
        return _("place %(number)s") % {"number": value}
    return str(value)
