"""What people said moves the roadmap: real processes that have ended, told groups, the newest; never a rehearsal."""

import pytest

from cairnhub.consensus import actions
from cairnhub.consensus.models import Process
from cairnhub.roadmap.queries import current_roadmap
from consensus_builders import BY, GROUPS, close, made_to_act, panel, running

pytestmark = pytest.mark.django_db
IMPORTANCE = [{"title": "Rating", "mode": "rate", "rates": "importance"}]
EQUITY = [{"title": "Rating", "mode": "rate", "rates": "equity"}]
THREE = ("researcher", "steward", "community")
WIDE = [one | {"wider": one["name"]} for one in GROUPS]


def rated(link, value=9, *, steps=IMPORTANCE, groups=THREE, **values) -> Process:
    said = dict.fromkeys(groups, value)
    return made_to_act(f"link:{link.pk}", steps=steps, ratings=said, groups=WIDE, **values)


def place(link) -> float:
    return current_roadmap().ranking().by_id()[link.pk].expected_rank


def test_ratings_move_a_link_up_or_down_and_end_the_label(field, client):
    before = place(field.bare)
    assert current_roadmap().as_of.provisional
    rated(field.bare, 9)
    up = place(field.bare)
    assert not current_roadmap().as_of.provisional
    assert up < before
    rated(field.bare, 1)
    assert place(field.bare) > up
    page = client.get("/").content.decode()
    assert "nobody has been asked yet" not in page
    assert "ratings of 15 people in 3 groups" in page


def test_equity_is_rated_by_rounds_or_items_that_say_so(field):
    rated(field.bare, steps=EQUITY)
    assert current_roadmap().people.ratings[field.bare.pk].equity["Researchers"] == (9,) * 5
    assert not current_roadmap().people.ratings[field.bare.pk].importance
    process = running(steps=["rate"], texts=["One"], consensus_rule="median at least 7", groups=WIDE)
    process.items.update(about=f"link:{field.far.pk}", proposes={"criterion": "equity"})
    panel(process, {group: [[2]] * 5 for group in THREE})
    close(process)
    assert field.far.pk not in current_roadmap().people.ratings
    actions.end(process=process, by=BY, reason="done")
    assert current_roadmap().people.ratings[field.far.pk].equity["Communities"] == (2,) * 5


def test_a_round_that_does_not_say_what_it_rates_moves_nothing(field):
    before = place(field.bare)
    rated(field.bare, steps=["rate"])
    assert current_roadmap().people.ratings == {}
    assert place(field.bare) == before


def test_two_groups_are_too_few_and_the_pages_say_so(field, client):
    rated(field.bare, groups=("researcher", "community"))
    assert current_roadmap().as_of.provisional
    assert "10 people in 2 groups have been asked, which is too few groups" in client.get("/").content.decode()
    assert "too few groups" in client.get(field.bare.get_absolute_url()).content.decode()


def test_groups_of_two_processes_do_not_add_up(field):
    rated(field.bare, groups=("researcher", "community"))
    rated(field.far, groups=("steward", "community"))
    assert current_roadmap().as_of.provisional


def test_where_no_group_can_be_told_everybody_counts_as_one(field):
    rated(field.bare, groups=("researcher",))
    assert current_roadmap().people.ratings[field.bare.pk].importance == {"everybody": (9,) * 5}
    assert current_roadmap().as_of.provisional


@pytest.mark.parametrize("nature", ["rehearsal", "demonstration"])
def test_what_does_not_count_changes_no_number_and_no_page(field, client, nature):
    before = place(field.bare)
    rated(field.bare, nature=nature)
    assert place(field.bare) == before
    assert current_roadmap().as_of.provisional
    assert "Nobody has been asked yet" in client.get(field.bare.get_absolute_url()).content.decode()


def test_nothing_shows_while_a_process_runs(field, client):
    process = running(steps=IMPORTANCE, texts=["One"], consensus_rule="median at least 7", groups=WIDE)
    process.items.update(about=f"link:{field.bare.pk}")
    panel(process, {group: [[9]] * 5 for group in THREE})
    close(process)
    assert current_roadmap().people.ratings == {}
    assert "Nobody has been asked yet" in client.get(field.bare.get_absolute_url()).content.decode()


def test_a_link_shows_what_people_say(field, client):
    process = rated(field.bare, 8)
    page = client.get(field.bare.get_absolute_url()).content.decode()
    for words in (
        "15 people in 3 groups, round 1 of",
        f'<a href="/consensus/{process.pk}/">What matters</a>',
        'Median <b class="num">8</b>',
        '<span class="badge">agreed</span>',
        '<th scope="row">Data stewards</th>',
        "How 15 people in 3 groups answered",
    ):
        assert words in page
    brief = client.get(f"{field.bare.get_absolute_url()}brief/").content.decode()
    assert "15 people in 3 groups in round 1 of “What matters”: median 8; agreed." in brief


def test_a_construct_shows_that_its_definition_is_agreed(field, client):
    made_to_act(f"construct:{field.track.pk}")
    page = client.get(field.track.get_absolute_url()).content.decode()
    assert "What people say of it" in page
    assert '<span class="badge">agreed</span>' in page


def test_where_groups_differ_is_told_by_their_own_ratings(field, client):
    made_to_act(
        f"link:{field.bare.pk}",
        steps=IMPORTANCE,
        ratings={"researcher": 9, "steward": 5, "community": 1},
        groups=WIDE,
        consensus_rule="median at least 7",
    )
    assert "Ranked once for each of 3 groups" in client.get("/roadmap/ranking/").content.decode()
