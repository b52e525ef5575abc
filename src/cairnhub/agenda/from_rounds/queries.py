"""What a process says of questions, and where a coordinator takes it over."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cairnhub.accounts.permissions import Permission
from cairnhub.consensus.models import Process, Template
from cairnhub.consensus.outcomes.queries import applied_in
from cairnhub.consensus.outcomes.told import IN, Told, people_words, told_in
from cairnhub.consensus.outcomes.ways import Way
from cairnhub.pages.numbers import ordinal

from ..models import Question, QuestionStatus

KIND = Question.kind
#: What these kinds of process put in order are questions, whatever their items are about.
OF_QUESTIONS = (Template.JLA, Template.CHNRI)
LONGEST = Question._meta.get_field("text").max_length


@dataclass(frozen=True)
class Ranked:
    """An item that is, or may become, a question of the agenda. `rank` is its place where the process made an order."""

    told: Told
    rank: int | None
    words: str
    question: Question | None
    is_applied: bool

    @property
    def key(self) -> int:
        return self.told.item.pk

    @property
    def is_usual(self) -> bool:
        """Whether it is ticked to begin with: questions there are; a new one needs its fields first."""
        return self.question is not None and self.question.status != QuestionStatus.ANSWERED


def ranked(process: Process) -> list[Ranked]:
    """The questions a process put in order, or else agreed on, first things first. Ranks come from one round alone."""
    rows = [told for told in told_in(process) if _is_question(told)]
    last = max((told.round.number for told in rows if told.rank is not None), default=None)
    chosen = [told for told in rows if _counts(told, last)]
    names = {told.item.about.partition(":")[2] for told in chosen if told.item.about}
    known = {one.pk: one for one in Question.objects.visible().filter(pk__in=names, merged_into=None)}
    done = applied_in(process)
    found = [
        Ranked(told, told.rank if last else None, _words(told), _question(told, known), told.item.pk in done)
        for told in chosen
        if not told.item.about or _question(told, known) is not None
    ]
    return sorted(found, key=lambda one: (one.rank is None, one.rank, one.told.item.position))


def _is_question(told: Told) -> bool:
    kind = told.item.about.partition(":")[0]
    may_become = not kind and not told.item.proposes and told.process.template in OF_QUESTIONS
    return kind == KIND or may_become


def _counts(told: Told, last: int | None) -> bool:
    return told.outcome == IN if last is None else told.round.number == last and told.rank is not None


def _question(told: Told, known: dict[str, Question]) -> Question | None:
    return known.get(told.item.about.partition(":")[2])


def _words(told: Told) -> str:
    """`Ranked 3rd of 12 by 61 people in 4 groups in “What matters”`."""
    results = told.round.results
    if told.rank is None:
        return f"Agreed on by {told.share} in “{told.process.title}”"
    people = people_words(results["people"], len(results.get("groups", {})))
    return f"Ranked {ordinal(told.rank)} of {told.ranked} by {people} in “{told.process.title}”"


def ways(process: Process) -> Iterable[Way]:
    """What a process of questions may let follow for the agenda."""
    found = ranked(process)
    if found:
        waiting = sum(not one.is_applied for one in found)
        yield Way(
            "What follows for the agenda",
            f"{waiting} question{'' if waiting == 1 else 's'} to take over" if waiting else "all taken over",
            reverse("agenda:from_round", args=[process.pk]),
            (Permission.ROUND_RUN, Permission.OBJECT_EDIT),
        )
