"""The page about the hub: everything it says of the article comes from the database."""

import pytest

from cairnhub.history import actions
from cairnhub.literature.models import FoundingArticle, FoundingClaim
from factories import TESTS, make_reference, make_version, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    reference = make_reference(title="A call to action", doi="10.1097/ACM.0000000000004427")
    return store(
        FoundingArticle(
            id="call",
            reference=reference,
            citation="Erikson C, Ziemann M. A call to action. 2022.",
            access_note="free to read",
            parts_read=["abstract"],
            parts_not_read=["list of evidence gaps"],
        )
    )


def make_claim(article, **fields):
    defaults = {"part": "abstract", "text": "Evidence is growing.", "verified": True}
    return store(FoundingClaim(article=article, **(defaults | fields)))


def about(client):
    return client.get("/about/").content.decode()


def test_the_article_is_cited_with_its_doi(client, article):
    page = about(client)

    assert "Erikson C, Ziemann M. A call to action. 2022. Free to read." in page
    assert 'href="https://doi.org/10.1097/ACM.0000000000004427"' in page


def test_what_could_not_be_read_is_told_apart(client, article):
    read, not_read = about(client).split("What could not be read")

    assert "<li>abstract</li>" in read
    assert "<li>list of evidence gaps</li>" in not_read


def test_claims_stand_by_part_and_removed_ones_are_gone(client, article):
    make_claim(article, id="a1", part="introduction", text="Schools take on social mission.")
    make_claim(article, id="a2", text="Gaps prevent conclusions.", verified=False)
    gone = make_claim(article, id="a3", text="Misread sentence.")
    actions.remove(obj=gone, by=TESTS, reason="Not in the text.")

    page = about(client)

    assert page.index("From its introduction") < page.index("Schools take on") < page.index("From its abstract")
    assert "not checked against the text" in page
    assert "Misread sentence" not in page


def test_where_a_claim_was_read_is_for_reviewers(client, article, reviewer):
    make_claim(article, provenance_url="https://mirror.example/copy")

    assert "mirror.example" not in about(client)
    client.force_login(reviewer)
    assert "mirror.example" in about(client)


def test_a_hub_without_content_says_so_instead_of_claiming(client):
    assert "No content has been loaded" in about(client)


def test_every_status_is_explained(client):
    page = about(client)

    for label in ("no studies", "contested", "unsettled", "promising", "not supported"):
        assert label in page


def test_the_citation_names_the_newest_framework_and_the_last_change(client):
    make_version(number="0.9-draft")

    page = about(client)

    assert "Framework 0.9-draft." in page
    assert "Last changed" in page


def test_coordinators_are_named_and_other_members_are_not(client, coordinator, editor):
    page = about(client)

    assert coordinator.name in page
    assert editor.name not in page
    assert coordinator.email not in page


def test_reading_sets_no_cookie(client, article):
    assert not client.get("/about/").cookies
