"""The agenda as readers see it."""

import csv
import io

import pytest

from cairnhub.agenda.models import Question
from cairnhub.history import actions
from factories import make_link, make_question

pytestmark = pytest.mark.django_db


def texts(page):
    return [question.text for question in page.context["questions"]]


def test_an_empty_agenda_explains_what_a_question_is_and_how_one_gets_here(client):
    page = client.get("/agenda/").content.decode()
    assert "No question stands here yet" in page
    assert "/suggest/?kind=question" in page


def test_questions_that_still_need_somebody_come_first(client):
    make_question(text="Answered?", status="answered")
    make_question(text="Claimed?", status="claimed", claimed_by="A school")
    make_question(text="Proposed?")
    make_question(text="Prioritised?", status="prioritised")
    page = client.get("/agenda/")
    assert texts(page) == ["Prioritised?", "Proposed?", "Claimed?", "Answered?"]
    assert [(status.value, number) for status, number in page.context["counts"]] == [
        ("prioritised", 1),
        ("proposed", 1),
        ("claimed", 1),
        ("answered", 1),
    ]
    assert texts(client.get("/agenda/?status=claimed")) == ["Claimed?"]
    assert len(texts(client.get("/agenda/?status=nonsense"))) == 4


def test_a_question_names_its_decision_its_links_and_who_claimed_it(client):
    link = make_link()
    question = make_question(
        links=[link], status="claimed", claimed_by="A consortium", known_grants=["Grant 1, https://example.org/1"]
    )
    page = client.get(question.get_absolute_url()).content.decode()
    for words in ("Deans of medical schools", "whether to open a rural track", "A consortium", "Grant 1"):
        assert words in page
    assert link.get_absolute_url() in page


def test_the_file_holds_the_same_questions(client):
    link = make_link()
    make_question(text="=Dangerous?", links=[link], known_grants=["https://a.org", "https://b.org"])
    make_question(text="Answered?", status="answered")
    answer = client.get("/agenda/questions.csv?status=proposed")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["question"], row["links"], row["known grants"]) for row in rows] == [
        ("'=Dangerous?", link.pk, "https://a.org; https://b.org")
    ]


def test_a_removed_question_is_nowhere(client, editor):
    question = make_question(text="Gone?")
    actions.remove(obj=question, by=editor, reason="Twice here.")
    assert client.get(question.get_absolute_url()).status_code == 404
    assert "Gone?" not in client.get("/agenda/").content.decode()
    assert b"Gone?" not in client.get("/agenda/questions.csv").content


def test_the_pages_ask_few_questions_of_the_database(client, django_assert_max_num_queries):
    for number in range(9):
        make_question(text=f"Question {number}?", links=[make_link()])
    with django_assert_max_num_queries(10):
        client.get("/agenda/")
    address = Question.objects.first().get_absolute_url()
    with django_assert_max_num_queries(14):
        client.get(address)
