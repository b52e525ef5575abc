"""The pages on which editors look at organisations that may be one."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from cairnhub.community.duplicates import actions, queries
from cairnhub.community.duplicates.models import Merger
from cairnhub.history.models import Event
from cairnhub.pages.desk_lines import sections
from factories import make_call, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(db):
    caches["pages"].clear()
    one = make_organisation(id="one", name="AAMC", url="https://a.org", source_urls=["https://a.org/us"])
    other = make_organisation(id="other", name="Association of American Medical Colleges", country="United States")
    return one, other


@pytest.fixture
def page(client, editor):
    client.force_login(editor)
    return client


def asked(pair, **chosen) -> dict:
    sent = {"keep": "second", "name": "second", "url": "first", "country": "second", "source_urls": "both"}
    return sent | {"change_reason": "One by two names.", "seen": actions.seen_state(*pair)} | chosen


def address(name: str = "pair") -> str:
    return reverse(f"duplicates:{name}", args=["one", "other"])


def test_the_list_names_the_pair_and_why_and_the_desk_counts_it(page, pair):
    body = page.get(reverse("duplicates:index")).content.decode()
    assert "1 pair to look at" in body
    assert "one is the short name of the other" in body
    line = next(line for _, lines in sections() for line in lines if line.key == "duplicates")
    assert (line.count, line.named[0][1]) == (1, address())
    assert "AAMC" in page.get(reverse("duplicates:pairs_csv")).content.decode()


def test_side_by_side_marks_what_differs_and_proposes_to_keep_what_more_points_at(page, pair):
    make_call(organisation=pair[1])
    body = page.get(address()).content.decode()
    assert "<mark>AAMC</mark>" in body
    assert "calls: 1" in body
    assert '<input type="radio" name="keep" value="second" required id="id_keep_1" checked>' in body
    assert '<input type="radio" name="url" value="first" required id="id_url_0" checked>' in body


def test_merging_sets_what_was_chosen_and_can_be_undone_on_the_list(page, pair):
    answer = page.post(address(), asked(pair), follow=True)
    assert "“AAMC” now leads to “Association of American Medical Colleges”" in answer.content.decode()
    kept = queries.leads_to("one")
    assert (kept.pk, kept.url, kept.source_urls) == ("other", "https://a.org", ["https://a.org/us"])
    undo = reverse("duplicates:undo", args=[Merger.objects.get().pk])
    assert undo in answer.content.decode()
    assert page.post(undo, {"change_reason": ""}).status_code == 400
    body = page.post(undo, {"change_reason": "They are two."}, follow=True).content.decode()
    assert "stand each for itself" in body
    assert page.get(undo).status_code == 404


def test_a_page_that_is_old_by_now_merges_nothing(page, pair):
    sent = asked(pair)
    make_call(organisation=pair[0])
    actions.history.change(obj=pair[0], by=actions.history.System("Tests"), reason="", values={"country": "Canada"})
    answer = page.post(address(), sent)
    assert answer.status_code == 400
    assert "look at both again" in answer.content.decode()
    # The form that is sent back has seen the change.
    assert f'value="{Event.objects.first().pk}"' in answer.content.decode()
    assert not Merger.objects.exists()


def test_what_is_no_choice_merges_nothing(page, pair):
    answer = page.post(address(), asked(pair, keep="both", name=""))
    assert answer.status_code == 400
    assert not Merger.objects.exists()


def test_two_are_remembered_as_two_until_that_is_taken_back(page, pair):
    assert "They are not shown again" in page.post(address("tell_apart"), follow=True).content.decode()
    assert queries.waiting() == []
    page.post(address("tell_apart"))
    assert queries.told_apart().count() == 1
    page.post(address("forget_apart"))
    assert len(queries.waiting()) == 1


def test_two_others_are_compared_by_the_addresses_of_their_pages(page, pair):
    third = make_organisation(id="third", name="Something else")
    lines = f"{pair[0].get_absolute_url()}\n{third.get_absolute_url()}"
    answer = page.get(reverse("duplicates:index"), {"pages": lines})
    assert answer.headers["Location"] == reverse("duplicates:pair", args=["one", "third"])
    for wrong in (third.get_absolute_url(), "nothing", lines + f"\n{pair[1].get_absolute_url()}"):
        answer = page.get(reverse("duplicates:index"), {"pages": wrong})
        assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize("ids", [["one", "one"], ["one", "absent"]])
def test_what_is_no_pair_is_not_found(page, pair, ids):
    assert page.get(reverse("duplicates:pair", args=ids)).status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_pairs(page, pair, django_assert_max_num_queries):
    for at in range(12):
        make_organisation(name=f"Listed twice {'abcdefghijkl'[at] * 6}")
        make_organisation(name=f"Listed twice {'abcdefghijkl'[at] * 6}!")
    with django_assert_max_num_queries(16):
        body = page.get(reverse("duplicates:index")).content.decode()
    assert "13 pairs to look at" in body


def test_an_empty_directory_says_what_to_do(page):
    body = page.get(reverse("duplicates:index")).content.decode()
    assert "No two organisations look alike that nobody has decided about." in body


def test_visitors_of_the_directory_are_not_shown_the_way(client, page, pair):
    assert reverse("duplicates:index") in page.get("/community/").content.decode()
    client.logout()
    assert reverse("duplicates:index") not in client.get("/community/").content.decode()
