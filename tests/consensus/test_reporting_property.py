"""For ratings and groups drawn at random: every number told is that of the ratings, and about five people or more."""

import csv
import io
import random
from collections import defaultdict

import pytest
from django.urls import reverse

from cairn.consensus import describe
from cairnhub.consensus import actions
from cairnhub.consensus.ballots.models import Answer, Rater
from consensus_builders import BY, GROUPS, close, running

pytestmark = pytest.mark.django_db

#: Under which names people of a group may be told.
NAMES = {one["code"]: {one["name"], one["wider"], "everybody"} for one in GROUPS}


def rated(drawn: random.Random):
    """A process that has ended, and its ratings by item and group."""
    process = running(steps=["rate"], stopping_rule="")
    round_, given = process.rounds.get(state="open"), defaultdict(list)
    for group in NAMES:
        for at in range(drawn.choice([0, 1, 2, 3, 4, 5, 6, 9])):
            rater = Rater.objects.create(
                process=process, code=f"{group}{at}", group=group, way="mailed", consent_version=1
            )
            for item in process.items.all():
                value = drawn.choice([None, *range(1, 10)])
                Answer.objects.create(rater=rater, round=round_, item=item, value=value)
                given[item.number].append((group, value))
    close(process)
    actions.end(process=process, by=BY, reason="a test")
    return process, given


@pytest.mark.parametrize("seed", range(12))
def test_every_number_told_is_that_of_five_ratings_or_more(client, seed):
    process, given = rated(random.Random(seed))
    address = reverse("consensus:reporting:table_csv", args=[process.pk, "results"])
    rows = list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    for row in rows:
        if row["n"] == "fewer than 5":
            assert row["median"] == row["mean"] == row["outcome"] == ""
            continue
        assert int(row["n"]) >= 5
        values = [value for group, value in given[row["item"]] if row["group"] in NAMES[group]]
        if row["group"] in {one["name"] for one in GROUPS} and row["group"] != "Communities":
            code = next(one["code"] for one in GROUPS if one["name"] == row["group"])
            values = [value for group, value in given[row["item"]] if group == code]
        found = describe([value for value in values if value is not None])
        told = tuple(float(row[name]) for name in ("n", "median", "q1", "q3", "mean"))
        assert told == (found.n, found.median, found.q1, found.q3, found.mean)
    for item in given:
        parts = [int(row["n"]) for row in rows if row["item"] == item and row["group"] != "everybody"]
        whole = [row["n"] for row in rows if row["item"] == item and row["group"] == "everybody"]
        assert not parts or [str(sum(parts))] == whole
