"""What a question's page shows of its life: who holds it, what is new on its links, who would fund it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.models import Organisation
from cairnhub.evidence.models import Answer, Finding, Pooling
from cairnhub.framework.models import Link
from cairnhub.history.models import Event

from ..models import TAKEN, Keeping, Question, QuestionStatus
from .moves import RENEWABLE_DAYS, Move
from .rights import funder_of, holds, moves_for

#: How many news of one question a page names.
NAMED = 8


@dataclass(frozen=True)
class News:
    """A finding or a pooled answer that came after the question's evidence was last looked at."""

    at: datetime
    words: str
    url: str


@dataclass(frozen=True)
class Life:
    """A question's life as one reader sees it."""

    keeping: Keeping | None
    moves: list[Move]
    may_claim: bool
    may_renew: bool
    may_answer: bool
    may_sign: bool
    may_merge: bool
    may_look: bool
    funders: list[Organisation]
    #: The funder the reader may speak for, and whether it has spoken.
    funder: Organisation | None
    has_spoken: bool
    news: list[News]
    more_news: int
    duplicates: list[Question]

    @property
    def has_actions(self) -> bool:
        return bool(self.moves) or self.may_claim or self.may_renew or self.may_answer or self.may_merge


def life_of(question: Question, user) -> Life:
    """The life of a question with what this reader, who may be anonymous, may do about it."""
    keeping = keeping_of(question)
    edits, held = may(user, Permission.OBJECT_EDIT), keeping is not None and holds(user, question)
    stands = not question.removed and not question.merged_into_id
    said = [one for one in question.would_fund.all() if not one.organisation.removed]
    funder = funder_of(user) if user.is_authenticated else None
    news = news_of(question, keeping)
    proposed = keeping is not None and bool(keeping.draft_answer)
    return Life(
        keeping=keeping,
        moves=moves_for(user, question),
        may_claim=stands and question.status == QuestionStatus.PRIORITISED and may(user, Permission.QUESTION_CLAIM),
        may_renew=stands and question.status in TAKEN and (edits or held) and ends_soon(question),
        may_answer=stands and question.status == QuestionStatus.UNDER_WAY and (edits or held),
        may_sign=stands and proposed and edits and keeping.drafted_by_id != user.pk,
        may_merge=stands and edits,
        may_look=bool(news) and (edits or held),
        funders=[one.organisation for one in said],
        funder=funder if stands else None,
        has_spoken=funder is not None and any(one.organisation_id == funder.pk for one in said),
        news=news[:NAMED],
        more_news=max(len(news) - NAMED, 0),
        duplicates=list(question.duplicates.filter(removed=False).order_by("text")),
    )


def keeping_of(question: Question) -> Keeping | None:
    """What is kept beside the question; None where nothing is."""
    related = ("holder", "drafted_by", "draft_pooling", "draft_pooling__link")
    return Keeping.objects.filter(question=question).select_related(*related).first()


def ends_soon(question: Question) -> bool:
    """Whether a claim may be renewed already; one without an end always."""
    until = question.claimed_until
    return until is None or (until - timezone.localdate()).days <= RENEWABLE_DAYS


def news_of(question: Question, keeping: Keeping | None) -> list[News]:
    """What came onto the question's links since its evidence was last looked at, the newest first."""
    since = keeping.evidence_seen_at if keeping else _asked_at(question)
    links = [link for link in question.links.all() if not link.removed]
    if since is None or not links:
        return []
    return sorted([*_findings(links, since), *_answers(links, since)], key=lambda one: one.at, reverse=True)


def poolings_on(question: Question) -> list[Pooling]:
    """The pooled answers on the question's links."""
    links = question.links.filter(removed=False)
    return list(Pooling.objects.visible().filter(link__in=links).select_related("link__source", "link__target"))


def others(question: Question) -> list[Question]:
    """The questions another can be merged into: those that stand, without itself."""
    return list(Question.objects.visible().filter(merged_into=None).exclude(pk=question.pk).order_by("text"))


def with_news(questions: Iterable[Question]) -> set[str]:
    """Which of these questions, whose links are prefetched, have something new on their links."""
    questions = list(questions)
    seen = dict(Keeping.objects.filter(question__in=questions).values_list("question", "evidence_seen_at"))
    asked = _asked_when(one.pk for one in questions)
    newest = _newest_on({link.pk for one in questions for link in one.links.all()})
    return {
        one.pk
        for one in questions
        for since in [seen.get(one.pk) or asked.get(one.pk)]
        if since and any(newest.get(link.pk, since) > since for link in one.links.all())
    }


def claims_of(user) -> list[dict[str, object]]:
    """The questions this person holds or has proposed an answer to, as JSON-able data."""
    mine = Keeping.objects.filter(Q(holder=user) | Q(drafted_by=user)).select_related("question").order_by("pk")
    return [
        {
            "question": one.question.text,
            "holds the claim": one.holder_id == user.pk,
            "proposed answer": one.draft_answer if one.drafted_by_id == user.pk else "",
        }
        for one in mine
    ]


def _asked_at(question: Question) -> datetime | None:
    return _asked_when([question.pk]).get(question.pk)


def _asked_when(ids: Iterable[str]) -> dict[str, datetime]:
    # The newest change: whoever moved a question looked at what was known of it.
    changes = Event.objects.filter(kind=Question.kind, object_id__in=list(ids)).order_by()
    return dict(changes.values_list("object_id").annotate(at=Max("at")))


def _findings(links: list[Link], since: datetime) -> list[News]:
    found = Finding.objects.visible().filter(link__in=links, study__removed=False).select_related("link", "study")
    by_id = {one.pk: one for one in found}
    changed = Event.objects.filter(kind=Finding.kind, object_id__in=by_id, at__gt=since).order_by()
    latest = dict(changed.values_list("object_id").annotate(at=Max("at")))
    return [News(at, by_id[pk].label(), by_id[pk].get_absolute_url()) for pk, at in latest.items()]


def _answers(links: list[Link], since: datetime) -> list[News]:
    rows = Answer.objects.filter(pooling__link__in=links, pooling__removed=False, at__gt=since).select_related(
        "pooling__link__source", "pooling__link__target"
    )
    newest = {}
    for row in rows:
        newest.setdefault(row.pooling_id, row)
    return [
        News(row.at, f"Pooled answer: {row.pooling.label()}", row.pooling.get_absolute_url()) for row in newest.values()
    ]


def _newest_on(links: set[str]) -> dict[str, datetime]:
    """When the evidence on each link last changed."""
    found = dict(Finding.objects.visible().filter(link__in=links, study__removed=False).values_list("pk", "link"))
    newest: dict[str, datetime] = {}
    changed = Event.objects.filter(kind=Finding.kind, object_id__in=found).order_by()
    for pk, at in changed.values_list("object_id").annotate(latest=Max("at")):
        newest[found[pk]] = max(at, newest.get(found[pk], at))
    answers = Answer.objects.filter(Q(pooling__removed=False), pooling__link__in=links).order_by()
    for link, at in answers.values_list("pooling__link").annotate(latest=Max("at")):
        newest[link] = max(at, newest.get(link, at))
    return newest
