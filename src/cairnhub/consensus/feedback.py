"""What panellists are shown beside an item: the evidence so far, and what was said before."""

import random
from collections import defaultdict

import numpy as np
from django.db import transaction

from cairnhub.evidence.models import Finding, StudyKind
from cairnhub.evidence.pooling.reading import leading_answers

from .ballots.models import Answer, Remark, RemarkState
from .models import Feedback, Item, Round, RoundState
from .models.processes import SMALLEST
from .results.rating import spread
from .results.table import table_of

LINK = "link:"


def shown_in(round_: Round) -> dict:
    """What everybody sees in a round that opens now, by item: frozen, so that all answer on the same grounds."""
    items = list(round_.process.items.all())
    evidence = evidence_on([item.about for item in items])
    told: dict[str, dict] = {str(item.pk): {**evidence.get(item.about, {})} for item in items}
    before = _round_before(round_)
    if before is None or round_.feedback == Feedback.NONE:
        return told
    remarks = shown_remarks(before)
    for name, found in before.results.get("items", {}).items():
        if name in told:
            told[name] |= {"round": before.number, "own": True, "remarks": remarks.get(int(name), [])}
            told[name] |= _as_feedback(found, round_.feedback)
    return told


def _round_before(round_: Round) -> Round | None:
    """The last closed round in which the same items were answered."""
    earlier = round_.process.rounds.filter(number__lt=round_.number, state=RoundState.CLOSED)
    if round_.part:
        earlier = earlier.filter(part__in=[round_.part, ""])
    return next((one for one in earlier.order_by("-number") if one.results.get("items")), None)


def _as_feedback(found: dict, level: str) -> dict:
    if level == Feedback.OWN or found.get("few"):
        return {}
    told = {"all": {name: found[name] for name in _TOLD if name in found}}
    if level == Feedback.GROUPS:
        told["groups"] = found.get("groups", {})
    return told


_TOLD = ("n", "counts", "median", "q1", "q3", "score", "rank")


def evidence_on(about: list[str]) -> dict[str, dict]:
    """For links: how many primary studies found something, whether each was at one school, and how sure we may be."""
    links = {name.removeprefix(LINK): name for name in about if name.startswith(LINK)}
    rows = Finding.objects.visible().filter(link__in=links, study__removed=False, study__study_kind=StudyKind.PRIMARY)
    studies: dict[str, dict[str, int | None]] = defaultdict(dict)
    for link, study, sites in rows.values_list("link_id", "study_id", "study__sites"):
        studies[link][study] = sites
    sure = {
        link: leading.certainty.get_level_display()
        for link, leading in leading_answers(links).items()
        if leading.certainty
    }
    return {
        name: {
            "evidence": {
                "studies": len(studies[link]),
                "one_school": bool(studies[link]) and set(studies[link].values()) == {1},
                "certainty": sure.get(link, ""),
            }
        }
        for link, name in links.items()
    }


def shown_remarks(round_: Round) -> dict[int, list[str]]:
    """What moderation let through in a round, by item, in the order of random keys."""
    told: dict[int, list[str]] = defaultdict(list)
    for one in Remark.objects.filter(round=round_, state=RemarkState.SHOWN, item__isnull=False):
        told[one.item_id].append(one.shown_text or one.text)
    return dict(told)


@transaction.atomic
def live_now(round_: Round, item: Item) -> dict:
    """What others say so far in a round that shows it while it is open.

    It is worked out anew only when five more people have answered, and always without five people drawn by lot: so
    comparing it with a later one, or with the end, tells about no fewer than five. Groups are told at the end alone:
    between two looks a single person may have joined one.
    """
    name = str(item.pk)
    if not _has_moved(round_, item, round_.shown.get(name, {})):
        return round_.shown.get(name, {})
    fresh = Round.objects.select_for_update().get(pk=round_.pk)
    kept = fresh.shown.get(name, {})
    if _has_moved(fresh, item, kept):
        fresh.shown[name] = {"evidence": kept.get("evidence")} | _so_far(fresh, item)
        fresh.save(update_fields=["shown"])
    return fresh.shown[name]


def _has_moved(round_: Round, item: Item, kept: dict) -> bool:
    number = Answer.objects.filter(round=round_, item=item, value__isnull=False).count()
    return number >= max(2 * SMALLEST, kept.get("at", 0) + SMALLEST)


def _so_far(round_: Round, item: Item) -> dict:
    table = table_of(round_, [item])
    known = np.flatnonzero(~np.isnan(table.values[:, 0]))
    part = np.zeros(len(table.people), dtype=bool)
    part[random.SystemRandom().sample(known.tolist(), len(known) - SMALLEST)] = True
    return {"at": len(known), "all": spread(table.values[part, 0])}
