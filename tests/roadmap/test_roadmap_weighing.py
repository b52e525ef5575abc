"""Whose weights the roadmap ranks by: chosen by a coordinator, one record, undone in its history."""

import pytest
from django.core.exceptions import ValidationError

from cairn.gaps import CriterionName
from cairnhub.consensus import actions
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from cairnhub.roadmap.models import WeightsInForce
from cairnhub.roadmap.queries import current_roadmap
from cairnhub.roadmap.weighing import elicited, in_force, put_in_force
from consensus_builders import BY, Panellist, close, running

pytestmark = pytest.mark.django_db
POINTS = {"importance": 50, "uncertainty": 30, "decision_value": 20, "equity": 0}
OTHERS = {"importance": 10, "uncertainty": 30, "decision_value": 20, "equity": 40}


def weighed(points=POINTS, others=None, **values):
    """A process that has ended, in which five researchers gave these points, and five of a community the others."""
    process = running("weights", steps=["points"], texts=list(points), **values)
    for item in process.items.all():
        item.about = f"criterion:{item.text}"
        item.save()
    for group, given in (("researcher", points), ("community", others or points)):
        for _ in range(5):
            one = Panellist(process, group)
            one.enter()
            said = {f"item_{item.pk}": given[item.text] for item in process.items.all()}
            assert one.answer(1, **said).status_code == 200
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def test_mean_shares_rank_the_roadmap_once_chosen(field, client):
    process = weighed(others=OTHERS)
    assert current_roadmap().usual_weights is None
    put_in_force(process=process, by=BY, reason="The board chose them.")
    ranking = current_roadmap().ranking()
    assert ranking.weights[CriterionName.IMPORTANCE] == pytest.approx(0.3)
    assert ranking.weights[CriterionName.EQUITY] == pytest.approx(0.2)
    page = client.get("/").content.decode()
    assert "weights elicited from 10 people in 2 groups" in page
    assert f'<a href="/consensus/{process.pk}/">What matters</a>' in page
    assert "They start equal" not in page


def test_groups_keep_their_own_weights(field):
    put_in_force(process=weighed(others=OTHERS), by=BY, reason="Chosen.")
    assert in_force().by_group["Communities"]["equity"] == pytest.approx(0.4)


def test_readers_may_still_weigh_alike(field, client):
    put_in_force(process=weighed(), by=BY, reason="Chosen.")
    equal = "&".join(f"w_{name}=5" for name in CriterionName)
    page = client.get(f"/roadmap/ranking.csv?{equal}").content.decode()
    assert "equity=0.250" in page
    assert "equity=0.000" in client.get("/roadmap/ranking.csv").content.decode()


def test_the_newest_is_not_taken_by_itself_and_a_choice_can_be_undone(field):
    first = weighed()
    put_in_force(process=first, by=BY, reason="Chosen.")
    second = weighed(OTHERS)
    assert in_force().process == first.pk
    put_in_force(process=second, by=BY, reason="Chosen anew.")
    assert in_force().process == second.pk
    assert WeightsInForce.objects.count() == 1
    history.undo(event=Event.objects.filter(kind="weights_in_force").first(), by=BY, reason="A mistake.")
    assert in_force().process == first.pk
    put_in_force(process=None, by=BY, reason="Equal again.")
    assert current_roadmap().usual_weights is None


def test_weights_that_are_in_force_are_not_put_in_force_again(field):
    process = weighed()
    put_in_force(process=process, by=BY, reason="Chosen.")
    with pytest.raises(ValidationError, match="in force already"):
        put_in_force(process=process, by=BY, reason="Again.")


def test_a_process_that_asked_about_three_criteria_gives_no_weights(field):
    process = weighed({"importance": 50, "uncertainty": 30, "equity": 20})
    assert elicited(process) == []
    with pytest.raises(ValidationError, match="all four criteria"):
        put_in_force(process=process, by=BY, reason="Chosen.")


@pytest.mark.parametrize("nature", ["rehearsal", "demonstration"])
def test_what_does_not_count_gives_no_weights(field, nature, coordinator, client):
    process = weighed(nature=nature)
    assert elicited() == []
    with pytest.raises(ValidationError, match="Only a real process"):
        put_in_force(process=process, by=BY, reason="Chosen.")
    client.force_login(coordinator)
    sent = {"process": process.pk, "change_reason": "Because."}
    assert client.post("/roadmap/weights/", sent).status_code == 400
    assert in_force() is None


def test_a_coordinator_chooses_on_a_page(field, coordinator, client):
    process = weighed()
    client.force_login(coordinator)
    assert "importance 50%" in client.get("/roadmap/weights/").content.decode()
    answer = client.post("/roadmap/weights/", {"process": process.pk, "change_reason": "The board."}, follow=True)
    assert "These weights are in force" in answer.content.decode()
    assert in_force().process == process.pk
