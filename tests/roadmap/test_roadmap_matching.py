"""Whom to ask about a link or a question, and what needs somebody."""

import pytest
from django.urls import reverse

from cairnhub.accounts.models import User
from cairnhub.community.actions import delete_profile
from cairnhub.community.models import Person
from cairnhub.community.queries import own_profile
from cairnhub.history import actions
from cairnhub.roadmap.matching.queries import what_needs, whom_to_ask
from factories import (
    TESTS,
    make_call,
    make_construct,
    make_link,
    make_organisation,
    make_outcome,
    make_person,
    make_question,
    make_study,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return make_link()


def names(found) -> list[str]:
    return [one.label.text for one in found]


def reasons(one) -> list[str]:
    return [reason.words for reason in one.reasons]


def address(link) -> str:
    return reverse("matching:ask", args=["link", link.pk])


def test_people_are_named_with_the_reasons_in_words(link, client):
    make_person(name="Ada", links=[link], methods_expertise=["realist"])
    make_person(name="Ben", languages=["English"], country="Kenya")
    found = whom_to_ask(link, 0).people
    assert names(found) == ["Ada"]
    assert f"works on {link.label()}" in reasons(found[0])
    assert any(words.startswith("works on what it joins:") for words in reasons(found[0]))
    page = client.get(address(link)).content.decode()
    assert "Ada" in page
    assert "Ben" not in page


def test_who_shows_it_to_members_only_is_named_to_members_only(link, client, member):
    make_person(name="Shy", links=[link], seen_by="members")
    make_person(name="Hidden link", links=[link], visibility={"links": "nobody"})
    make_person(name="Not agreed", links=[link], consent=False)
    assert names(whom_to_ask(link, 0).people) == []
    assert names(whom_to_ask(link, 1).people) == ["Shy"]
    assert "Shy" not in client.get(address(link)).content.decode()
    client.force_login(member)
    assert "Shy" in client.get(address(link)).content.decode()


def test_what_a_reason_would_tell_is_hidden_with_its_field(link):
    make_person(name="Ada", links=[link], data_expertise=["school_records"], visibility={"data_expertise": "members"})
    (public,), (inside,) = whom_to_ask(link, 0).people, whom_to_ask(link, 1).people
    assert not any("data" in words for words in reasons(public))
    assert any("Admissions and student records" in words for words in reasons(inside))


def test_an_organisation_is_named_for_what_its_visible_people_work_on(link):
    school = make_organisation(name="Rural School")
    make_organisation(name="Other")
    make_person(name="Ada", links=[link], organisation=school)
    assert names(whom_to_ask(link, 0).organisations) == ["Rural School"]
    hidden = make_organisation(name="Hidden School")
    make_person(name="Shy", links=[link], organisation=hidden, visibility={"organisation": "members"})
    assert names(whom_to_ask(link, 0).organisations) == ["Rural School"]
    assert set(names(whom_to_ask(link, 1).organisations)) == {"Rural School", "Hidden School"}


def test_turns_are_taken_between_questions_and_gaps(link):
    for number in range(12):
        make_person(name=f"Person {number}", links=[link])
    asked = [link, *(make_question(text=f"Question {number}?", links=[link]) for number in range(5))]
    named = [name for one in asked for name in names(whom_to_ask(one, 0).people)]
    assert len(named) == 30
    assert len(set(named)) == 12
    assert max(named.count(name) for name in named) <= 3


def test_the_same_page_says_the_same_until_something_changes(link, client):
    for number in range(8):
        make_person(name=f"Person {number}", links=[link])
    first = names(whom_to_ask(link, 0).people)
    assert names(whom_to_ask(link, 0).people) == first
    first_named = Person.objects.get(pk=whom_to_ask(link, 0).people[0].match.id)
    delete_profile(first_named.user)
    assert first_named.name not in names(whom_to_ask(link, 0).people)


def test_an_answered_question_asks_nobody(link, client):
    make_person(name="Ada", links=[link])
    answered = make_question(text="Done?", status="answered", links=[link])
    asked = whom_to_ask(answered, 0)
    assert (asked.people, asked.compared) == ([], False)
    assert "the question is answered" in client.get(reverse("matching:ask", args=["question", answered.pk])).text


def test_a_question_without_links_says_that_nobody_fits(client):
    make_person(name="Ada", methods_expertise=["cohorts"])
    loose = make_question(text="Why?")
    assert "Nobody who shows it to everybody" in client.get(reverse("matching:ask", args=["question", loose.pk])).text


def test_other_kinds_and_hidden_objects_look_the_same(link, client):
    question = make_question(text="Gone?")
    actions.remove(obj=question, by=TESTS, reason="Asked twice.")
    for kind, pk in (("study", "x"), ("question", question.pk), ("link", "none")):
        assert client.get(reverse("matching:ask", args=[kind, pk])).status_code == 404


def test_the_file_holds_scores_and_reasons(link, client):
    make_person(name="=Ada", links=[link])
    text = client.get(reverse("matching:ask_csv", args=["link", link.pk])).content.decode("utf-8-sig")
    assert text.splitlines()[0] == "name,kind,score,points,named before,reasons,page"
    assert f"works on {link.label()}" in text
    assert "\n'=Ada,person," in text


def test_somebody_finds_questions_calls_studies_and_gaps_that_need_them(link, member):
    make_person(user=member, links=[link], seen_by="nobody")
    question = make_question(text="Does it?", links=[link])
    call = make_call(title="Sites", links=[link])
    study = make_study(exposures=[link.source], outcomes=[link.target])
    other = make_link(source=make_construct(name="Pathways"), target=make_outcome(name="Trust"), id="other")
    make_question(text="Far away?", links=[other])
    found = what_needs(own_profile(member))
    assert names(found["questions"]) == [question.text]
    assert names(found["calls"]) == [call.title]
    assert names(found["studies"]) == [study.label()]
    assert names(found["gaps"]) == [link.label()]
    assert reasons(found["questions"][0])[0] == f"it is about a link you work on: {link.label()}"


def test_a_study_one_has_begun_to_read_is_not_named_again(link, reviewer):
    from cairnhub.evidence.extraction.actions import begin

    make_person(user=reviewer, links=[link])
    study = make_study(exposures=[link.source], outcomes=[link.target])
    assert names(what_needs(own_profile(reviewer))["studies"]) == [study.label()]
    begin(study=study, by=reviewer)
    assert what_needs(own_profile(reviewer))["studies"] == []


def test_without_a_profile_the_page_says_how_to_make_one(client, member):
    client.force_login(member)
    page = client.get(reverse("matching:for_me")).text
    assert "You have no profile yet." in page
    make_person(user=member)
    assert client.get(reverse("matching:for_me")).text.count("None of them asks for what your profile says.") == 4


def test_the_page_asks_as_often_for_many_people_as_for_few(link, client, django_assert_max_num_queries):
    for number in range(6):
        make_person(name=f"Person {number}", links=[link], methods_expertise=["cohorts"])
    for number in range(6):
        make_question(text=f"Question {number}?", links=[link])
    with django_assert_max_num_queries(45):
        assert client.get(address(link)).status_code == 200
    assert User.objects.count() == 6
