"""What PubMed says, in the format of its E-utilities, and the same damaged."""

import pytest

from cairn.base.errors import DataError
from cairnhub.literature.lookup import pubmed
from cairnhub.literature.lookup.client import NotThereError
from literature.answering import Reply

PMID, DOI = "20547907", "10.7326/0003-4819-152-12-201006150-00009"
IDS = [{"idtype": "pubmed", "idtypen": 1, "value": PMID}, {"idtype": "doi", "idtypen": 3, "value": DOI.upper()}]
MULLAN = {
    "pubdate": "2010 Jun 15",
    "epubdate": "",
    "source": "Ann Intern Med",
    "authors": [
        {"name": "Mullan F", "authtype": "Author", "clusterid": ""},
        {"name": "Chen C", "authtype": "Author", "clusterid": ""},
    ],
    "title": "The social mission of medical education: ranking the schools.",
    "lang": ["eng"],
    "articleids": IDS,
    "fulljournalname": "Annals of internal medicine",
    "sortpubdate": "2010/06/15 00:00",
}


def asked(services, **fields):
    services.summary(PMID, **fields)
    return pubmed.by_pmid(PMID)


def test_a_work_is_read(services):
    found = asked(services, **MULLAN)
    assert found.title == "The social mission of medical education: ranking the schools"
    assert (found.authors, found.year) == (("Mullan F", "Chen C"), 2010)
    assert (found.journal, found.doi, found.pmid) == ("Annals of internal medicine", DOI, PMID)
    assert (found.name, found.warnings, found.remarks) == (f"PubMed, {PMID}", (), ())


def test_only_the_number_is_sent_and_the_contact_where_one_is_set(services, settings):
    asked(services, **MULLAN)
    settings.LOOKUP_CONTACT = "keeper@example.org"
    asked(services, **MULLAN)
    sent = {"db": "pubmed", "retmode": "json", "tool": "cairn", "id": PMID}
    path = "/pubmed/esummary.fcgi"
    assert services.asked == [(path, sent), (path, sent | {"email": "keeper@example.org"})]


def test_a_doi_gives_the_number(services):
    services.summary(PMID, **MULLAN)
    assert pubmed.by_doi(DOI).pmid == PMID
    assert services.asked[0][1]["term"] == f'"{DOI}"[doi]'


def test_a_work_of_another_doi_is_not_taken_for_it(services):
    services.summary(PMID, **MULLAN)
    with pytest.raises(NotThereError, match=r"PubMed has no work of the DOI 10\.1000/other"):
        pubmed.by_doi("10.1000/other")


def test_a_doi_that_pubmed_does_not_have_is_said(services):
    services.hits()
    with pytest.raises(NotThereError, match="PubMed has no work of the DOI"):
        pubmed.by_doi(DOI)
    assert len(services.asked) == 1


@pytest.mark.parametrize(
    "document", [{"uid": PMID, "error": "cannot get document summary"}, None, "gone", []], ids=repr
)
def test_an_unknown_number_is_told_apart(services, document):
    services.replies["/pubmed/esummary.fcgi"] = Reply({"result": {"uids": [PMID], PMID: document}})
    with pytest.raises(NotThereError, match=f"PubMed does not know the number {PMID}"):
        pubmed.by_pmid(PMID)


@pytest.mark.parametrize(
    ("title", "vernacular", "kept", "remarks"),
    [
        ("Rural doctors.", "", "Rural doctors", ()),
        ("And then?", "", "And then?", ()),
        ("And so on...", "", "And so on...", ()),
        ("<i>Rural</i> doctors &amp; nurses.", "", "Rural doctors & nurses", ()),
        (
            "[Doctors in rural areas].",
            "Leger i distriktene.",
            "Leger i distriktene",
            ("PubMed translates the title: “Doctors in rural areas”.",),
        ),
        (
            "[Doctors in rural areas.]",
            "",
            "Doctors in rural areas",
            ("PubMed gives an English translation of the title, not the title itself.",),
        ),
        ("[Not Available].", "Leger i distriktene.", "Leger i distriktene", ()),
        ("[Not Available].", "", "", ()),
        (None, None, "", ()),
    ],
)
def test_a_translated_title_is_not_taken_for_the_title(services, title, vernacular, kept, remarks):
    found = asked(services, title=title, vernaculartitle=vernacular)
    assert (found.title, found.remarks) == (kept, remarks)


def test_groups_are_authors_and_editors_are_none(services):
    people = [
        {"name": "Mullan F", "authtype": "Author"},
        {"name": "THEnet Collaborators", "authtype": "CollectiveName"},
        {"name": "Editor E", "authtype": "Editor"},
        {"name": " ", "authtype": "Author"},
        {"authtype": "Author"},
        "Mullan F",
    ]
    assert asked(services, authors=people).authors == ("Mullan F", "THEnet Collaborators")


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"pubdate": "2010"}, 2010),
        ({"pubdate": "2009 Dec-2010 Jan"}, 2009),
        ({"pubdate": "2010 Winter", "sortpubdate": "2011/01/01 00:00"}, 2010),
        ({"pubdate": "Winter 2010", "sortpubdate": "2010/01/01 00:00"}, 2010),
        ({"pubdate": "", "sortpubdate": ""}, None),
        ({"pubdate": 2010, "sortpubdate": None}, None),
    ],
)
def test_a_date_may_be_partial_or_wrong(services, dates, year):
    assert asked(services, **dates).year == year


def test_a_retracted_work_is_warned_of(services):
    link = {"refsource": "Ann Intern Med. 2012 Mar 1;156(5):400.", "reftype": "Retraction in", "pmid": 22393137}
    found = asked(services, title="A.", pubtype=["Journal Article", "Retracted Publication"], references=[link])
    assert found.warnings == ("this work was retracted: see Ann Intern Med. 2012 Mar 1;156(5):400",)
    assert asked(services, title="A.", pubtype=["Retracted Publication"]).warnings == ("this work was retracted",)
    assert asked(services, title="A.", references=[{"reftype": "Retraction in", "pmid": 22393137}]).warnings == (
        "this work was retracted: see PubMed 22393137",
    )


def test_a_notice_is_no_work(services):
    found = asked(services, title="A.", pubtype=["Retraction of Publication"])
    assert found.warnings == ("this is the notice that another work was retracted",)


def test_doubts_are_warnings_and_corrections_remarks(services):
    links = [
        {"refsource": "J. 2012;1:2.", "reftype": "Expression of concern in", "pmid": 1},
        {"refsource": "J. 2012;1:3.", "reftype": "Erratum in", "pmid": 2},
        {"refsource": "J. 2012;1:4.", "reftype": "Comment in", "pmid": 3},
    ]
    found = asked(services, title="A.", references=links)
    assert found.warnings == ("this work stands under an expression of concern: see J. 2012;1:2",)
    assert found.remarks == ("A correction was published: J. 2012;1:3.",)


@pytest.mark.parametrize(
    "odd",
    [
        {"authors": None, "articleids": None, "pubtype": None, "references": None},
        {"authors": {}, "articleids": [None, {"idtype": "doi"}, {"idtype": "doi", "value": "none"}], "pubtype": [[]]},
        {"pubtype": "Retracted Publication", "references": [None, {}, "Retraction in"], "fulljournalname": ["x"]},
        {"authors": [{"name": "A", "authtype": []}], "references": [{"reftype": {}}], "articleids": [{"idtype": []}]},
    ],
)
def test_fields_of_the_wrong_shape_are_as_if_missing(services, odd):
    found = asked(services, **odd)
    assert (found.authors, found.doi, found.journal, found.warnings, found.remarks) == ((), "", "", (), ())


@pytest.mark.parametrize("body", [{}, {"result": None}, {"result": []}])
def test_an_answer_without_a_record_is_said(services, body):
    services.replies["/pubmed/esummary.fcgi"] = services.replies["/pubmed/esearch.fcgi"] = Reply(body)
    with pytest.raises(DataError, match="PubMed answered without a record"):
        pubmed.by_pmid(PMID)
    with pytest.raises(DataError, match="PubMed answered without a result"):
        pubmed.by_doi(DOI)


def test_a_refusal_inside_an_answer_is_said(services):
    services.replies["/pubmed/esummary.fcgi"] = Reply({"error": "API rate limit <b>exceeded</b>", "count": "4"})
    with pytest.raises(DataError, match="PubMed refused: API rate limit exceeded"):
        pubmed.by_pmid(PMID)


def test_words_of_a_title_are_no_syntax_of_a_search(services):
    services.summary(PMID, **MULLAN)
    found = pubmed.search('Rural AND [au] "tracks" (OR) NOT*', "O’Brien[pdat]", "2010", most=5)
    assert [one.pmid for one in found] == [PMID]
    term = services.asked[0][1]["term"]
    assert term == "rural and au tracks or not AND o’brien pdat[au] AND 2010[dp]"


def test_a_search_leaves_out_what_is_not_known_and_keeps_the_order(services):
    services.summary("2", title="Second.")
    services.hits("2", "1", "nonsense")
    assert [one.pmid for one in pubmed.search("Second", "", "", most=5)] == ["2"]
    assert services.asked[0][1]["term"] == "second"
    assert services.asked[1][1]["id"] == "2,1"


def test_a_search_without_hits_asks_no_more(services):
    services.hits()
    assert pubmed.search("Second", "", "", most=5) == []
    assert len(services.asked) == 1
