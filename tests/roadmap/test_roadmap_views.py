"""The pages and files of the roadmap."""

import csv
import io
import re

import pytest

from cairnhub.history import actions
from factories import TESTS, make_link, make_outcome, make_study

PAGES = ["/", "/?part=gaps", "/roadmap/ranking/", "/roadmap/map/", "/roadmap/rules/"]
FILES = ["/roadmap/ranking.csv", "/roadmap/ranking.svg", "/roadmap/map.csv", "/roadmap/map.svg"]


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def table(client, address: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text(client, address).removeprefix("\ufeff"))))


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES + FILES)
def test_an_empty_hub_still_answers(client, address):
    assert client.get(address).status_code == 200


def test_the_hero_counts_what_the_database_holds(client, field):
    page = text(client, "/")

    assert "3 studies</a>, no consensus round yet and" in page
    assert re.search(r">3</b><span><a [^>]+>links</a> in the framework", page)
    assert re.search(r">1</b><span>with <a [^>]+>no primary study", page)
    assert re.search(r">0</b><span><a [^>]+>supported</a> by evidence", page)


def test_the_order_is_called_provisional(client, field):
    assert "nobody has been asked yet" in text(client, "/")


def test_the_two_lists_part_what_can_be_answered_now(client, field):
    now, first = text(client, "/?part=gaps").split("Data needed first")

    assert "Rural track → Rural practice" in now
    assert "Student-run clinic → Rural practice" in first
    assert "Rural track → Rural practice" not in first


def test_where_nothing_is_answerable_the_page_says_what_is_missing(client, field):
    actions.remove(obj=field.practice.data_sources.get(), by=TESTS, reason="Closed.")

    page = text(client, "/?part=gaps")

    assert "None yet." in page
    assert "have no source that anyone can get for what they lead to" in page


def test_the_map_tells_findings_studies_and_nothing_apart(client, field):
    make_link(id="track__trust", source=field.track, target=make_outcome(id="out_trust", name="Trust"))

    page = text(client, "/")

    assert "Rural track → Rural practice; unsettled; 3 studies" in page
    assert "Rural track → Population health; none extracted yet; 1 study" in page
    assert "Rural track → Trust; no studies; no studies" in page


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("list=data_needed_first", {"clinic__practice"}),
        ("stage=impact", {"track__health"}),
        ("discipline=nursing", {"track__practice", "track__health"}),
        ("reach=one_person", {"track__practice", "track__health"}),
        ("status=unsettled", {"track__practice"}),
        ("status=unsettled&stage=impact", set()),
    ],
)
def test_filters_keep_what_passes_them(client, field, query, kept):
    assert {row["link_id"] for row in table(client, f"/roadmap/ranking.csv?{query}")} == kept


def test_the_form_works_without_javascript(client, field):
    page = text(client, "/?w_equity=9&stage=impact")

    form = page[page.index('<form class="controls"') : page.index("</form>", page.index('<form class="controls"'))]
    assert 'method="get" action="/"' in form
    assert re.search(r'name="w_equity"[^>]* value="9"', form)
    assert re.search(r'<option value="impact" selected>', form)
    assert '<button type="submit">' in form
    assert form.count("<label") == form.count("<select") + form.count('type="range"')


def test_weights_change_the_order_and_stay_in_every_link(client, field):
    page = text(client, "/?w_uncertainty=10&w_importance=0&w_equity=0&w_decision_value=0")

    assert "/roadmap/ranking/?w_importance=0&amp;w_uncertainty=10&amp;w_decision_value=0&amp;w_equity=0" in page
    *_, last = table(client, "/roadmap/ranking.csv?w_uncertainty=10&w_importance=0&w_equity=0&w_decision_value=0")
    # The one study nobody has extracted may have settled its link; of the others nothing but doubt is known.
    assert last["link_id"] == "track__health"
    assert "uncertainty=1.000" in last["weights"]


def test_weights_times_a_constant_change_nothing(client, field):
    shown = [
        [(row["link_id"], row["expected_rank"]) for row in table(client, f"/roadmap/ranking.csv?{weights}")]
        for weights in (
            "w_uncertainty=4&w_importance=2&w_equity=2&w_decision_value=2",
            "w_uncertainty=10&w_importance=5&w_equity=5&w_decision_value=5",
        )
    ]

    assert shown[0] == shown[1]


def test_a_wrong_weight_is_named_on_the_page_and_refused_in_a_file(client, field):
    assert "The weight of equity is “lots”" in text(client, "/?w_equity=lots")
    answer = client.get("/roadmap/ranking.csv?w_equity=lots")
    assert answer.status_code == 400
    assert "give a number from 0 to 10" in answer.content.decode()


def test_the_ranking_holds_what_it_takes_to_get_it_again(client, field):
    first = table(client, "/roadmap/ranking.csv")[0]

    assert first["place"] == "1"
    assert first["order"].startswith("provisional")
    assert (first["seed"], first["draws"]) == ("20260101", "10000")
    assert float(first["interval_low"]) <= float(first["expected_rank"]) <= float(first["interval_high"])


def test_the_ranking_page_sets_the_added_form_beside(client, field):
    page = text(client, "/roadmap/ranking/")

    assert "sensitivity analysis" in page
    assert page.count("<tr>") == 4


def test_the_map_file_lists_each_link_once(client, field):
    rows = {row["link_id"]: row for row in table(client, "/roadmap/map.csv")}

    assert rows["track__practice"]["status"] == "unsettled"
    assert rows["track__practice"]["primary_studies"] == "3"
    assert rows["track__health"]["independent_cohorts"] == "0"
    assert len(rows) == 3


@pytest.mark.parametrize("address", ["/roadmap/map.svg", "/roadmap/map.svg?show=all", "/roadmap/ranking.svg"])
def test_pictures_stand_on_their_own(client, field, address):
    picture = text(client, address)

    assert picture.startswith("<?xml")
    assert "var(--" not in picture
    assert "Rural track" in picture


def test_every_rule_stands_on_one_page(client, db):
    page = text(client, "/roadmap/rules/")

    for words in ("few cohorts", "10000", "Dirichlet", "none extracted yet", "programme register as a source"):
        assert words in page


@pytest.mark.parametrize("address", PAGES + FILES)
def test_queries_do_not_grow_with_the_field(client, field, django_assert_max_num_queries, address):
    for number in range(5):
        make_study(exposures=[field.track], outcomes=[field.practice], cohort_id=f"c{number}")

    with django_assert_max_num_queries(22):
        client.get(address)


def test_a_change_is_seen_at_once(client, field):
    text(client, "/")
    actions.change(obj=field.track, by=TESTS, reason="A better name.", values={"name": "Rural stream"})

    assert "Rural stream → Rural practice" in text(client, "/")


def test_nothing_is_recomputed_where_nothing_changed(client, field, django_assert_max_num_queries):
    text(client, "/")

    with django_assert_max_num_queries(6):
        text(client, "/?w_equity=7")


def test_the_map_shows_equal_weights_whatever_the_reader_asks(client, field):
    def map_of(page: str) -> str:
        return page.split('aria-labelledby="map-title"')[1].split("</section>")[0]

    assert map_of(text(client, "/")) == map_of(text(client, "/?w_uncertainty=10&w_equity=0"))
