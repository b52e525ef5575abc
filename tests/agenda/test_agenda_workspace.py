"""The workspace shows what waits for the person who looks."""

import pytest

from cairnhub.accounts import actions as accounts
from cairnhub.accounts.permissions import Permission
from cairnhub.agenda import actions, queues
from cairnhub.history import actions as history
from factories import make_construct, make_reference, make_study

pytestmark = pytest.mark.django_db


def shown(client, user):
    client.force_login(user)
    return {queue.title: queue for queue in client.get("/workspace/").context["queues"]}


def test_editors_see_suggestions_and_everybody_what_is_to_be_completed(client, editor, member):
    actions.send_suggestion(kind="need", text="Help")
    make_study(references=[make_reference(title="Half known", complete=False)], coding="single")
    make_study(coding="double")
    for_editor, for_member = shown(client, editor), shown(client, member)
    assert for_editor["To moderate"].count == 1
    assert "To moderate" not in for_member
    assert for_member["References to complete"].first[0].text == "Half known"
    assert for_editor["To extract"].count == 1
    assert "To extract" not in for_member


def test_a_queue_names_a_few_and_counts_the_rest(client, member):
    for number in range(8):
        make_reference(title=f"Reference {number}", complete=False)
    queue = shown(client, member)["References to complete"]
    assert (queue.count, len(queue.first), queue.more) == (8, 5, 3)


def test_rooms_above_add_their_own_queues(client, member, editor, monkeypatch):
    monkeypatch.setattr(queues, "_sources", [])
    queues.register(Permission.OBJECT_EDIT, lambda: queues.Queue("Conflicts", "Both changed.", 2))
    queues.register(Permission.WORKSPACE_SEE, lambda: queues.Queue("Nothing", "None.", 0))
    assert list(shown(client, editor)) == ["Conflicts", "Nothing"]
    assert list(shown(client, member)) == ["Nothing"]


def test_whoever_declared_no_interest_is_asked(client, member):
    client.force_login(member)
    assert "You have declared no interests" in client.get("/workspace/").content.decode()
    accounts.declare_interest(user=member, statement="Directs a rural track.")
    assert "You have declared no interests" not in client.get("/workspace/").content.decode()


def test_my_last_changes_are_mine(client, editor, coordinator):
    construct = make_construct()
    history.change(obj=construct, by=editor, reason="Plainer.", values={"name": "Mine"})
    history.change(obj=construct, by=coordinator, reason="Plainer.", values={"name": "Theirs"})
    client.force_login(editor)
    assert [event.label for event in client.get("/workspace/").context["changes"]] == ["Mine"]


def test_the_workspace_asks_few_questions_of_the_database(client, editor, django_assert_max_num_queries):
    for _ in range(6):
        make_study(references=[make_reference(complete=False)])
    client.force_login(editor)
    with django_assert_max_num_queries(24):
        client.get("/workspace/")
