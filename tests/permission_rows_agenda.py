"""Who may do what in a question's life. Each row's question is in the state in which the step may be taken."""

from cairnhub.accounts.models import User
from cairnhub.agenda.life import actions
from cairnhub.agenda.models import Question
from factories import make_finding, make_link, make_organisation, make_person, make_question
from permission_rows import EDITOR_FORM, Row, from_role

MEMBER_FORM = from_role("member", 200), from_role("member", 400)


def make_prioritised() -> Question:
    return make_question(status="prioritised")


def make_ending() -> Question:
    return make_question(status="claimed", claimed_by="A school")


def make_under_way() -> Question:
    return make_question(status="under_way", claimed_by="A school")


def make_proposed_answer() -> Question:
    question = make_under_way()
    reviewer = User.objects.get(role="reviewer")
    actions.Keeping.objects.create(
        question=question, draft_answer="Yes.", draft_source="https://example.org/review", drafted_by=reviewer
    )
    return question


def make_merged() -> Question:
    return make_question(merged_into=make_question(text="The same?"))


def make_question_of_a_funder() -> Question:
    """One whose page a member sees who belongs to a funder."""
    make_person(user=User.objects.get(role="member"), organisation=make_organisation(organisation_type="foundation"))
    return make_question()


def make_question_with_news() -> Question:
    link = make_link()
    question = make_question(links=[link], status="claimed", claimed_by="A school")
    make_finding(link=link)
    return question


def by_question(made: Question) -> dict:
    """A removed question takes no step, whoever asks: these rows are not among those of pages editors still see."""
    return {"object_id": made.pk}


AGENDA: dict[str, Row] = {
    "agenda:move": Row(*EDITOR_FORM, make_question, lambda made: {"object_id": made.pk, "name": "prioritise"}),
    "agenda:claim": Row(*MEMBER_FORM, make_prioritised, by_question),
    "agenda:renew": Row(*EDITOR_FORM, make_ending, by_question),
    "agenda:answer": Row(*EDITOR_FORM, make_under_way, by_question),
    "agenda:sign_off": Row(*EDITOR_FORM, make_proposed_answer, by_question),
    "agenda:merge": Row(*EDITOR_FORM, make_question, by_question),
    "agenda:part": Row(*EDITOR_FORM, make_merged, by_question),
    # Only the member belongs to a funder.
    "agenda:would_fund": Row(from_role("member", 405), (302, 302, 403, 403, 403), make_question_of_a_funder),
    "agenda:look_at_evidence": Row(from_role("member", 405), from_role("editor", 302), make_question_with_news),
}
