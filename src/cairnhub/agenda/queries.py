"""Reads of the agenda, of suggestions, and of what waits for somebody in the workspace."""

from django.db.models import Case, Count, F, IntegerField, Prefetch, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse

from cairnhub.evidence.extraction.queries import ready, to_read
from cairnhub.evidence.models import Coding, Study
from cairnhub.framework.models import Link
from cairnhub.history.labels import Label, Labels
from cairnhub.history.models import Event
from cairnhub.literature.models import Reference
from cairnhub.search.models import SearchEntry
from cairnhub.talk.models import Comment

from .models import FundingInterest, Question, QuestionStatus, Suggestion, SuggestionStatus

#: What still needs somebody comes first, what is answered last.
_ORDER = [
    QuestionStatus.PRIORITISED,
    QuestionStatus.PROPOSED,
    QuestionStatus.CLAIMED,
    QuestionStatus.UNDER_WAY,
    QuestionStatus.ANSWERED,
]


def standing() -> QuerySet[Question]:
    """The visible questions that were not merged into another."""
    return Question.objects.visible().filter(merged_into=None)


def with_links(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The questions with the links they are about, as a page shows them."""
    links = Link.objects.visible().select_related("source", "target")
    funders = FundingInterest.objects.filter(organisation__removed=False).select_related("organisation")
    return questions.prefetch_related(Prefetch("links", queryset=links), Prefetch("would_fund", queryset=funders))


def questions(status: str = "") -> QuerySet[Question]:
    """The visible questions, those that still need somebody first, each status by rank; of one status where named."""
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_ORDER)), output_field=IntegerField()
    )
    found = with_links(standing()).order_by(place, F("rank").asc(nulls_last=True), "text")
    return found.filter(status=status) if status else found


def counts_by_status() -> list[tuple[QuestionStatus, int]]:
    """How many visible questions there are of each status, without those of which there are none."""
    counts = dict(standing().order_by().values_list("status").annotate(number=Count("pk")))
    return [(status, counts[status]) for status in _ORDER if status in counts]


def access_sent(token: str) -> Suggestion:
    """The suggestion of this private address, or Http404."""
    suggestion = Suggestion.objects.filter(token=token).first()
    if suggestion is None:
        raise Http404("There is no such page.")
    return suggestion


def access_suggestion(suggestion_id: int) -> Suggestion:
    """The suggestion of this number, for moderators, or Http404."""
    suggestion = Suggestion.objects.filter(pk=suggestion_id).first()
    if suggestion is None:
        raise Http404("There is no such page.")
    return suggestion


def suggestions(status: str) -> QuerySet[Suggestion]:
    """Suggestions of one status: those waiting oldest first, the answered ones newest first."""
    found = Suggestion.objects.filter(status=status)
    return found.order_by("sent_at", "pk") if status == SuggestionStatus.WAITING else found.order_by("-answered_at")


def address_of_moderation(suggestion: Suggestion | None = None) -> str:
    """Where a moderator answers a suggestion, or finds all of them."""
    return reverse("agenda:moderate", args=[suggestion.pk]) if suggestion else reverse("agenda:moderation")


def address_of_comments() -> str:
    """Where reported comments are moderated."""
    return reverse("talk:moderation")


def address_of_comment(comment: Comment) -> str:
    """Where one comment is moderated."""
    return reverse("talk:moderate", args=[comment.pk])


def address_of_references() -> str:
    return reverse("literature:to_complete")


def outcome_of(suggestion: Suggestion) -> Label | None:
    """What became of a suggestion, as far as readers see it."""
    if not suggestion.became_kind:
        return None
    label = Labels([(suggestion.became_kind, suggestion.became_id)]).of(suggestion.became_kind, suggestion.became_id)
    return label if label.url else None


def object_at(address: str) -> tuple[str, str] | None:
    """The kind and identifier of the object whose page has this address; None where no object's page has it."""
    entry = SearchEntry.objects.filter(url=address).exclude(url="").order_by("pk").first()
    return (entry.kind, entry.object_id) if entry else None


def incomplete_references() -> QuerySet[Reference]:
    """Visible references of which something is still to be looked up."""
    return Reference.objects.visible().filter(complete=False).order_by("pk")


def studies_to_extract() -> QuerySet[Study]:
    """Visible primary studies that fewer than two readers have finished, those already begun first."""
    waiting = to_read().filter(coding=Coding.SINGLE, open_ones__lt=2)
    return waiting.order_by("-open_ones", "pk").prefetch_related("references")


def studies_to_agree_on() -> QuerySet[Study]:
    """Visible studies both of whose readers have finished."""
    return ready().prefetch_related("references")


def address_of_extraction() -> str:
    return reverse("extraction:index")


def address_of_agreement(study: Study) -> str:
    return reverse("extraction:agree", args=[study.pk])


def recent_changes_of(user) -> list[Event]:
    """The last few changes this person made."""
    return list(Event.objects.filter(by_id=user.pk)[:5])


def suggestions_by(user) -> list[dict[str, object]]:
    """What was suggested with this person's e-mail address, as JSON-able data: a part of the file about them."""
    return [
        {
            "sent at": suggestion.sent_at.isoformat(),
            "kind": suggestion.kind,
            "text": suggestion.text,
            "details": suggestion.details,
            "about": suggestion.about,
            "name given": suggestion.sender_name,
            "status": suggestion.status,
            "answer": suggestion.answer,
        }
        for suggestion in Suggestion.objects.filter(sender_email__iexact=user.email)
    ]
