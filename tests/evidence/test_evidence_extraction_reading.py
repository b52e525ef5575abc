"""The form of one reader: what it keeps, what it refuses, and that nothing typed is lost without a word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairnhub.evidence.extraction.actions import begin, change_template, save_draft, submit
from cairnhub.evidence.extraction.questions import Question, current_template, questions_of
from cairnhub.evidence.models import Extraction, StudyFile
from factories import answers_to, make_extraction, make_link, make_reader, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    reader = make_reader("Ada")
    client.force_login(reader)
    return reader


@pytest.fixture
def draft(ada):
    return begin(study=make_study(), by=ada)


@pytest.fixture
def send(client, draft):
    """Answer a function that sends the form of the draft, and what came back."""

    def post(**fields):
        return client.post(f"/evidence/extraction/{draft.pk}/", {"findings": "0", **fields}, follow=True)

    return post


def stored():
    return Extraction.objects.get()


def test_it_saves_itself_and_says_how_far_it_is(send):
    answer = send(**{"do": "autosave", "a-country": "Peru"}).json()
    assert answer["progress"] == "1 of 22 questions answered, 0 findings."
    assert answer["seen"] == stored().changed_at.isoformat()
    assert stored().answers == {"country": "Peru"}


def test_what_cannot_be_saved_by_itself_is_said_and_keeps_what_was_there(send):
    send(**{"a-country": "Peru"})
    refused = send(**{"do": "autosave", "a-country": "Chile", "a-n": "many"})
    assert (refused.status_code, stored().answers) == (400, {"country": "Peru"})
    assert "correct what is marked" in refused.json()["said"]


def test_two_windows_do_not_overwrite_each_other(send):
    seen = stored().changed_at.isoformat()
    assert send(**{"a-country": "Peru", "seen": seen}).status_code == 200
    refused = send(**{"a-country": "Chile", "seen": seen})
    assert refused.status_code == 400
    assert "from another window" in refused.content.decode()
    assert "Chile" in refused.content.decode()
    assert stored().answers == {"country": "Peru"}


def test_a_window_whose_answer_was_lost_on_the_way_goes_on(send):
    seen = stored().changed_at.isoformat()
    own = {"seen": seen, "window": "mine"}
    send(**{"a-country": "Peru", **own})
    assert send(**{"a-country": "Chile", **own}).status_code == 200
    assert send(**{"a-country": "Cuba", "seen": seen, "window": "another"}).status_code == 400
    assert stored().answers == {"country": "Chile"}


def test_what_comes_after_it_was_handed_in_is_refused_aloud(ada, draft, send):
    save_draft(extraction=draft, answers=answers_to(draft.template), findings=[], by=ada)
    submit(extraction=draft, by=ada)
    sent = send(**{"a-country": "Chile"})
    assert sent.redirect_chain
    assert "Not saved: it is finished" in sent.content.decode()
    assert stored().answers["country"] is None


def test_what_is_open_is_said_beside_its_field_and_at_the_top(send):
    link = make_link()
    bare = {"f0-link": link.pk, "f0-finding_kind": "quantitative", "f0-way": "counts", "f0-effect_kind": "odds_ratio"}
    page = send(findings="1", do="submit", **bare)
    text = page.content.decode()
    assert page.status_code == 400
    assert page.context["answers"].errors["country"] == ["Answer it, or say that the paper does not state it."]
    assert {"direction", "way", "contrast", "outcome_definition"} <= set(page.context["findings"][0][1].errors)
    assert '<a href="#id_a-country">Country</a>' in text
    assert '<a href="#id_f0-direction">Finding 1, Direction</a>' in text
    assert 'aria-invalid="true"' in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("a-country", "x" * 201),
        ("a-country", "Pe\0ru"),
        ("a-sites", "0"),
        ("a-n", "9" * 30),
        ("a-n", "-1"),
        ("a-years", "lately"),
        ("a-years", "2012-2004"),
        ("a-allocation", "by magic"),
        ("a-exposures", "no_such_construct"),
    ],
)
def test_what_would_not_fit_the_study_is_refused_at_once(send, field, value):
    page = send(**{field: value})
    assert page.status_code == 400
    assert page.context["answers"].errors[field[2:]]
    assert stored().answers == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("link", "no_such_link"),
        ("way", "by_magic"),
        ("counts__n1", "nan"),
        ("counts__n1", "many"),
        ("cost_currency", "dollars"),
        ("cost_year", "-5"),
        ("data_source", "no_such_source"),
        ("quotation", "\0"),
    ],
)
def test_what_would_not_fit_a_finding_is_refused_at_once(send, field, value):
    page = send(findings="1", **{"f0-finding_kind": "cost", f"f0-{field}": value})
    assert page.status_code == 400
    assert page.context["findings"][0][1].errors[field]
    assert stored().findings == []


@pytest.mark.parametrize("typed", ["2004-2012", "2004 – 2012", "2004 to 2012", "2004/2012"])
def test_years_are_kept_in_one_form(send, typed):
    send(**{"a-years": typed})
    assert stored().answers == {"years": "2004–2012"}


def test_a_finding_keeps_what_its_kind_is_asked_for(send):
    typed = {"f0-finding_kind": "cost", "f0-cost_amount": "12.5", "f0-cost_currency": "usd", "f0-theme": "belonging"}
    send(findings="1", **typed, **{"f0-direction": "positive", "f0-way": "counts", "f0-counts__n1": "5"})
    assert stored().findings == [{"finding_kind": "cost", "cost_amount": 12.5, "cost_currency": "USD"}]


def test_a_cost_needs_its_currency(send):
    page = send(findings="1", do="submit", **{"f0-finding_kind": "cost", "f0-cost_amount": "5"})
    assert page.context["findings"][0][1].errors["cost_currency"] == ["Say in which currency."]


def test_an_effect_that_cannot_be_read_names_its_number(client, ada):
    told = client.post("/evidence/extraction/effect/", {"f0-finding_kind": "quantitative", "f0-counts__n1": "many"})
    assert "People in the group that took part" in told.json()["effect"]


def test_links_where_the_study_looked_come_first(client, ada):
    near, far = make_link(), make_link()
    study = make_study(exposures=[near.source], outcomes=[near.target])
    own = begin(study=study, by=ada)
    save_draft(extraction=own, answers={}, findings=[{"finding_kind": "qualitative"}], by=ada)
    page = client.get(f"/evidence/extraction/{own.pk}/").content.decode()
    assert page.index("Where this study looked") < page.index(f'value="{near.pk}"') < page.index("All other links")
    assert page.index("All other links") < page.index(f'value="{far.pk}"')


def test_a_given_up_draft_is_read_by_its_reader_alone(client, draft, send):
    send(do="give_up", **{"a-country": "Peru"})
    assert stored().state == "withdrawn"
    assert "Peru" in client.get(f"/evidence/extraction/{draft.pk}/read/").content.decode()
    client.force_login(make_reader("Ed", "editor"))
    assert client.get(f"/evidence/extraction/{draft.pk}/read/").status_code == 404


def test_the_second_reader_answers_the_same_version():
    study = make_study()
    first = begin(study=study, by=make_reader("Ada"))
    questions = [*questions_of(current_template()), Question("motive", "Why?", "long")]
    change_template(questions=questions, note="Asks why.", by=make_reader("Co"), seen=1)
    assert begin(study=study, by=make_reader("Ben")).template == first.template


def test_a_second_reading_by_the_same_person_is_refused_in_a_sentence(client, ada):
    study = make_study()
    make_extraction(study, ada)
    page = client.post(f"/evidence/extraction/studies/{study.pk}/start/", follow=True).content.decode()
    assert "its second reader must be somebody else" in page


def test_taken_back_it_is_open_again(client, ada, draft):
    save_draft(extraction=draft, answers=answers_to(draft.template), findings=[], by=ada)
    submit(extraction=draft, by=ada)
    sent = client.post(f"/evidence/extraction/{draft.pk}/take-back/")
    assert sent.url == f"/evidence/extraction/{draft.pk}/"
    assert client.get(sent.url).status_code == 200
    assert stored().state == "draft"


def test_after_a_paper_the_reader_is_back_at_the_form(client, ada, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = f"/evidence/extraction/studies/{draft.study_id}/paper/"
    sent = client.post(address, {"paper": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})
    assert sent.url == f"/evidence/extraction/{draft.pk}/"
    assert StudyFile.objects.get().name == "a.pdf"
    refused = client.post(address, {"paper": SimpleUploadedFile("a.pdf", b"<script>")}, follow=True)
    assert "The paper was not kept. It is no PDF." in refused.content.decode()
    nothing = client.post(address, {}, follow=True)
    assert "Choose a PDF first." in nothing.content.decode()
    assert StudyFile.objects.count() == 1


def test_a_study_says_where_its_extraction_stands_and_nothing_of_the_others(client):
    study, ada, ben = make_study(), make_reader("Ada"), make_reader("Ben")

    def seen_by(reader):
        client.force_login(reader)
        return client.get(study.get_absolute_url()).content.decode()

    assert "Extract it" in seen_by(ada)
    begin(study=study, by=ada)
    assert "Go on with your extraction" in seen_by(ada)
    assert "Extract it" in seen_by(ben)
    assert "Ada" not in seen_by(ben)
    Extraction.objects.all().delete()
    make_extraction(study, ada)
    assert "You have finished. The second reader has not." in seen_by(ada)
    make_extraction(study, ben)
    assert "So has the other reader." in seen_by(ada)
    assert "Two readers are at it." in seen_by(make_reader("Cy"))
    assert "Bring both readers together" not in seen_by(ada)
    assert "Bring both readers together" in seen_by(make_reader("Ed", "editor"))
