"""What every step of a question's life does: lock it, look where it stands, change it with who and why."""

from django.core.exceptions import ValidationError

from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history

from ..models import Keeping, Question, QuestionStatus

NO_CLAIM = {"claimed_by": "", "claimed_until": None}
NO_RANK = {"rank": None, "rank_words": "", "ranked_in": ""}
NO_DRAFT = {"draft_answer": "", "draft_pooling": None, "draft_source": "", "drafted_by": None}


def locked(question: Question) -> Question:
    """The question as it stands now, held until the transaction ends."""
    return Question.objects.select_for_update().get(pk=question.pk)


def expect(question: Question, states: tuple[QuestionStatus, ...]) -> None:
    """Raise ValidationError unless the question stands in one of the states."""
    if question.removed or question.merged_into_id:
        raise ValidationError("This question no longer stands.")
    if question.status not in states:
        wanted = " or ".join(QuestionStatus(one).label for one in states)
        raise ValidationError(f"It is {question.get_status_display()} now; this is for questions that are {wanted}.")


def keep(question: Question, **values) -> None:
    """Write what is kept beside the record."""
    Keeping.objects.update_or_create(question=question, defaults=values)


def change(question: Question, *, by: Author, reason: str, values: dict) -> None:
    """Make one event of the step."""
    history.change(obj=question, by=by, reason=reason, values=values)
