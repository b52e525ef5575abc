"""Text, identifiers and years from elsewhere, made fit to keep."""

import pytest
from django.utils import timezone

from cairnhub.literature.lookup.cleaning import doi_from, folded, plain, plain_list, pmid_from, year_from


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Rural\n\ttracks ", "Rural tracks"),
        ("<i>Rural</i> <jats:sub>tracks</jats:sub>", "Rural tracks"),
        ("&lt;i&gt;Rural&lt;/i&gt; tracks", "Rural tracks"),
        ("Deans &amp;amp; deanes", "Deans & deanes"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ('<mml:math xmlns="x"><mml:mi>a</mml:mi></mml:math>', "a"),
        ("a<!-- <b> note -->b", "ab"),
        ("a\0b\x07c\u202ed\ud800e\ue000f\ufeffg", "abcdefg"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e\u0301tude", "étude"),
        (None, ""),
        (["x"], ""),
        (7, ""),
    ],
)
def test_text_is_plain(sent, kept):
    assert plain(sent) == kept


def test_absurd_lengths_are_cut_and_say_so():
    assert plain("x" * 10_000_000, 20) == "x" * 19 + "…"
    assert plain("&amp;" * 20, 20) == "&" * 20


def test_a_list_keeps_what_says_something():
    assert plain_list(["a", None, " ", "<b></b>", 3, "b"]) == ["a", "b"]
    assert plain_list("abc") == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("10.1097/ACM.0b013e31826cf4fb", "10.1097/acm.0b013e31826cf4fb"),
        (" https://doi.org/10.1097/ACM.1 ", "10.1097/acm.1"),
        ("http://dx.doi.org/10.1097/ACM.1", "10.1097/acm.1"),
        ("doi.org/10.1097/ACM.1", "10.1097/acm.1"),
        ("DOI: 10.1097/ACM.1", "10.1097/acm.1"),
        ("https://doi.org/10.1002%2F14651858.CD009405.pub2", "10.1002/14651858.cd009405.pub2"),
        # A per cent sign of the DOI itself is no escape.
        ("10.1000/a%2Fb", "10.1000/a%2fb"),
        ("10.1016/S0140-6736(10)61854-5", "10.1016/s0140-6736(10)61854-5"),
        ("10.1000/a\0b", "10.1000/ab"),
        ("10.1000/", ""),
        ("10.1000/a b", ""),
        ("11.1000/a", ""),
        ("https://example.org/10.1000/a", ""),
        ("10.1000/" + "a" * 200, ""),
        ("", ""),
        (None, ""),
        (10.1, ""),
    ],
)
def test_a_doi_is_normalised(sent, kept):
    assert doi_from(sent) == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("20547907", "20547907"),
        (20547907, "20547907"),
        ("PMID: 020547907", "20547907"),
        ("https://pubmed.ncbi.nlm.nih.gov/20547907/", "20547907"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/20547907", "20547907"),
        ("20547907, 1", ""),
        ("PMC1234", ""),
        ("12345678901", ""),
        ("١٢٣", ""),
        ("0", ""),
        (None, ""),
    ],
)
def test_a_pubmed_number_is_normalised(sent, kept):
    assert pmid_from(sent) == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2010 Jun 15", 2010),
        (2010, 2010),
        ("2009 Dec-2010 Jan", 2009),
        ("2010/06/15 00:00", 2010),
        ("Spring 2010", None),
        ("1492", None),
        ("20101", None),
        (None, None),
        ("", None),
        (-5, None),
    ],
)
def test_a_year_is_one_that_can_be(sent, kept):
    assert year_from(sent) == kept


def test_a_year_may_be_the_next_and_no_later():
    this = timezone.localdate().year
    assert year_from(str(this + 1)) == this + 1
    assert year_from(str(this + 2)) is None


def test_folding_leaves_words_alone():
    assert folded("The Rural—Track: a “Study”.") == folded("the ruraltrack a study")
    assert folded("Bärnighausen") != folded("Barnighausen")
