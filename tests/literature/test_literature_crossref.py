"""What Crossref says, in the format of its interface, and the same damaged."""

import pytest

from cairn.base.errors import DataError
from cairnhub.literature.lookup import crossref
from cairnhub.literature.lookup.client import NotThereError
from literature.answering import Reply

DOI = "10.7326/0003-4819-152-12-201006150-00009"
MULLAN = {
    "publisher": "American College of Physicians",
    "issue": "12",
    "title": ["The Social Mission of Medical Education: Ranking the Schools"],
    "author": [
        {"given": "Fitzhugh", "family": "Mullan", "sequence": "first", "affiliation": []},
        {"given": "Candice", "family": "Chen", "sequence": "additional", "affiliation": []},
    ],
    "container-title": ["Annals of Internal Medicine"],
    "issued": {"date-parts": [[2010, 6, 15]]},
    "published-print": {"date-parts": [[2010, 6, 15]]},
}


def asked(services, **fields):
    services.work(DOI, **fields)
    return crossref.by_doi(DOI)


def test_a_work_is_read(services):
    found = asked(services, **MULLAN)
    assert found.title == "The Social Mission of Medical Education: Ranking the Schools"
    assert found.authors == ("Mullan F", "Chen C")
    assert (found.year, found.journal, found.doi, found.pmid) == (2010, "Annals of Internal Medicine", DOI, "")
    assert (found.warnings, found.remarks) == ((), ())
    assert found.name == f"Crossref, {DOI}"
    assert found.address == f"https://doi.org/{DOI}"


def test_only_the_doi_is_sent_and_the_contact_where_one_is_set(services, settings):
    asked(services, **MULLAN)
    settings.LOOKUP_CONTACT = "keeper@example.org"
    asked(services, **MULLAN)
    path = f"/crossref/works/{DOI}"
    assert services.asked == [(path, {}), (path, {"mailto": "keeper@example.org"})]


def test_a_doi_with_signs_of_its_own_reaches_its_work(services):
    doi = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o?a#b"
    services.work(doi, title=["A"])
    assert crossref.by_doi(doi).doi == doi


def test_an_alias_answers_with_the_doi_it_leads_to(services):
    assert asked(services, title=["A"], DOI="10.1000/PRIME").doi == "10.1000/prime"
    assert asked(services, title=["A"], DOI=None).doi == DOI


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Rabinowitz", "given": "Howard K."}, "Rabinowitz HK"),
        ({"family": "Lin", "given": "Jeen-Lin"}, "Lin JL"),
        ({"family": "van Ryn", "given": "M"}, "van Ryn M"),
        ({"family": "Pathman", "given": "DE"}, "Pathman DE"),
        ({"family": "Phillips", "given": "Robert L.", "suffix": "Jr."}, "Phillips RL Jr"),
        ({"family": "Ørsted", "given": "åse"}, "Ørsted Å"),
        ({"family": "O’Brien", "given": ""}, "O’Brien"),
        ({"name": "Training for Health Equity Network", "sequence": "first"}, "Training for Health Equity Network"),
        ({"given": "Plato"}, "Plato"),
        ({"family": "<b>Bold</b>\u0000", "given": "<script>"}, "Bold"),
    ],
)
def test_an_author_is_named_as_the_hub_names_authors(services, person, name):
    assert asked(services, author=[person]).authors == (name,)


def test_more_authors_than_anybody_reads_are_counted(services):
    people = [{"family": f"Name{n}", "given": "A"} for n in range(crossref.MOST_AUTHORS + 700)]
    found = asked(services, author=people)
    assert len(found.authors) == crossref.MOST_AUTHORS
    assert found.remarks == ("The first 500 of 1,200 authors are offered.",)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"published-print": {"date-parts": [[2014]]}, "published-online": {"date-parts": [[2013, 11]]}}, 2014),
        # `issued` is the earliest date; a journal's year is that of its issue.
        ({"published-print": {"date-parts": [[2014, 1]]}, "issued": {"date-parts": [[2013, 11]]}}, 2014),
        ({"issued": {"date-parts": [[2013, 11]]}}, 2013),
        ({"issued": {"date-parts": [[None]]}, "published-online": {"date-parts": [[2012]]}}, 2012),
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": []}}, None),
        ({"issued": {"date-parts": [2012]}}, None),
        ({"issued": "2012"}, None),
        ({"issued": {"date-parts": [[3000]]}}, None),
        ({}, None),
    ],
)
def test_a_date_may_be_partial_or_wrong(services, dates, year):
    assert asked(services, **dates).year == year


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": ["Rural tracks"], "subtitle": ["a cohort study"]}, "Rural tracks: a cohort study"),
        ({"title": ["Rural tracks: a cohort study"], "subtitle": ["A Cohort Study"]}, "Rural tracks: a cohort study"),
        ({"title": ["<jats:title>Rural <i>tracks</i></jats:title>"]}, "Rural tracks"),
        ({"title": [], "subtitle": ["alone"]}, ""),
        ({"title": [None, 3, "Rural"]}, "Rural"),
        ({"title": "Rural"}, ""),
        ({"title": ["r" * 5000]}, "r" * 999 + "…"),
    ],
)
def test_a_title_is_plain_and_whole(services, fields, title):
    assert asked(services, **fields).title == title


def test_titles_in_other_languages_are_told(services):
    found = asked(
        services, title=["Rural doctors", "Médecins ruraux"], **{"original-title": ["Landleger", "Rural Doctors"]}
    )
    assert found.title == "Rural doctors"
    assert found.remarks == ("Also titled “Médecins ruraux”.", "Also titled “Landleger”.")


@pytest.mark.parametrize(
    ("fields", "journal"),
    [
        ({"container-title": ["Journal &amp; Review", "J R"]}, "Journal & Review"),
        ({"type": "report", "publisher": "NBER"}, "NBER"),
        ({"type": "report", "institution": [{"name": "RAND"}], "publisher": "NBER"}, "RAND"),
        ({"type": "posted-content", "institution": {"name": "medRxiv"}}, "medRxiv"),
        ({"type": "journal-article", "publisher": "Elsevier"}, ""),
        ({"type": ["report"], "publisher": "NBER"}, ""),
        ({"type": "report", "institution": [None]}, ""),
    ],
)
def test_a_journal_is_where_it_appeared(services, fields, journal):
    assert asked(services, **fields).journal == journal


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("retraction", "this work was retracted: see 10.1000/notice"),
        ("Partial-Retraction", "this work was retracted in part: see 10.1000/notice"),
        ("withdrawal", "this work was withdrawn: see 10.1000/notice"),
        ("expression_of_concern", "this work stands under an expression of concern: see 10.1000/notice"),
    ],
)
def test_a_withdrawn_work_is_warned_of_once(services, kind, words):
    update = {"DOI": "10.1000/notice", "type": kind, "label": "Retraction", "updated": {"date-parts": [[2019, 7, 26]]}}
    twice = [update | {"source": source} for source in ("publisher", "retraction-watch")]
    assert asked(services, title=["RETRACTED: A"], **{"updated-by": twice}).warnings == (words,)


def test_a_notice_is_no_work(services):
    update = {"DOI": "10.1000/work", "type": "retraction", "label": "Retraction"}
    found = asked(services, title=["Notice"], **{"update-to": [update]})
    assert found.warnings == ("this is the notice that another work was retracted: 10.1000/work",)


def test_a_title_alone_may_say_it(services):
    assert asked(services, title=["RETRACTED ARTICLE: Rural"]).warnings == (
        "the title itself says that this work was retracted",
    )
    assert asked(services, title=["Retracted tracks"]).warnings != ()
    assert asked(services, title=["Why papers are retracted"]).warnings == ()


def test_a_correction_is_no_warning(services):
    found = asked(services, title=["A"], **{"updated-by": [{"DOI": "10.1000/fix", "type": "correction"}]})
    assert found.warnings == ()
    assert found.remarks == ("A correction was published: 10.1000/fix.",)


@pytest.mark.parametrize(
    "odd",
    [
        {"author": "Mullan"},
        {"author": [None, "Mullan", {}, {"family": None, "given": 3}]},
        {"title": None, "subtitle": {}, "container-title": 3, "original-title": [[]]},
        {"updated-by": {"type": "retraction"}, "update-to": [None, {}, {"type": 3, "DOI": []}]},
        {"published-print": [], "issued": None, "type": None, "institution": 3},
    ],
)
def test_fields_of_the_wrong_shape_are_as_if_missing(services, odd):
    found = asked(services, **odd)
    assert (found.title, found.authors, found.year, found.journal, found.warnings) == ("", (), None, "", ())


@pytest.mark.parametrize("body", [{}, {"message": None}, {"message": []}, {"status": "failed", "message": "no"}])
def test_an_answer_without_a_record_is_said(services, body):
    services.replies[f"/crossref/works/{DOI}"] = Reply(body)
    with pytest.raises(DataError, match="Crossref answered without a record"):
        crossref.by_doi(DOI)


def test_an_unknown_doi_is_told_apart(services):
    with pytest.raises(NotThereError, match="Crossref does not know it"):
        crossref.by_doi("10.1000/nowhere")


def test_a_search_asks_for_few_and_answers_what_can_be_compared(services):
    services.works(MULLAN | {"DOI": DOI}, {"DOI": "10.1000/untitled"}, {"title": ["No DOI"]}, None, "x")
    found = crossref.search("Social mission", "Mullan", "2010", most=5)
    assert [one.doi for one in found] == [DOI]
    path, query = services.asked[0]
    assert path == "/crossref/works"
    assert query["query.bibliographic"] == "Social mission 2010"
    assert (query["query.author"], query["rows"]) == ("Mullan", "5")
    assert "updated-by" in query["select"]


@pytest.mark.parametrize("items", [None, {}, "x"])
def test_a_search_without_a_list_found_nothing(services, items):
    services.replies["/crossref/works"] = Reply({"message": {"items": items}})
    assert crossref.search("Social mission", "", "", most=5) == []
    assert "query.author" not in services.asked[0][1]
