"""Taking the order of a process over into the agenda: all of what was chosen or nothing, and once."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.consensus.actions import locked as held
from cairnhub.consensus.models import Process
from cairnhub.consensus.outcomes.actions import mark, refuse_unless_it_acts
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..life.actions import move
from ..life.steps import NO_RANK, change
from ..models import Question, QuestionStatus
from .queries import LONGEST, Ranked, ranked


@transaction.atomic
def take_over(
    *, process: Process, chosen: Collection[int], new: Mapping[int, dict], by: User, replaces: bool = True
) -> list[Question]:
    """Prioritise the questions of the items chosen, with their rank and where it comes from.

    `new` gives the fields of those that become questions, by item. With `replaces`, ranks of other processes end.
    Raises ValidationError, and changes nothing, where one cannot be taken over (it says which) or was before.
    """
    fresh = held(process)
    refuse_unless_it_acts(fresh)
    known = {one.key: one for one in ranked(fresh)}
    if not chosen or set(chosen) - known.keys():
        raise ValidationError("Choose what is to be taken over, of what this page offers.")
    reason = f"“{fresh.title}” ({fresh.get_absolute_url()})."
    taken = [_taken_over(known[key], new.get(key, {}), by) for key in sorted(chosen, key=list(known).index)]
    if replaces:
        for other in Question.objects.visible().exclude(ranked_in__in=["", fresh.pk]):
            change(other, by=by, reason=f"Another order is in force: {reason}", values=NO_RANK)
    return taken


def _taken_over(one: Ranked, fields: dict, by: User) -> Question:
    number, told = one.told.item.number, one.told
    if one.is_applied:
        raise ValidationError(f"Item {number} was taken over before: nothing was changed.")
    reason = f"{one.words} ({told.process.get_absolute_url()}), item {number}."
    try:
        with transaction.atomic():
            question = one.question or _added(told.item.text, fields, by, reason)
            if question.status == QuestionStatus.PROPOSED:
                move(question=question, name="prioritise", by=by, reason=reason)
            values = {"rank": one.rank, "rank_words": one.words, "ranked_in": told.process.pk}
            change(question, by=by, reason=reason, values=values)
    except ValidationError as refusal:
        why = " ".join(refusal.messages)
        raise ValidationError(f"Item {number} cannot be taken over: {why}") from refusal
    mark(item=told.item, obj=question)
    return question


def _added(text: str, fields: dict, by: User, reason: str) -> Question:
    question = Question(**{"text": text[:LONGEST]} | fields)
    question.pk = identifier_from(question.text, lambda taken: Question.objects.filter(pk=taken).exists())
    history.add(obj=question, by=by, reason=reason)
    return question
