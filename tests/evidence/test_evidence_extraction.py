"""From a paper to a study: two readers, each alone, then one agreement."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cairnhub.evidence.extraction import papers
from cairnhub.evidence.extraction.actions import agree, begin, give_up, save_draft, submit, take_back
from cairnhub.evidence.extraction.comparing import compare
from cairnhub.evidence.extraction.questions import current_template
from cairnhub.evidence.models import Agreement, Extraction, Finding, Study
from factories import answers_to, make_extraction, make_finding, make_link, make_pair, make_reader, make_study

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return make_link()


def counted(link, **fields):
    return {
        "link": link.pk,
        "finding_kind": "quantitative",
        "direction": "positive",
        "effect_kind": "odds_ratio",
        "contrast": "took part or not",
        "outcome_definition": "works in a rural area",
        "way": "counts",
        "numbers": {"events1": 40, "n1": 100, "events2": 20, "n2": 100},
        "place": "table 2",
    } | fields


def agreed(pair, *, answers=None, findings=None, by=None):
    return agree(
        first=pair.first,
        second=pair.second,
        answers=pair.first.answers if answers is None else answers,
        findings=pair.first.findings if findings is None else findings,
        by=by or make_reader("Ed", "editor"),
    )


def test_two_readers_and_an_agreement_become_study_and_findings(link):
    pair = make_pair(findings=[counted(link)], country="Australia", n=200, allocation="assigned", follow_up="5 years")
    agreed(pair)
    study = Study.objects.get(pk=pair.first.study_id)
    assert (study.country, study.n, study.allocation, study.coding) == ("Australia", 200, "assigned", "double")
    assert study.extracted["Time point of the outcome"] == "5 years"
    assert study.extracted["Limits the authors name"] == "not stated"
    assert [one.pk for one in study.exposures.all()] == [link.source_id]
    finding = Finding.objects.get()
    assert finding.estimate == pytest.approx(8 / 3)
    assert (finding.extracted_by, finding.checked_by, finding.place) == ("Ada", "Ben", "table 2")
    assert finding.ci_low < finding.estimate < finding.ci_high


def test_an_interval_is_kept_as_printed(link):
    printed = {"way": "interval", "numbers": {"estimate": 3.1, "low": 1.95, "high": 4.93}}
    agreed(make_pair(findings=[counted(link, **printed)]))
    finding = Finding.objects.get()
    assert (round(finding.estimate, 6), finding.ci_low, finding.ci_high) == (3.1, 1.95, 4.93)


def test_a_paper_that_does_not_state_a_thing_erases_nothing():
    study = make_study(country="Canada")
    agreed(make_pair(study))
    study.refresh_from_db()
    assert study.country == "Canada"


def test_a_finding_of_one_reader_is_replaced_not_doubled(link):
    study = make_study()
    single = make_finding(study=study, link=link, extracted_by="one reader")
    agreed(make_pair(study, findings=[counted(link)]))
    single.refresh_from_db()
    assert Finding.objects.count() == 1
    assert (single.checked_by, single.effect_kind) == ("Ben", "odds_ratio")


def test_it_is_agreed_on_once_however_often_it_is_sent(link):
    pair = make_pair(findings=[counted(link)])
    agreed(pair)
    with pytest.raises(ValidationError, match="nobody may have agreed"):
        agreed(pair)
    assert (Agreement.objects.count(), Finding.objects.count()) == (1, 1)


def test_a_refused_finding_leaves_nothing_half_written(link):
    pair = make_pair(findings=[counted(link)], country="Australia")
    with pytest.raises(ValidationError):
        agreed(pair, findings=[counted(link), counted(link, direction="upwards")])
    study = Study.objects.get(pk=pair.first.study_id)
    assert (study.country, study.coding, Finding.objects.count()) == ("", "single", 0)
    assert set(Extraction.objects.values_list("state", flat=True)) == {"submitted"}


def test_nobody_reads_a_study_twice_nor_third():
    study = make_study()
    ada = make_reader("Ada")
    own = begin(study=study, by=ada)
    assert begin(study=study, by=ada) == own
    give_up(extraction=own, by=ada)
    make_extraction(study, ada)
    with pytest.raises(ValidationError, match="second reader must be somebody else"):
        begin(study=study, by=ada)
    begin(study=study, by=make_reader("Ben"))
    with pytest.raises(ValidationError, match="Two readers"):
        begin(study=study, by=make_reader("Cy"))


def test_given_up_makes_room_for_another():
    study, ada = make_study(), make_reader("Ada")
    begin(study=study, by=make_reader("Ben"))
    give_up(extraction=begin(study=study, by=ada), by=ada)
    assert begin(study=study, by=make_reader("Cy"))


@pytest.mark.parametrize("kind", ["review", "commentary_or_report"])
def test_only_primary_studies_are_extracted(kind):
    with pytest.raises(ValidationError, match="Only primary studies"):
        begin(study=make_study(study_kind=kind), by=make_reader("Ada"))


def test_nothing_is_handed_in_unfinished_and_every_gap_is_named(link):
    ada = make_reader("Ada")
    own = begin(study=make_study(), by=ada)
    bare = {"finding_kind": "quantitative", "way": "counts", "numbers": {"events1": 1}, "effect_kind": "odds_ratio"}
    own = save_draft(extraction=own, answers={}, findings=[bare, {"finding_kind": "qualitative"}], by=ada)
    with pytest.raises(ValidationError) as refused:
        submit(extraction=own, by=ada)
    said = " ".join(refused.value.messages)
    for gap in (
        "Country: Answer it",
        "Finding 1: Choose the link",
        "direction",
        "is missing",
        "what is set against what",
    ):
        assert gap in said
    assert "Finding 2: Say in words" in said


def test_finished_is_finished_until_it_is_taken_back():
    ada = make_reader("Ada")
    own = make_extraction(make_study(), ada)
    with pytest.raises(ValidationError, match="Open the page again"):
        save_draft(extraction=own, answers={}, findings=[], by=ada)
    take_back(extraction=own, by=ada)
    save_draft(extraction=own, answers={}, findings=[], by=ada)


def test_nobody_writes_in_anothers_extraction():
    own = begin(study=make_study(), by=make_reader("Ada"))
    with pytest.raises(ValidationError, match="somebody else"):
        save_draft(extraction=own, answers={}, findings=[], by=make_reader("Ben"))


@pytest.mark.parametrize("role", ["reviewer", "editor", "coordinator"])
def test_nobody_sees_what_another_writes_before_both_agree(client, role, link):
    pair = make_pair(findings=[counted(link)], country="Secretland")
    client.force_login(make_reader("Cy", role))
    for address in (f"/evidence/extraction/{pair.first.pk}/", f"/evidence/extraction/{pair.first.pk}/read/"):
        hidden, absent = client.get(address), client.get(address.replace(str(pair.first.pk), "99999"))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
    for address in ("/evidence/extraction/", pair.first.study.get_absolute_url(), "/history/"):
        assert "Secretland" not in client.get(address).content.decode()
    agreed(pair)
    assert "Secretland" in client.get(f"/evidence/extraction/{pair.first.pk}/read/").content.decode()


def test_the_second_reader_starts_from_nothing(client, link):
    study = make_study(country="Canada", discipline="nursing")
    make_extraction(study, make_reader("Ada"), country="Australia")
    ben = make_reader("Ben")
    client.force_login(ben)
    client.post(f"/evidence/extraction/studies/{study.pk}/start/")
    own = Extraction.objects.get(reader=ben)
    page = client.get(f"/evidence/extraction/{own.pk}/").content.decode()
    assert "Australia" not in page
    assert 'value="Canada"' not in page


def test_readers_are_compared_answer_by_answer(link):
    study = make_study()
    first = make_extraction(study, make_reader("Ada"), findings=[counted(link)], country="Australia", n=10)
    other = counted(link, direction="null", numbers={"events1": 4, "n1": 10, "events2": 2, "n2": 10})
    second = make_extraction(study, make_reader("Ben"), findings=[other], country="Canada", n=10)
    found = compare(first, second)
    assert [line.name for line in found.differing] == ["country"]
    assert {line.name for line in found.findings[0].lines if not line.same} == {"direction", "numbers", "effect"}
    # The effect is worked out from the numbers: it is no answer of its own.
    assert found.agreed == found.compared - 3


def test_a_finding_only_one_reader_has_is_told_apart(link):
    pair = make_pair(findings=[counted(link)], others=[])
    found = compare(*pair)
    assert (found.findings[0].second, found.findings[0].same) == (None, False)


def sent(page):
    """What a browser would send back of the agreement form: nothing chosen."""
    return {"note": ""}


def test_an_editor_decides_in_the_browser(client, link):
    study = make_study()
    first = make_extraction(study, make_reader("Ada"), findings=[counted(link)], country="Australia", n=10)
    second = make_extraction(study, make_reader("Ben"), findings=[], country="Canada", n=12)
    client.force_login(make_reader("Ed", "editor"))
    address = f"/evidence/extraction/studies/{study.pk}/agree/"
    page = client.get(address).content.decode()
    assert "Ada" in page
    assert "one reader only" in page
    assert client.post(address, sent(page)).status_code == 400
    wrong = client.post(
        address, {"answer_country": "own", "answer_n": "own", "answer_n_own": "many", "finding_1": "first"}
    )
    assert "Say what it is instead." in wrong.content.decode()
    assert "whole number" in wrong.content.decode()
    chosen = {"answer_country": "second", "answer_n": "own", "answer_n_own": "11", "finding_1": "first"}
    done = client.post(address, chosen | {"note": "n from table 1"})
    assert done.status_code == 302
    study.refresh_from_db()
    assert (study.country, study.n, Finding.objects.count()) == ("Canada", 11, 1)
    shown = client.get(study.get_absolute_url()).content.decode()
    assert "n from table 1" in shown
    assert "From its numbers" in shown
    assert client.get(address).status_code == 404
    assert {first.pk, second.pk} == set(Extraction.objects.filter(state="agreed").values_list("pk", flat=True))


def test_a_reader_works_in_the_browser(client, link):
    ada = make_reader("Ada")
    study = make_study(exposures=[link.source], outcomes=[link.target])
    client.force_login(ada)
    started = client.post(f"/evidence/extraction/studies/{study.pk}/start/")
    address = started.url
    client.post(address, {"a-country": "Australia", "a-n__silent": "on", "findings": "0", "do": "add"})
    own = Extraction.objects.get()
    assert own.answers == {"country": "Australia", "n": None}
    page = client.get(address).content.decode()
    assert "2 of 22" in page
    assert page.index(link.pk) < page.index("Hand it in")
    numbers = {f"f0-counts__{name}": value for name, value in counted(link)["numbers"].items()}
    finding = {f"f0-{name}": value for name, value in counted(link).items() if name != "numbers"} | numbers
    saved = client.post(address, {"a-country": "Australia", "findings": "1", "do": "save", **finding}, follow=True)
    assert "odds ratio 2.67 (1.42 to 5.02)." in saved.content.decode()
    told = client.post("/evidence/extraction/effect/", {"prefix": "f0", **finding})
    assert told.json()["effect"].startswith("odds ratio 2.67")
    refused = client.post(address, {"findings": "1", "do": "submit", **finding})
    assert refused.status_code == 400
    assert "Answer it, or say that the paper does not state it" in refused.content.decode()
    client.post(address, {"findings": "1", "do": "remove-0", **finding})
    assert Extraction.objects.get().findings == []
    silent = {f"a-{name}__silent": "on" for name in answers_to(current_template())}
    assert client.post(address, {"findings": "0", "do": "submit", **silent}).status_code == 302
    assert client.get(address).url == f"{address}read/"


def test_an_unreadable_number_is_marked_and_nothing_is_lost(client, link):
    ada = make_reader("Ada")
    client.force_login(ada)
    own = begin(study=make_study(), by=ada)
    save_draft(extraction=own, answers={"country": "Canada"}, findings=[], by=ada)
    bad = client.post(f"/evidence/extraction/{own.pk}/", {"a-n": "many", "a-country": "Chile", "findings": "0"})
    assert bad.status_code == 400
    assert "Chile" in bad.content.decode()
    assert Extraction.objects.get().answers == {"country": "Canada"}


@pytest.mark.parametrize("number", ["-1", "x", "999999999"])
def test_a_forged_number_of_findings_is_bounded(client, number):
    ada = make_reader("Ada")
    client.force_login(ada)
    own = begin(study=make_study(), by=ada)
    page = client.post(f"/evidence/extraction/{own.pk}/", {"findings": number}, follow=True)
    assert len(page.context["findings"]) <= 60
    assert Extraction.objects.get().findings == []


def test_what_waits_is_shown_to_whom_it_concerns(client):
    new, half, full = make_study(id="new_one"), make_study(id="half_one"), make_study(id="full_one")
    ada = make_reader("Ada")
    make_extraction(half, ada)
    make_pair(full)
    client.force_login(ada)
    work = client.get("/evidence/extraction/").context["work"]
    assert [one.study for one in work.mine] == [half]
    assert (work.untouched, work.second, work.to_agree) == ([new], [], [])
    client.force_login(make_reader("Ed", "editor"))
    work = client.get("/evidence/extraction/").context["work"]
    assert (work.second, work.to_agree) == ([half], [full])
    assert client.get("/evidence/extraction/?q=nothing+like+it").context["work"].untouched == []


def test_a_readers_own_file_holds_what_they_extracted(client):
    ada = make_reader("Ada")
    make_extraction(make_study(), ada, country="Chile")
    client.force_login(ada)
    data = client.get(reverse("account_data")).json()
    assert data["extractions"][0]["answers"]["country"] == "Chile"


# Papers


def test_a_paper_is_kept_once_and_shown_to_readers_only(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    study, ada = make_study(), make_reader("Ada")
    content = b"%PDF-1.7\n" + b"x" * 100
    one = papers.add_paper(study=study, name="a.pdf", content=content, by=ada)
    assert papers.add_paper(study=study, name="b.pdf", content=content, by=ada) == one
    papers.add_paper(study=make_study(), name="c.pdf", content=content, by=ada)
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1
    address = f"/evidence/extraction/papers/{one.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(make_reader("M", "member"))
    assert client.get(address).status_code == 403
    client.force_login(ada)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == content
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Disposition"].startswith("inline")
    assert set(answer["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    }
    own = begin(study=study, by=ada)
    page = client.get(f"/evidence/extraction/{own.pk}/")
    assert f'<iframe src="{address}"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<html><script>", "no PDF"), (b"", "no PDF"), (b"PK\x03\x04", "no PDF"), (b"%PDF-" + b"x" * 100, "larger than")],
)
def test_what_is_no_paper_is_refused(monkeypatch, settings, tmp_path, content, said):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(papers, "LARGEST", 50)
    with pytest.raises(ValidationError, match=said):
        papers.add_paper(study=make_study(), name="x.pdf", content=content, by=make_reader("Ada"))
    assert not any(file.is_file() for file in tmp_path.rglob("*"))
