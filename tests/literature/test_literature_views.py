"""The page of one bibliographic record."""

import pytest

import factories
from cairnhub.literature.models import Reference

pytestmark = pytest.mark.django_db


def page(client, reference):
    return client.get(reference.get_absolute_url()).content.decode()


def test_it_shows_the_record_and_the_studies_it_reports(client):
    reference = factories.make_reference(authors=["Mullan F", "Chen C"], doi="10.7326/0003-4819", pmid="20547907")
    study = factories.make_study(references=[reference])
    html = page(client, reference)
    for words in ("Mullan F; Chen C", "https://doi.org/10.7326/0003-4819", "https://pubmed.ncbi.nlm.nih.gov/20547907/"):
        assert words in html
    assert study.get_absolute_url() in html
    assert reference.history_url() in html


def test_what_is_missing_is_named(client):
    reference = factories.make_reference(
        title="A guess", title_is_paraphrase=True, authors=[], year=None, complete=False, missing=["title", "DOI"]
    )
    html = page(client, reference)
    assert "[A guess]" in html
    assert "our paraphrase" in html
    assert "to be completed: title, DOI" in html
    assert html.count("not known") >= 3
    assert "No DOI, PubMed number or publisher’s page is known." in html
    assert "No study of the hub is linked to this record yet." in html


def test_a_doi_cannot_break_out_of_its_address(client):
    reference = factories.make_reference(doi='10.1000/x"onclick=<b>')
    assert '"onclick=<b>' not in page(client, reference)


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"doi": "10.1/x", "pmid": "1", "url": "https://example.org"}, "https://doi.org/10.1/x"),
        ({"pmid": "1", "url": "https://example.org"}, "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ({"url": "https://example.org"}, "https://example.org"),
        ({"provenance_url": "https://mirror.example"}, ""),
    ],
)
def test_the_address_given_is_never_that_of_a_copy(fields, address):
    assert Reference(**fields).address == address


def test_many_authors_are_shortened_and_none_is_said():
    assert Reference(authors=["A", "B", "C", "D"]).shown_authors == "A, B, C et al."
    assert Reference(authors=["A", "B", "C"]).shown_authors == "A, B, C"
    assert Reference().shown_authors == "authors not known"


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    reference = factories.make_reference()
    for _ in range(4):
        factories.make_study(references=[reference])
    with django_assert_max_num_queries(5):
        page(client, reference)
