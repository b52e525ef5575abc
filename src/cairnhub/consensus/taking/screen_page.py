"""What one screen shows: its answers so far, what was said before, and the log of what was shown."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..about import address_of
from ..ballots.actions import log_seen, remark
from ..ballots.models import Answer, Rater
from ..feedback import live_now
from ..models import Item, Mode, Round
from ..tokens import Ticket
from . import words
from .answering import CANNOT, JUDGEMENTS, VOTES
from .screens import SUGGESTIONS, Screen, screens_of

_TEMPLATES = {
    Mode.RATE: "rounds/rate.html",
    Mode.VOTE: "rounds/rate.html",
    Mode.CRITERIA: "rounds/criteria.html",
    Mode.CHOOSE: "rounds/places.html",
    Mode.ORDER: "rounds/places.html",
    Mode.BEST_WORST: "rounds/best_worst.html",
    Mode.POINTS: "rounds/points.html",
    Mode.SUGGEST: "rounds/suggest.html",
}


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen; `said` is what a screen reader says beside the number."""

    value: str
    text: str
    on: bool
    said: str = ""


def template(round_: Round) -> str:
    return _TEMPLATES[Mode(round_.mode)]


def build(round_: Round, rater: Rater, held: Ticket, screen: Screen, posted: Mapping[str, str] | None) -> dict:
    """The screen as it was left, or as it was just posted with a mistake in it."""
    given, items = _given(round_, rater, screen), [round_.asked_items[key] for key in screen.keys]
    page: dict = {"aspect": screen.aspect}
    match Mode(round_.mode):
        case Mode.SUGGEST:
            numbers = range(1, SUGGESTIONS + 1)
            page["suggestions"] = [(number, remark(round_, held, f"suggestion {number}")) for number in numbers]
            return page
        case Mode.CRITERIA:
            [item] = items
            page["criteria"] = [
                (one["code"], one["text"], _judgements(given.get((item.pk, one["code"]), ...)))
                for one in round_.process.criteria
            ]
        case Mode.BEST_WORST:
            values = {item.pk: given.get((item.pk, screen.aspect)) for item in items}
            page["rows"] = [(item, values[item.pk] == 1, values[item.pk] == -1) for item in items]
        case Mode.CHOOSE | Mode.ORDER | Mode.POINTS:
            most = min(round_.process.choose_number if round_.mode == Mode.CHOOSE else 1000, len(screen.keys))
            page["rows"] = [
                (item, _posted(posted, item, given.get((item.pk, ""))), _beside(round_, rater, item, None))
                for item in items
            ]
            page["most"], page["range"] = most, range(1, most + 1)
        case _:
            [item] = items
            page["choices"] = choices(round_, given.get((item.pk, ""), ...))
            page["cannot"] = given.get((item.pk, ""), ...) is None
    if len(screen.keys) == 1:
        [item] = items
        reason = posted.get("reason", "") if posted is not None else remark(round_, held, f"item {item.pk}")
        page |= {"item": item, "reason": reason} | _beside(round_, rater, item, given.get((item.pk, "")))
    return page


def choices(round_: Round, given: object) -> list[Choice]:
    """The answers of a rating or a vote, the one given marked. `...` stands for no answer, None for "cannot judge"."""
    if round_.mode == Mode.VOTE:
        said = {1: _("Agree"), 0: _("Pass"), -1: _("Disagree")}
        return [Choice(str(value), said[value], value == given) for value in VOTES]
    process = round_.process
    ends = dict(zip((process.scale_low, process.scale_high), round_.ends, strict=True))
    steps = range(process.scale_low, process.scale_high + 1)
    return [Choice(str(value), str(value), value == given, ends.get(value, "")) for value in steps]


def _judgements(given: object) -> list[Choice]:
    said = {2: _("Yes"), 1: _("Undecided"), 0: _("No")}
    found = [Choice(str(value), said[value], value == given) for value in JUDGEMENTS]
    return [*found, Choice(CANNOT, _("Cannot judge"), given is None)]


def _posted(posted: Mapping[str, str] | None, item: Item, kept: int | None) -> str:
    if posted is not None:
        return posted.get(f"item-{item.pk}", "")
    return "" if kept is None else str(kept)


def _given(round_: Round, rater: Rater, screen: Screen) -> dict:
    rows = Answer.objects.filter(round=round_, rater=rater, item__in=screen.keys)
    return {(item, aspect): value for item, aspect, value in rows.values_list("item_id", "aspect", "value")}


def _beside(round_: Round, rater: Rater, item: Item, given: int | None) -> dict:
    """What stands beside an item, logged as this person sees it: the evidence, what was said before, one's own answer
    then, and the reasons others gave, in an order of one's own."""
    shown = live_now(round_, item) if round_.live else round_.shown.get(str(item.pk), {})
    evidence = shown.get("evidence")
    beside = {
        "shown": shown,
        "evidence": evidence,
        "certainty": words.certainty(evidence["certainty"]) if evidence else "",
        "before": shown.get("round"),
        "about_url": address_of(item.about),
    }
    if not shown.get("round") and not shown.get("all"):
        return beside
    remarks = list(shown.get("remarks", []))
    random.Random(f"{rater.code} {round_.pk} {item.pk}").shuffle(remarks)  # noqa: S311 - an order, no secret
    own = _own_before(round_, rater, item, shown["round"]) if shown.get("round") else given
    log_seen(round_, rater, item, {**shown, "remarks": remarks, "own_value": own})
    groups = shown.get("groups", {})
    told = {"remarks": remarks, "own_value": own, "own_said": _said(round_, own), "highest": _highest(groups)}
    told["places"] = [(name, found["rank"]) for name, found in groups.items() if "rank" in found]
    if "all" in shown:
        bars = _bars(shown["all"], own, round_)
        told |= {"bars": bars, "bars_wide": 100 * len(bars) - GAP, "numbers": _numbers(shown["all"], groups, round_)}
    return beside | told


def _own_before(round_: Round, rater: Rater, item: Item, number: int) -> int | str | None:
    """One's own answer in an earlier round: a number, "x" for "cannot judge", None for none."""
    rows = Answer.objects.filter(rater=rater, item=item, round__process=round_.process, aspect="", round__number=number)
    return next((CANNOT if value is None else value for value in rows.values_list("value", flat=True)), None)


def _said(round_: Round, value: int | str | None) -> str:
    """An answer in words; a place or number as it is."""
    texts = {choice.value: choice.text for choice in choices(round_, ...)} if round_.mode == Mode.VOTE else {}
    return texts.get(str(value), "" if value is None else str(value))


#: Between two bars, in percent of one and its gap, as the boxes of the scale stand.
GAP = 8


@dataclass(frozen=True)
class Bar:
    """One bar of the picture: its place and height in percent, and whether it is one's own."""

    x: int
    height: int
    mine: bool


def _bars(told: dict, own: int | str | None, round_: Round) -> list[Bar]:
    counts = told.get("counts")
    if not counts:
        return []
    most = max(counts.values())
    found = []
    for at, choice in enumerate(choices(round_, ...)):
        number = counts.get(choice.value, 0)
        mine = str(own) == choice.value
        found.append(Bar(at * 100, max(round(100 * number / most), 3 if number or mine else 0), mine))
    return found


def _numbers(everybody: dict, groups: dict, round_: Round) -> list[tuple[str, list[int], float | None]]:
    """The table beside the picture: who, how many gave each answer, the median."""
    rows = [(_("Everybody"), everybody), *((words.own(name), found) for name, found in groups.items())]
    steps = [choice.value for choice in choices(round_, ...)]
    return [(name, [told.get("counts", {}).get(step, 0) for step in steps], told.get("median")) for name, told in rows]


def _highest(groups: dict) -> list[str]:
    """The groups with the highest median, where they stand apart from others."""
    medians = {name: found["median"] for name, found in groups.items() if "median" in found}
    if len(set(medians.values())) < 2:
        return []
    return [name for name, median in medians.items() if median == max(medians.values())]


def places(round_: Round, rater: Rater, held: Ticket | None) -> list[tuple[int, bool]]:
    """Every screen's place and whether it is answered; a suggestion round counts as answered once something stands."""
    rows = Answer.objects.filter(round=round_, rater=rater).values_list("item_id", "aspect")
    answered = set(rows)
    items = {item for item, _aspect in answered}
    found = []
    for place, screen in enumerate(screens_of(round_, rater.code), start=1):
        if not screen.keys:
            done = held is not None and any(
                remark(round_, held, f"suggestion {number}") for number in range(1, SUGGESTIONS + 1)
            )
        elif screen.aspect:
            done = all((key, screen.aspect) in answered for key in screen.keys)
        elif len(screen.keys) == 1:
            done = screen.keys[0] in items
        else:
            done = bool(items)
        found.append((place, done))
    return found
