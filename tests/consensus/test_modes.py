"""Each way to answer, from the screen to the results, which agree with the library on the same answers."""

import numpy as np
import pytest

from cairn.consensus.priorities import aggregate, budget, chnri
from cairnhub.consensus.ballots.models import Answer
from consensus_builders import Panellist, close, running

pytestmark = pytest.mark.django_db
PEOPLE = 6


def people(process, number: int = PEOPLE) -> list[Panellist]:
    found = [Panellist(process, "researcher") for _ in range(number)]
    for one in found:
        one.enter()
    return found


def items_of(process) -> list:
    return list(process.items.all())


def field(item, suffix: str = "") -> str:
    return f"item_{item.pk}{suffix}"


def test_votes_are_counted_and_groups_of_opinion_looked_for():
    process = running("deliberation", steps=["vote"], texts=("One", "Two", "Three", "Four"))
    for at, one in enumerate(people(process, 12)):
        for place, item in enumerate(items_of(process), start=1):
            assert one.answer(place, **{field(item): (1, -1, 0)[(at + place) % 3]}).status_code == 200
    results = close(process).results
    assert results["items"][str(items_of(process)[0].pk)]["counts"] == {"-1": 4, "0": 4, "1": 4}
    assert results["opinions"]["groups"] == 0
    assert results["opinions"]["reason"]


def test_criteria_are_scored_as_chnri():
    process = running("chnri", steps=["criteria"], texts=("One", "Two"))
    codes = [one["code"] for one in process.criteria]
    given = np.random.default_rng(3).integers(0, 3, size=(PEOPLE, 2, len(codes)))
    for at, one in enumerate(people(process)):
        for place, item in enumerate(items_of(process)):
            answers = {field(item, f"-{code}"): given[at, place, k] for k, code in enumerate(codes)}
            assert one.answer(place + 1, **answers).status_code == 200
    results = close(process).results
    expected = chnri(given / 2, ["One", "Two"], codes)
    for item, name in zip(items_of(process), ("One", "Two"), strict=True):
        found = results["items"][str(item.pk)]
        assert found["score"] == pytest.approx(next(one.score for one in expected.scores if one.item == name))


def test_choices_count_first_places_most_and_groups_alike():
    process = running("jla", steps=["choose"])
    one, two, three = items_of(process)
    for person in people(process):
        assert person.answer(1, **{field(two): 1, field(one): 2}).status_code == 200
    results = close(process).results
    assert results["order"] == [str(two.pk), str(one.pk), str(three.pk)]
    assert results["items"][str(three.pk)]["n"] == 0


def test_a_place_given_twice_is_refused_in_words():
    process = running("jla", steps=["choose"])
    one, two, _ = items_of(process)
    [person] = people(process, 1)
    answer = person.answer(1, **{field(one): 1, field(two): 1})
    assert answer.status_code == 422
    assert "place 1" in answer.json()["said"]
    assert not Answer.objects.exists()


def test_orders_are_aggregated():
    process = running("jla", steps=["order"])
    ranks = np.array([[1, 2, 3], [1, 3, 2], [2, 1, 3], [1, 2, 3], [3, 2, 1], [1, 2, 3]])
    for person, row in zip(people(process), ranks, strict=True):
        person.answer(1, **{field(item): int(rank) for item, rank in zip(items_of(process), row, strict=True)})
    results = close(process).results
    expected = aggregate(ranks.astype(float), [str(item.pk) for item in items_of(process)])
    assert results["order"] == [one.item for one in expected]


def test_best_and_worst_of_sets():
    process = running("best_worst", steps=["best_worst"], texts=[f"Item {n}" for n in range(8)])
    favourite = str(items_of(process)[0].pk)
    for person in people(process):
        for place in range(1, 7):
            page = person.client.get(f"{person.address}{place}/")
            shown = [str(item.pk) for item, _, _ in page.context["rows"]]
            best = favourite if favourite in shown else shown[0]
            worst = next(one for one in reversed(shown) if one != best)
            assert person.answer(place, best=best, worst=worst).status_code == 200
    results = close(process).results
    assert results["order"][0] == favourite
    assert results["items"][favourite]["worst"] == 0


def test_each_item_is_shown_about_equally_often_in_sets():
    process = running("best_worst", steps=["best_worst"], texts=[f"Item {n}" for n in range(8)])
    [person] = people(process, 1)
    seen: list[int] = []
    for place in range(1, 7):
        shown = [item.pk for item, _, _ in person.client.get(f"{person.address}{place}/").context["rows"]]
        assert len(set(shown)) == 4
        seen += shown
    assert {seen.count(pk) for pk in set(seen)} == {3}


def test_points_count_once_they_add_up():
    process = running("weights", steps=["points"])
    one, two, three = items_of(process)
    for at, person in enumerate(people(process)):
        assert person.answer(1, **{field(one): 50 + at, field(two): 50 - at, field(three): 0}).status_code == 200
    late = Panellist(process)
    late.enter()
    late.answer(1, **{field(one): 10})
    assert late.answer(1, **{field(one): 90, field(two): 20}).status_code == 422
    results = close(process).results
    points = np.array([[50 + at, 50 - at, 0] for at in range(PEOPLE)], dtype=float)
    expected = budget(points, ["1", "2", "3"])
    assert results["whole"] == PEOPLE
    assert results["items"][str(one.pk)]["score"] == pytest.approx(100 * expected[0].mean)


def test_more_items_than_one_person_is_asked_are_sampled_and_the_sample_stays():
    process = running(steps=["rate", "rate"], texts=[f"Item {n}" for n in range(60)], items_each=20)
    [person] = people(process, 1)
    first = [person.client.get(f"{person.address}{place}/").context["item"].pk for place in range(1, 21)]
    assert person.client.get(f"{person.address}21/").status_code == 404
    other = Panellist(process, token=person.token)
    other.enter()
    assert [other.client.get(f"{other.address}{place}/").context["item"].pk for place in range(1, 21)] == first


@pytest.mark.parametrize("value", ["0", "10", "7.5", "nine", "-1", "9" * 50, "７"])
def test_what_is_no_answer_is_refused(value):
    process = running(steps=["rate"])
    [person] = people(process, 1)
    answer = person.answer(1, **{field(items_of(process)[0]): value})
    assert (answer.status_code, Answer.objects.count()) in ((422, 0), (200, 1))
    if answer.status_code == 200:
        assert Answer.objects.get().value == 7


def test_a_live_round_shows_what_others_say_only_from_ten_people_on_and_without_five():
    steps = [{"title": "Live", "mode": "rate", "feedback": "all", "live": True}]
    process = running("realtime", steps=steps, texts=("One",))
    first = people(process, 1)[0]
    for _ in range(9):
        other = people(process, 1)[0]
        other.rate(8)
    assert "All numbers" not in first.client.get(f"{first.address}1/").content.decode()
    first.rate(3)
    page = first.client.get(f"{first.address}1/")
    assert page.context["shown"]["all"]["n"] == 5
