"""Both services asked about one work: who is asked what, and what is said where one or both fail."""

import pytest

from cairnhub.literature.lookup import asking
from literature.answering import Reply

DOI, PMID = "10.1000/a", "20547907"
IDS = [{"idtype": "doi", "value": DOI}]


def names(answer) -> list[str]:
    return [one.name for one in answer.found]


@pytest.mark.parametrize("known", [{"doi": DOI, "pmid": ""}, {"doi": "", "pmid": PMID}, {"doi": DOI, "pmid": PMID}])
def test_either_identifier_leads_to_both_services(services, known):
    services.work(DOI, title=["A"])
    services.summary(PMID, title="A.", articleids=IDS)
    answer = asking.look_up(**known)
    assert sorted(names(answer)) == [f"Crossref, {DOI}", f"PubMed, {PMID}"]
    assert answer.troubles == []
    assert next(one.doi for one in answer.found if one.service == "PubMed") == DOI


def test_what_one_service_does_not_have_is_said_beside_the_other(services):
    services.work(DOI, title=["A"])
    services.hits()
    answer = asking.look_up(doi=DOI, pmid="")
    assert names(answer) == [f"Crossref, {DOI}"]
    assert answer.troubles == [f"PubMed has no work of the DOI {DOI}."]


def test_two_identifiers_of_two_works_are_noticed(services):
    services.work(DOI, title=["A"])
    services.summary(PMID, title="B.", articleids=[{"idtype": "doi", "value": "10.1000/b"}])
    answer = asking.look_up(doi=DOI, pmid=PMID)
    assert len(answer.found) == 2
    assert answer.troubles == [f"PubMed {PMID} has another DOI, 10.1000/b: the two may be different works."]


def test_a_hub_without_a_network_says_one_sentence(settings):
    settings.CROSSREF_URL = settings.PUBMED_URL = "http://127.0.0.1:9"
    for answer in (asking.look_up(doi=DOI, pmid=""), asking.search(title="A", author="", year="")):
        assert answer.found == []
        assert answer.refusal() == asking.UNREACHABLE


def test_one_service_that_cannot_be_reached_does_not_hold_up_the_other(services, settings):
    settings.CROSSREF_URL = "http://127.0.0.1:9"
    services.summary(PMID, title="A.", articleids=IDS)
    answer = asking.look_up(doi="", pmid=PMID)
    assert names(answer) == [f"PubMed, {PMID}"]
    assert answer.troubles[0].startswith("Crossref cannot be reached")


def test_different_failures_are_each_said(services):
    services.hits()
    answer = asking.look_up(doi=DOI, pmid="")
    assert answer.refusal() == (
        f"Crossref does not know it; check the identifier. PubMed has no work of the DOI {DOI}."
    )


def test_a_service_that_asks_to_wait_is_quoted(services):
    services.everywhere(Reply({}, status=429, headers={"Retry-After": "30"}))
    assert asking.look_up(doi="", pmid=PMID).refusal() == "PubMed asks this hub to wait; try again in 30 seconds."


def test_switched_off_nobody_is_asked(services, settings):
    settings.LOOKUP_ON = False
    for answer in (asking.look_up(doi=DOI, pmid=PMID), asking.search(title="A", author="B", year="2010")):
        assert answer.found == []
        assert answer.refusal() == asking.SWITCHED_OFF
    assert services.asked == []


def test_a_work_that_both_searches_find_stands_once(services):
    services.works({"DOI": "10.1000/A", "title": ["A"]}, {"DOI": "10.1000/other", "title": ["Other"]})
    services.summary(PMID, title="A.", articleids=IDS, pubtype=["Retracted Publication"])
    answer = asking.search(title="A", author="Mullan", year="2010")
    assert [(one.service, one.doi, one.pmid) for one in answer.found] == [
        ("Crossref and PubMed", DOI, PMID),
        ("Crossref", "10.1000/other", ""),
    ]
    assert answer.found[0].warnings == ("this work was retracted",)


def test_works_without_a_doi_are_kept_apart_by_number(services):
    services.works()
    services.summary("1", title="A.")
    services.replies["/pubmed/esummary.fcgi"].body["result"]["2"] = {"uid": "2", "title": "B."}
    services.hits("1", "2")
    assert [one.pmid for one in asking.search(title="A", author="", year="").found] == ["1", "2"]
