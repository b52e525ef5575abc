"""What an editor decides where two readers differ, and what of it reaches the study."""

import pytest
from django.core.exceptions import ValidationError

from cairnhub.evidence.extraction.actions import agree, begin, take_back
from cairnhub.evidence.models import Agreement, Extraction, Finding, Study
from factories import make_extraction, make_finding, make_link, make_pair, make_reader, make_source, make_study

pytestmark = pytest.mark.django_db

EFFECT = {"effect_kind": "odds_ratio", "way": "counts", "contrast": "took part or not", "outcome_definition": "rural"}
COUNTS = {"events1": 40, "n1": 100, "events2": 20, "n2": 100}


@pytest.fixture
def link():
    return make_link()


def counted(link, **fields):
    return {
        "link": link.pk, "finding_kind": "quantitative", "direction": "positive", "numbers": COUNTS, **EFFECT, **fields
    }  # fmt: skip


def agreed(pair, findings=None):
    findings = pair.first.findings if findings is None else findings
    return agree(
        first=pair.first, second=pair.second, answers=pair.first.answers, findings=findings, by=make_reader("E")
    )


@pytest.fixture
def decide(client):
    """Answer a function that sends an editor's decisions on a study, and what came back."""
    client.force_login(make_reader("Ed", "editor"))

    def send(study, **chosen):
        return client.post(f"/evidence/extraction/studies/{study.pk}/agree/", chosen)

    return send


def test_a_finding_is_put_together_line_by_line(decide, link):
    other = counted(link, direction="null", place="table 3", numbers=COUNTS | {"events1": 41})
    study = make_pair(findings=[counted(link, place="table 2")], others=[other]).first.study
    open_line = decide(study, finding_1="parts", finding_1_direction="first", finding_1_place="second")
    assert "Choose one of them." in open_line.content.decode()
    typed = {f"finding_1_own-counts__{name}": value for name, value in (COUNTS | {"events1": 42}).items()}
    chosen = {"finding_1_direction": "second", "finding_1_place": "first", "finding_1_numbers": "own"}
    assert decide(study, finding_1="parts", **chosen, **typed).status_code == 302
    finding = Finding.objects.get()
    assert (finding.direction, finding.place, finding.numbers["events1"]) == ("null", "table 2", 42)
    assert finding.estimate == pytest.approx((42 * 80) / (58 * 20))


def test_numbers_that_give_no_effect_are_refused_beside_their_line(decide, link):
    other = counted(link, numbers=COUNTS | {"events1": 41})
    study = make_pair(findings=[counted(link)], others=[other]).first.study
    typed = {f"finding_1_own-counts__{name}": value for name, value in (COUNTS | {"events1": 400}).items()}
    refused = decide(study, finding_1="parts", finding_1_numbers="own", **typed)
    assert refused.status_code == 400
    assert refused.context["form"].errors["finding_1_numbers"]
    assert not Agreement.objects.exists()


def test_each_readers_way_may_be_corrected(decide, link):
    printed = {"way": "interval", "numbers": {"estimate": 2.7, "low": 1.4, "high": 5.0}}
    study = make_pair(findings=[counted(link)], others=[counted(link, **printed)]).first.study
    typed = {
        f"finding_1_own-interval__{name}": value for name, value in {"estimate": 2.6, "low": 1.4, "high": 4.9}.items()
    }
    assert decide(study, finding_1="parts", finding_1_numbers="own1", **typed).status_code == 302
    finding = Finding.objects.get()
    assert (finding.way, finding.estimate, finding.ci_low, finding.ci_high) == ("interval", 2.6, 1.4, 4.9)


@pytest.mark.parametrize(
    ("question", "first", "second", "own"),
    [("allocation", "random", "chosen", "assigned"), ("equity_factors", ["place"], ["race"], ["gender", "place"])],
)
def test_something_else_is_chosen_as_readers_choose(decide, question, first, second, own):
    study = make_study()
    make_extraction(study, make_reader("Ada"), **{question: first})
    make_extraction(study, make_reader("Ben"), **{question: second})
    empty = decide(study, **{f"answer_{question}": "own"})
    assert "Say what it is instead." in empty.content.decode()
    assert decide(study, **{f"answer_{question}": "own", f"answer_{question}_own": own}).status_code == 302
    study.refresh_from_db()
    assert getattr(study, question) == own


def test_capitals_and_spaces_are_no_difference(decide):
    study = make_study()
    make_extraction(study, make_reader("Ada"), country="Australia")
    make_extraction(study, make_reader("Ben"), country=" australia. ")
    assert decide(study).status_code == 302
    assert Agreement.objects.get().same == Agreement.objects.get().compared


def test_long_numbers_that_differ_in_the_last_digit_differ(client, link):
    other = counted(link, numbers=COUNTS | {"n1": 12345678})
    study = make_pair(findings=[counted(link, numbers=COUNTS | {"n1": 12345679})], others=[other]).first.study
    client.force_login(make_reader("Ed", "editor"))
    page = client.get(f"/evidence/extraction/studies/{study.pk}/agree/").content.decode()
    assert "12345678" in page
    assert "12345679" in page


def test_sent_twice_the_second_is_told_so(decide, link):
    study = make_pair(findings=[counted(link)]).first.study
    decide(study)
    assert decide(study).url == study.get_absolute_url()
    assert (Agreement.objects.count(), Finding.objects.count()) == (1, 1)


def test_killed_in_the_middle_nothing_is_written(monkeypatch, link):
    pair = make_pair(findings=[counted(link)], country="Australia")

    def die(self, **_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(Agreement, "save", die)
    with pytest.raises(RuntimeError):
        agreed(pair)
    assert Study.objects.get(pk=pair.first.study_id).coding == "single"
    assert not Finding.objects.exists()
    assert set(Extraction.objects.values_list("state", flat=True)) == {"submitted"}


def test_what_only_one_reader_once_said_is_not_put_into_two_mouths(link):
    study = make_study(n=5, n_text="about 200")
    old = make_finding(
        study=study, link=link, effect_kind="odds_ratio", estimate=9.0, ci_low=2.0, ci_high=20.0, statement="Old."
    )
    pair = make_pair(study, findings=[{"link": link.pk, "finding_kind": "quantitative", "direction": "null"}], n=211)
    agreed(pair)
    old.refresh_from_db()
    study.refresh_from_db()
    assert (old.direction, old.estimate, old.ci_low, old.statement, old.effect_kind) == ("null", None, None, "", "")
    assert (study.n, study.n_text) == (211, "")


def test_several_findings_on_a_link_meet_their_own(link):
    study = make_study()
    late = make_finding(study=study, link=link, outcome_definition="late", checked_by="Cy", extracted_by="Di")
    early = make_finding(study=study, link=link, outcome_definition="early")
    said = [counted(link, outcome_definition=one) for one in ("late", "early", "never seen")]
    agreed(make_pair(study, findings=said))
    late.refresh_from_db()
    early.refresh_from_db()
    assert Finding.objects.count() == 3
    assert (late.checked_by, early.checked_by) == ("Ben", "Ben")
    assert (late.outcome_definition, early.outcome_definition) == ("late", "early")


def test_a_finding_neither_reader_has_is_named_and_kept(client, link):
    study = make_study()
    kept = make_finding(study=study, link=make_link(), extracted_by="one reader")
    pair = make_pair(study, findings=[counted(link)])
    client.force_login(make_reader("Ed", "editor"))
    page = client.get(f"/evidence/extraction/studies/{study.pk}/agree/")
    assert page.context["untouched"] == [kept]
    assert "found by neither of the two" in page.content.decode()
    agreed(pair)
    kept.refresh_from_db()
    assert kept.checked_by == ""


def test_qualitative_and_cost_findings_are_told_in_their_own_words(link):
    said = [
        {"link": link.pk, "finding_kind": "qualitative", "statement": "They felt at home.", "theme": "belonging"},
        {"link": link.pk, "finding_kind": "cost", "statement": "Dear.", "cost_amount": 5.5, "cost_currency": "USD"},
    ]
    agreed(make_pair(findings=said))
    words, cost = Finding.objects.get(finding_kind="qualitative"), Finding.objects.get(finding_kind="cost")
    assert (words.theme, words.direction) == ("belonging", "")
    assert (cost.cost_amount, cost.cost_currency) == (5.5, "USD")


def test_the_source_of_an_outcome_is_kept_with_its_finding(link):
    source = make_source()
    agreed(make_pair(findings=[counted(link, data_source=source.pk)]))
    assert Finding.objects.get().data_source == source


def test_two_readers_of_one_name_are_told_apart(link):
    study = make_study()
    first = make_extraction(study, make_reader("Ada"), findings=[counted(link)])
    second = make_extraction(study, make_reader("Ada"), findings=[counted(link)])
    agree(first=first, second=second, answers=first.answers, findings=first.findings, by=make_reader("E"))
    assert Finding.objects.get().checked_by == "Ada (second reader)"


def test_what_both_have_finished_is_not_taken_back():
    pair = make_pair()
    with pytest.raises(ValidationError, match="The other reader has finished too"):
        take_back(extraction=pair.first, by=pair.first.reader)


def test_what_was_agreed_on_is_not_begun_again():
    pair = make_pair()
    agreed(pair)
    with pytest.raises(ValidationError, match="agreed on this study already"):
        begin(study=pair.first.study, by=make_reader("Cy"))


def test_an_answer_of_several_is_kept_in_words(monkeypatch):
    from cairnhub.evidence.extraction import questions

    asked = questions.Question("motives", "Why?", "choices", choices=("money", "home"))
    monkeypatch.setattr(questions, "FIRST", (asked,))
    study = make_pair(motives=["home", "money"]).first.study
    agreed_on = Extraction.objects.filter(study=study)
    agree(first=agreed_on[0], second=agreed_on[1], answers=agreed_on[0].answers, findings=[], by=make_reader("E"))
    study.refresh_from_db()
    assert study.extracted == {"Why?": "home; money"}
