"""What was agreed becomes the framework: chosen, all or nothing, once, and only from a real process that has ended."""

import pytest
from django.core.exceptions import ValidationError

from cairnhub.consensus import actions, items
from cairnhub.consensus.outcomes.actions import carry_out
from cairnhub.consensus.outcomes.proposals import proposals
from cairnhub.framework.models import Construct, FrameworkVersion, Link
from cairnhub.history.models import Event
from consensus_builders import BY, close, drafted, panel, running
from factories import make_construct, make_link, make_outcome, make_source

pytestmark = pytest.mark.django_db
RULES = {
    "consensus_rule": "at least 70% rate 7-9 in every group",
    "exclusion_rule": "at least 70% rate 1-3 in every group",
}


def ended(*wanted, ratings=None, nature="real", **values):
    """A process whose items are about or propose these, rated 8 by everybody unless told otherwise."""
    process = running(
        steps=["rate"], texts=[f"Item {at}" for at, _ in enumerate(wanted)], nature=nature, **RULES, **values
    )
    for item, fields in zip(process.items.all(), wanted, strict=True):
        for name, value in fields.items():
            setattr(item, name, value)
        item.save()
    row = ratings or [8] * len(wanted)
    panel(process, {"researcher": [row] * 5, "community": [row] * 5})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def about(obj, **proposes):
    return {"about": f"{obj.kind}:{obj.pk}", "proposes": proposes}


def version(number="1.0"):
    return FrameworkVersion(id=number, number=number, changelog="What was agreed.", status="agreed")


def carry_out_all(process, number="1.0"):
    chosen = [one.key for one in proposals(process) if not one.is_applied]
    return carry_out(process=process, chosen=chosen, version=version(number), by=BY)


def test_an_accepted_link_becomes_part_of_an_agreed_version():
    link = make_link()
    process = ended(about(link))
    made = carry_out_all(process)
    link.refresh_from_db()
    assert link.status == "accepted"
    assert made.members.get(kind="link").values["status"] == "accepted"
    reason = Event.objects.filter(kind="link", object_id=link.pk).first().reason
    assert reason == "Accepted by 100% of 10 people in round 1 of “What matters” (/consensus/what_matters/), item 1."


def test_every_kind_of_change_is_carried_out():
    stays, gone, outcome = make_construct(name="Tracks"), make_construct(name="Rural tracks"), make_outcome()
    moved, other = make_link(source=gone, target=outcome), make_construct(name="Other")
    kept = make_link(source=other, target=outcome, status="accepted")
    source = make_source(constructs=[gone])
    process = ended(
        about(stays, do="merge_constructs", merged=[gone.pk]),
        {"proposes": {"do": "add_construct", "id": "act_new", "name": "New", "stage": "activity", "definition": "It."}},
        {
            "proposes": {
                "do": "add_link",
                "source": "act_new",
                "target": outcome.pk,
                "statement": "S",
                "claim": "increase",
            }
        },
        about(other, do="change_construct", definition="Said better."),
        about(kept, do="change_link", mechanism="Because."),
    )
    carry_out_all(process)
    moved.refresh_from_db()
    assert moved.source == stays
    assert list(source.constructs.all()) == [stays]
    assert Construct.objects.get(pk=gone.pk).removed
    assert Link.objects.get(pk=f"act_new__{outcome.pk}").status == "accepted"
    assert Construct.objects.get(pk=other.pk).definition == "Said better."
    assert Link.objects.get(pk=kept.pk).mechanism == "Because."


def test_a_merger_retires_the_link_that_would_stand_twice():
    stays, gone, outcome = make_construct(name="Tracks"), make_construct(name="Rural tracks"), make_outcome()
    first, second = make_link(source=stays, target=outcome), make_link(source=gone, target=outcome)
    carry_out_all(ended(about(stays, do="merge_constructs", merged=[gone.pk])))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.removed, second.removed, second.status) == (False, True, "retired")


def test_what_was_rejected_is_offered_but_not_ticked():
    link = make_link()
    process = ended(about(link), ratings=[1])
    [one] = proposals(process)
    assert (one.do, one.is_usual) == ("retire_link", False)
    carry_out_all(process)
    link.refresh_from_db()
    assert link.status == "retired"


def test_one_that_fails_leaves_nothing_changed_and_is_named():
    link, construct = make_link(), make_construct(name="Alone")
    process = ended(about(link), about(construct, do="merge_constructs", merged=["nowhere"]))
    events = Event.objects.count()
    with pytest.raises(ValidationError, match=r"Item 2 .*there is no construct “nowhere”"):
        carry_out_all(process)
    link.refresh_from_db()
    assert link.status == "proposed"
    assert (Event.objects.count(), FrameworkVersion.objects.count()) == (events, 0)


def test_nothing_is_carried_out_twice():
    process = ended(about(make_link()))
    [one] = proposals(process)
    carry_out_all(process)
    with pytest.raises(ValidationError, match="carried out before"):
        carry_out(process=process, chosen=[one.key], version=version("1.1"), by=BY)
    assert FrameworkVersion.objects.count() == 1


@pytest.mark.parametrize("nature", ["rehearsal", "demonstration"])
def test_what_does_not_count_changes_nothing(nature, coordinator, client):
    link = make_link()
    process = ended(about(link), nature=nature)
    assert proposals(process) == []
    item = process.items.get()
    with pytest.raises(ValidationError, match="Only a real process"):
        carry_out(process=process, chosen=[item.pk], version=version(), by=BY)
    client.force_login(coordinator)
    assert client.get(f"/consensus/{process.pk}/run/framework/").status_code == 404
    link.refresh_from_db()
    assert link.status == "proposed"


def test_nothing_follows_while_a_process_runs():
    link = make_link()
    process = running(steps=["rate"], texts=["One"], **RULES)
    process.items.update(about=f"link:{link.pk}")
    panel(process, {"researcher": [[8]] * 6})
    close(process)
    assert process.items.get().state == "accepted"
    assert proposals(process) == []


def test_a_coordinator_carries_it_out_on_a_page(coordinator, client):
    link = make_link()
    process = ended(about(link))
    client.force_login(coordinator)
    address = f"/consensus/{process.pk}/run/framework/"
    page = client.get(address)
    shown = page.content.decode()
    assert "Accept the link" in shown
    assert "Accepted by 100% of 10 people in round 1" in shown
    form = page.context["form"]
    sent = {"take": [process.items.get().pk], "number": "1.0", "date": form.initial["date"], "status": "agreed"}
    sent |= {"changelog": form.initial["changelog"], "seen_event": form.initial["seen_event"]}
    assert client.post(address, sent | {"take": []}).status_code == 400
    answer = client.post(address, sent, follow=True)
    assert answer.redirect_chain[0][0] == "/framework/versions/1.0/"
    assert "Record the decision" in answer.content.decode()
    assert f'<a href="/consensus/{process.pk}/">What matters</a>' in answer.content.decode()
    assert f'<a href="/consensus/{process.pk}/">What matters</a>' in client.get("/framework/").content.decode()
    assert "Framework 1.0" in client.get(f"/consensus/{process.pk}/").content.decode()
    assert "all carried out" in client.get(f"/consensus/{process.pk}/run/").content.decode()
    assert "Everything has been carried out" in client.get(address).content.decode()


def test_a_draft_says_that_nobody_agreed_on_it(client):
    link = make_link()
    FrameworkVersion.objects.count()
    assert "nobody has agreed on it yet" in client.get(link.get_absolute_url()).content.decode()


def test_a_rating_of_importance_does_not_say_that_a_link_holds():
    steps = [{"title": "Rating", "mode": "rate", "rates": "importance"}]
    link = make_link()
    process = running(steps=steps, texts=["One"], **RULES)
    process.items.update(about=f"link:{link.pk}")
    panel(process, {"researcher": [[8]] * 6})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    assert [one.is_usual for one in proposals(process)] == [False]


def test_an_item_left_out_by_hand_proposes_nothing():
    link = make_link()
    process = running(steps=["rate"], texts=["One"], **RULES)
    process.items.update(about=f"link:{link.pk}")
    panel(process, {"researcher": [[8]] * 6})
    close(process)
    items.drop(item=process.items.get(), why="It was asked wrongly.")
    actions.end(process=process, by=BY, reason="done")
    assert proposals(process) == []


def test_a_coordinator_says_what_follows_before_anybody_is_asked(coordinator, client):
    stays, gone = make_construct(name="Tracks"), make_construct(name="Rural tracks")
    process = drafted(texts=["Make them one"])
    item = process.items.get()
    client.force_login(coordinator)
    address = f"/consensus/{process.pk}/run/items/{item.pk}/follows/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"do": "merge_constructs", "construct": stays.pk}).status_code == 400
    sent = {"do": "merge_constructs", "construct": stays.pk, "merged": [gone.pk], "name": "is not kept"}
    assert client.post(address, sent).status_code == 302
    item.refresh_from_db()
    assert item.about == f"construct:{stays.pk}"
    assert item.proposes == {"do": "merge_constructs", "merged": [gone.pk]}


def test_what_people_answered_means_what_it_meant_then(coordinator, client):
    process = running(steps=["rate", "rate"], texts=["One"], **RULES)
    panel(process, {"researcher": [[5]] * 6})
    client.force_login(coordinator)
    address = f"/consensus/{process.pk}/run/items/{process.items.get().pk}/follows/"
    link = make_link()
    assert client.post(address, {"do": "accept_link", "link": link.pk}).status_code == 400
    close(process)
    refused = client.post(address, {"do": "retire_link", "link": link.pk})
    assert "People have answered it as it was" in refused.content.decode()
