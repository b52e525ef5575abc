"""The pages on which an editor completes a record, from the list to the history."""

import re

import pytest
from django.test import Client

import factories
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.literature.lookup import asking, views
from cairnhub.literature.models import Reference
from literature.answering import Reply

pytestmark = pytest.mark.django_db
DOI, PMID = "10.1000/a", "20547907"
IDS = [{"idtype": "doi", "value": DOI}]
LIST = "/references/to-complete/"


@pytest.fixture
def editing(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def half_known():
    return factories.make_reference(
        title="About tracks",
        title_is_paraphrase=True,
        authors=[],
        doi=DOI,
        complete=False,
        missing=["title", "authors"],
    )


@pytest.fixture
def answering(services):
    services.work(
        DOI,
        title=["Rural <i>tracks</i>"],
        author=[{"family": "Mullan", "given": "Fitzhugh"}],
        issued={"date-parts": [[2011]]},
        **{"container-title": ["Annals of Internal Medicine"]},
    )
    services.summary(PMID, title="Rural tracks.", authors=[{"name": "Mullan F", "authtype": "Author"}], articleids=IDS)
    return services


def at(reference, end: str = "complete/") -> str:
    return f"/references/{reference.pk}/{end}"


def words(response) -> str:
    """The text of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def ticked(response) -> list[str]:
    return re.findall(r'name="take" value="([^"]+)"[^>]* checked', response.content.decode())


def sent(response, **fields) -> dict:
    """The form of a preview as a browser sends it back."""
    html = response.content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("answer", "seen_event")}
    return hidden | {"take": ticked(response)} | fields


def test_a_record_is_looked_up_compared_and_completed(editing, half_known, answering):
    button = re.search(r'<form method="post" action="([^"]+)" class="look-up">', words_of_html(editing, half_known))
    preview = editing.post(button[1], {"doi": DOI})
    assert preview.status_code == 200
    assert Reference.objects.get(pk=half_known.pk).title == "About tracks"
    text = words(preview)
    assert f"Crossref, {DOI} and PubMed, {PMID} , asked on" in text
    assert "[About tracks]" in text
    assert "replaces our paraphrase" in text
    assert "2011" in text
    assert "differs from the record" in text
    assert ticked(preview) == ["title:0", "authors:1", "journal:0", "pmid:1"]

    saved = editing.post(at(half_known, "complete/save/"), sent(preview), follow=True)
    assert "Saved. The record is complete." in words(saved)
    done = Reference.objects.get(pk=half_known.pk)
    assert (done.title, done.title_is_paraphrase, done.authors) == ("Rural tracks", False, ["Mullan F"])
    assert (done.journal, done.pmid, done.year) == ("Annals of Internal Medicine", PMID, 2010)
    assert (done.complete, done.missing) == (True, [])
    event = Event.objects.first()
    assert event.reason.startswith(f"Completed from Crossref, {DOI} and PubMed, {PMID}, ")
    assert "Completed from" in words(editing.get(done.history_url()))


def words_of_html(client, reference) -> str:
    return client.get(reference.get_absolute_url()).content.decode()


def test_only_ticked_fields_are_written_and_the_rest_stays_to_be_completed(editing, half_known, answering):
    preview = editing.post(at(half_known), {"doi": DOI})
    saved = editing.post(at(half_known, "complete/save/"), sent(preview, take=["authors:1"]), follow=True)
    assert "Saved. Still to be completed: title." in words(saved)
    done = Reference.objects.get(pk=half_known.pk)
    assert (done.title, done.authors, done.journal, done.missing) == ("About tracks", ["Mullan F"], "", ["title"])
    assert Event.objects.first().reason.startswith(f"Partly completed from Crossref, {DOI} and PubMed, {PMID}, ")


def test_two_values_for_one_field_are_refused_and_the_ticks_kept(editing, half_known, services):
    services.work(DOI, title=["Rural tracks"])
    services.summary(PMID, title="Urban tracks.", articleids=IDS)
    preview = editing.post(at(half_known), {"doi": DOI})
    refused = editing.post(at(half_known, "complete/save/"), sent(preview, take=["title:0", "title:1"]))
    assert refused.status_code == 400
    assert "Two values are ticked for title: keep one." in words(refused)
    assert ticked(refused) == ["title:0", "title:1"]
    assert Reference.objects.get(pk=half_known.pk).title == "About tracks"


def test_a_tick_that_was_never_offered_is_refused(editing, half_known, answering):
    preview = editing.post(at(half_known), {"doi": DOI})
    refused = editing.post(at(half_known, "complete/save/"), sent(preview, take=["openalex:0"]))
    assert refused.status_code == 400
    assert "openalex:0 is not one of the available choices" in words(refused)


def test_nothing_ticked_and_nothing_settled_changes_nothing(editing, answering):
    reference = factories.make_reference(doi=DOI, complete=False, missing=["something else"])
    preview = editing.post(at(reference), {"doi": DOI})
    saved = editing.post(at(reference, "complete/save/"), sent(preview, take=[]), follow=True)
    assert "Nothing differed, nothing was changed." in words(saved)


def test_what_only_a_person_can_see_is_ticked_by_a_person(editing, answering):
    reference = factories.make_reference(doi=DOI, complete=False, missing=["the full record"])
    preview = editing.post(at(reference), {"doi": DOI})
    assert "No longer missing" in words(preview)
    editing.post(at(reference, "complete/save/"), sent(preview, take=[], settled=["the full record"]))
    assert Reference.objects.get(pk=reference.pk).complete


def test_another_record_with_the_identifier_is_shown(editing, half_known, answering):
    other = factories.make_reference(title="The very work", pmid=PMID)
    preview = editing.post(at(half_known), {"doi": DOI})
    assert "Another record has this PMID: The very work" in words(preview)
    assert other.get_absolute_url() in preview.content.decode()
    assert "pmid:1" not in preview.content.decode()


def test_an_identifier_taken_meanwhile_is_refused_and_shown(editing, half_known, answering):
    preview = editing.post(at(half_known), {"doi": DOI})
    factories.make_reference(title="The very work", pmid=PMID)
    refused = editing.post(at(half_known, "complete/save/"), sent(preview))
    assert refused.status_code == 400
    assert "Another record has this PMID: The very work" in words(refused)


def test_somebody_elses_change_is_compared_again(editing, half_known, answering):
    preview = editing.post(at(half_known), {"doi": DOI})
    actions.change(obj=half_known, by=factories.TESTS, reason="", values={"journal": "Lancet"})
    refused = editing.post(at(half_known, "complete/save/"), sent(preview, take=["title:0"]))
    assert refused.status_code == 400
    assert "Tests changed this while you were editing" in words(refused)
    assert "Lancet" in words(refused)
    assert editing.post(at(half_known, "complete/save/"), sent(refused)).status_code == 302
    done = Reference.objects.get(pk=half_known.pk)
    assert (done.title, done.journal) == ("Rural tracks", "Lancet")


@pytest.mark.parametrize("damage", [lambda answer: answer[:-3] + "abc", lambda _: "", lambda _: "a:b:c"])
def test_an_answer_that_was_not_given_out_is_refused(editing, half_known, answering, damage):
    form = sent(editing.post(at(half_known), {"doi": DOI}))
    refused = editing.post(at(half_known, "complete/save/"), form | {"answer": damage(form["answer"])})
    assert refused.status_code == 400
    assert "no longer kept. Look it up again; nothing was changed." in words(refused)


def test_an_answer_about_another_record_or_of_yesterday_is_refused(editing, half_known, answering, monkeypatch):
    form = sent(editing.post(at(half_known), {"doi": DOI}))
    other = factories.make_reference()
    assert editing.post(at(other, "complete/save/"), form).status_code == 400
    monkeypatch.setattr("cairnhub.literature.lookup.forms.KEPT_FOR", -1)
    assert editing.post(at(half_known, "complete/save/"), form).status_code == 400


def test_a_retracted_work_is_warned_of(editing, half_known, services):
    services.work(DOI, title=["A"], **{"updated-by": [{"DOI": "10.1000/n", "type": "retraction"}]})
    services.hits()
    text = words(editing.post(at(half_known), {"doi": DOI}))
    assert "Warning from Crossref: this work was retracted: see 10.1000/n." in text
    assert f"PubMed has no work of the DOI {DOI}." in text


def test_nothing_a_service_says_is_markup(editing, half_known, services):
    services.work(DOI, title=['"><script>alert(1)</script>&lt;img src=x&gt; < b'], author=[{"name": "<b>Group</b> <"}])
    services.hits()
    html = editing.post(at(half_known), {"doi": DOI}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&quot;&gt;alert(1) &lt; b" in html


class TestAsking:
    def test_opening_the_page_asks_nobody(self, editing, half_known, services):
        html = editing.get(at(half_known)).content.decode()
        assert f'value="{DOI}"' in html
        assert 'value="About tracks"' in html
        assert services.asked == []

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({}, "Give a DOI, a PubMed number, or words of the title."),
            ({"doi": "not one"}, "It is no DOI"),
            ({"pmid": "PMC1"}, "It is no PubMed number"),
            ({"title": "A", "year": "0"}, "greater than or equal to 1850"),
            ({"title": "A", "year": "x"}, "Enter a whole number"),
            ({"author": "Mullan"}, "Give a DOI, a PubMed number, or words of the title."),
        ],
    )
    def test_what_cannot_be_asked_is_told_at_its_field(self, editing, half_known, services, form, said):
        answer = editing.post(at(half_known), form)
        assert answer.status_code == 400
        assert said in words(answer)
        assert services.asked == []

    def test_the_half_of_the_form_that_was_not_sent_shows_the_record(self, editing, half_known, services):
        html = editing.post(at(half_known), {"doi": "not one"}).content.decode()
        assert 'value="not one"' in html
        assert 'value="About tracks"' in html
        html = editing.post(at(half_known), {"title": "", "author": "", "year": ""}).content.decode()
        assert f'value="{DOI}"' in html
        assert 'value="About tracks"' not in html

    def test_an_address_is_as_good_as_an_identifier(self, editing, half_known, answering):
        form = {"doi": f"https://doi.org/{DOI.upper()}", "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/"}
        assert editing.post(at(half_known), form).status_code == 200
        assert answering.asked[0] == (f"/crossref/works/{DOI}", {})

    def test_without_a_network_it_says_so_and_changes_nothing(self, editing, half_known, settings):
        settings.CROSSREF_URL = settings.PUBMED_URL = "http://127.0.0.1:9"
        answer = editing.post(at(half_known), {"doi": DOI})
        assert answer.status_code == 400
        assert asking.UNREACHABLE in words(answer)
        assert "complete it by hand" in words(answer)
        assert editing.get(half_known.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("form", [{"doi": DOI}, {"title": "A"}])
    def test_switched_off_it_says_so(self, editing, half_known, settings, services, form):
        settings.LOOKUP_ON = False
        assert "switched off on this hub" in words(editing.get(at(half_known)))
        assert asking.SWITCHED_OFF in words(editing.post(at(half_known), form))
        assert "switched off on this hub" in words(editing.get(LIST))
        assert "Look it up" not in words(editing.get(half_known.get_absolute_url()))
        assert services.asked == []

    def test_who_may_be_written_to_is_said(self, editing, half_known, settings):
        told = "with the address of whoever keeps this hub"
        assert told not in words(editing.get(at(half_known)))
        settings.LOOKUP_CONTACT = "keeper@example.org"
        assert told in words(editing.get(at(half_known)))

    def test_a_service_that_asks_to_wait_is_quoted(self, editing, half_known, services):
        services.everywhere(Reply({}, status=429, headers={"Retry-After": "30"}))
        assert "Crossref asks this hub to wait; try again in 30 seconds." in words(
            editing.post(at(half_known), {"doi": DOI})
        )


class TestSearching:
    def test_candidates_are_shown_to_choose_from(self, editing, half_known, answering):
        item = {"DOI": DOI, "title": ["Rural tracks"], "author": [{"family": "Mullan", "given": "F"}]}
        answering.works(item, {"DOI": "10.1000/b", "title": ["Urban tracks"]})
        page = editing.post(at(half_known), {"title": "About tracks", "author": "Mullan", "year": "2010"})
        text = words(page)
        assert "Is it one of these?" in text
        assert "Rural tracks Mullan F · year not given" in text
        assert "Crossref and PubMed" in text
        assert "Urban tracks authors not given" in text
        assert f'name="doi" value="{DOI}"><input type="hidden" name="pmid" value="{PMID}">' in page.content.decode()

    def test_a_candidate_that_is_another_record_leads_there(self, editing, half_known, services):
        other = factories.make_reference(title="The very work", doi="10.1000/B")
        services.works({"DOI": "10.1000/b", "title": ["Urban tracks"]})
        services.hits()
        page = editing.post(at(half_known), {"title": "tracks"})
        assert "Another record is this work: The very work" in words(page)
        assert other.get_absolute_url() in page.content.decode()
        assert 'value="10.1000/b"' not in page.content.decode()

    def test_a_retracted_candidate_is_warned_of(self, editing, half_known, services):
        services.works()
        services.summary(PMID, title="A.", pubtype=["Retracted Publication"])
        assert "Warning: this work was retracted." in words(editing.post(at(half_known), {"title": "A"}))

    def test_nothing_found_says_what_to_try(self, editing, half_known, services):
        services.works()
        services.hits()
        page = editing.post(at(half_known), {"title": "no such"})
        assert page.status_code == 200
        assert "Neither service knows a work by these words." in words(page)

    def test_one_service_that_fails_is_named_beside_the_other(self, editing, half_known, services):
        services.works({"DOI": "10.1000/b", "title": ["Urban tracks"]})
        text = words(editing.post(at(half_known), {"title": "tracks"}))
        assert "Urban tracks" in text
        assert "PubMed does not know it" in text


class TestTheList:
    def test_it_shows_how_far_the_hub_is_and_what_waits(self, editing, half_known):
        factories.make_reference(complete=True)
        lost = factories.make_reference(title="Without any", complete=False, missing=["DOI or PMID"])
        page = editing.get(LIST)
        text = words(page)
        assert "1 of 3 references complete" in text
        assert text.index("[About tracks]") < text.index("Without any")
        assert "to be completed: DOI or PMID" in text
        assert f'href="{at(lost)}"' in page.content.decode()
        assert "Next: Without any" in words(editing.get(at(half_known)))

    def test_nothing_waits(self, editing):
        factories.make_reference(complete=True)
        assert "Nothing waits: every reference is complete." in words(editing.get(LIST))

    def test_members_see_it_without_buttons(self, client, member, half_known):
        client.force_login(member)
        assert "About tracks" in words(client.get(LIST))
        assert "Look it up" not in words(client.get(LIST))
        assert "Look it up" not in words(client.get(half_known.get_absolute_url()))

    def test_a_long_list_has_pages(self, editing, monkeypatch):
        monkeypatch.setattr(views, "PAGE", 2)
        for _ in range(3):
            factories.make_reference(complete=False)
        assert "Page 1 of 2" in words(editing.get(LIST))
        second = editing.get(f"{LIST}?page=2").content.decode()
        assert '<ol class="plain to-complete" start="3">' in second
        assert second.count("Search<span") == 1

    def test_the_number_of_queries_does_not_grow(self, editing, django_assert_max_num_queries):
        for _ in range(6):
            factories.make_reference(complete=False)
        with django_assert_max_num_queries(8):
            editing.get(LIST)


@pytest.mark.parametrize("end", ["complete/", "complete/save/"])
def test_a_form_without_its_token_is_refused(editor, half_known, services, end):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(at(half_known, end), {"doi": DOI}).status_code == 403
    assert services.asked == []


def test_a_visitor_sees_no_button_and_no_token(client, half_known):
    html = client.get(half_known.get_absolute_url()).content.decode()
    assert "Look it up" not in html
    assert "csrfmiddlewaretoken" not in html


def test_a_paraphrase_that_proves_to_be_the_title_is_said_to_be(editing, services):
    reference = factories.make_reference(title="Rural tracks", title_is_paraphrase=True, doi=DOI, complete=False)
    services.work(DOI, title=["Rural Tracks."], author=[{"family": "Mullan", "given": "F"}])
    services.hits()
    preview = editing.post(at(reference), {"doi": DOI})
    assert "Crossref says the same: saved, it is no longer shown as our paraphrase" in words(preview)
    assert "Journal nothing yet the services say nothing" in words(preview)
    editing.post(at(reference, "complete/save/"), sent(preview))
    done = Reference.objects.get(pk=reference.pk)
    assert (done.title, done.title_is_paraphrase, done.missing) == ("Rural tracks", False, ["journal"])
