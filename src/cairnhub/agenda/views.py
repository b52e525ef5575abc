"""The agenda: questions the field should answer, and one question."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cairnhub.history.access import access
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from . import queries
from .calls.queries import calls
from .life.claims import A_MEMBER
from .life.queries import life_of, with_news
from .models import Question, QuestionStatus

#: How many open calls stand below the questions, those that end first.
NAMED_CALLS = 3
HEADER = (
    "id",
    "question",
    "status",
    "why it matters",
    "who would act",
    "on what",
    "by when",
    "kind of gap",
    "links",
    "claimed by",
    "claim ends on",
    "would fund",
    "answer",
    "rests on",
    "known grants",
    "running studies",
    "rank",
    "where its rank comes from",
)


@require_safe
@cached_page
def index(request):
    status = _asked_status(request)
    counts, found = queries.counts_by_status(), list(queries.questions(status))
    context = {
        "questions": found,
        "with_news": with_news(found),
        "status": status,
        "counts": counts,
        "total": sum(number for _, number in counts),
        "calls": calls()[:NAMED_CALLS],
    }
    return render(request, "agenda/index.html", context)


@require_safe
@cached_page
def questions_csv(request):
    return csv_file("questions", HEADER, map(_row, queries.questions(_asked_status(request))))


@require_safe
@cached_page
def question(request, object_id):
    found = access(request.user, Question, object_id, queryset=queries.with_links(Question.objects.all()))
    if found.merged_into_id and not found.removed:
        return redirect(found.merged_into)
    context = {"object": found, "life": life_of(found, request.user), "steps": QuestionStatus, "a_member": A_MEMBER}
    return render(request, "agenda/question.html", context)


def _asked_status(request) -> str:
    status = request.GET.get("status", "")
    return status if status in QuestionStatus.values else ""


def _row(question: Question) -> tuple:
    return (
        question.pk,
        question.text,
        question.get_status_display(),
        question.why,
        question.decided_by,
        question.decision,
        question.decided_when,
        question.get_gap_kind_display(),
        "; ".join(link.pk for link in question.links.all()),
        question.claimed_by,
        question.claimed_until or "",
        "; ".join(one.organisation.name for one in question.would_fund.all()),
        question.answer,
        question.answer_pooling_id or question.answer_source,
        "; ".join(question.known_grants),
        "; ".join(question.running_studies),
        question.rank or "",
        question.rank_words,
    )
