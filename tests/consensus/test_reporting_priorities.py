"""The report of rounds that set priorities, in each way of answering."""

import random

import pytest
from django.urls import reverse

from cairnhub.consensus import actions
from cairnhub.consensus.ballots.models import Answer, Rater
from cairnhub.consensus.models import Process
from consensus_builders import BY, close, running

pytestmark = pytest.mark.django_db

TEXTS = ("One", "Two", "Three", "Four")


def answers_of(mode: str, drawn: random.Random) -> list[tuple[int, str, int]]:
    """What one person says: the place of an item, the aspect, the value."""
    if mode == "points":
        return [(0, "", 40), (1, "", 30), (2, "", 20), (3, "", 10)]
    if mode == "criteria":
        return [(at, code, drawn.choice([0, 1, 2])) for at in range(4) for code in ("answerable", "equity")]
    if mode == "best_worst":
        best, worst = drawn.sample(range(4), 2)
        return [(at, "1", 1 if at == best else -1 if at == worst else 0) for at in range(4)]
    order = drawn.sample(range(4), 4)
    chosen = order[:2] if mode == "choose" else order
    return [(at, "", place) for place, at in enumerate(chosen, start=1)]


def held(mode: str) -> Process:
    criteria = [{"code": code, "text": code.capitalize()} for code in ("answerable", "equity")]
    process = running("jla", steps=[mode], texts=TEXTS, criteria=criteria)
    drawn, round_, items = random.Random(7), process.rounds.get(), list(process.items.all())
    for group, number in {"researcher": 6, "steward": 2, "community": 7}.items():
        for at in range(number):
            rater = Rater.objects.create(
                process=process, code=f"{group}{at}", group=group, way="mailed", consent_version=1
            )
            Answer.objects.bulk_create(
                Answer(rater=rater, round=round_, item=items[place], aspect=aspect, value=value)
                for place, aspect, value in answers_of(mode, drawn)
            )
    close(process)
    actions.end(process=process, by=BY, reason="a test")
    return process


@pytest.mark.parametrize("mode", ["choose", "order", "criteria", "best_worst", "points"])
def test_priorities_stand_in_their_order_with_picture_and_table(client, mode):
    process = held(mode)
    found = process.rounds.get().results
    assert "trouble" not in found
    page = client.get(reverse("consensus:reporting:report", args=[process.pk])).content.decode()
    assert 'id="priorities-1"' in page
    texts = {str(item.pk): f"{item.number}. {item.text}" for item in process.items.all()}
    table = page[page.index("Priorities of round 1 in numbers") :]
    places = [table.index(f'<th scope="row">{texts[name]}</th>') for name in found["order"]]
    assert places == sorted(places)
    drawn = client.get(reverse("consensus:reporting:picture", args=[process.pk, "priorities-1", "svg"]))
    assert drawn.status_code == 200
    rows = client.get(reverse("consensus:reporting:table_csv", args=[process.pk, "results"])).content.decode()
    assert not [row for row in rows.splitlines()[1:] if row.split(",")[3] in ("1", "2", "3", "4")]
    assert ",Data stewards," not in rows


def test_scores_by_criterion_have_a_table(client):
    process = held("criteria")
    rows = client.get(reverse("consensus:reporting:table_csv", args=[process.pk, "criteria"])).content.decode()
    assert len(rows.strip().splitlines()) == 1 + 4 * 2
