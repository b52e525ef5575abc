"""A hub outlives its coordinator: it asks for a second, is handed over in one step, and can be carried away."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cairnhub.accounts import actions
from cairnhub.accounts.models import User
from cairnhub.config.file_names import FILE_NAMES
from cairnhub.governance.succession.queries import _in_words, feeds, public_files
from cairnhub.history.models import Event

pytestmark = pytest.mark.django_db

ASKS = "stands on one coordinator alone"


def text_of(answer) -> str:
    return answer.content.decode()


def roles() -> dict[str, str]:
    return dict(User.objects.values_list("email", "role"))


def test_the_hub_asks_for_a_second_coordinator_until_there_is_one(client, coordinator, editor):
    client.force_login(coordinator)
    for address in ("/workspace/", "/governance/", "/governance/leaving/"):
        assert ASKS in text_of(client.get(address))
    actions.grant_role(user=editor, role="coordinator", by=coordinator, reason="Two are safer.")
    for address in ("/workspace/", "/governance/", "/governance/leaving/"):
        assert ASKS not in text_of(client.get(address))


def test_handing_over_grants_and_steps_down_in_one_step(client, coordinator, editor):
    client.force_login(coordinator)
    sent = {"to": editor.pk, "role": "reviewer", "reason": "I retire.", "sure": "on"}
    assert client.post("/governance/hand-over/", sent).url == "/governance/"
    assert roles() == {"coordinator@example.org": "reviewer", "editor@example.org": "coordinator"}
    assert list(Event.objects.filter(kind="role").values_list("reason", flat=True)) == ["I retire.", "I retire."]
    assert client.get("/governance/hand-over/").status_code == 403


def test_what_goes_wrong_half_way_leaves_everything_as_it_was(coordinator, editor):
    with pytest.raises(ValidationError, match="unknown: king"):
        actions.hand_over(to=editor, by=coordinator, role="king", reason="I retire.")
    with pytest.raises(ValidationError, match="has this role already"):
        actions.hand_over(to=editor, by=coordinator, role="coordinator", reason="I retire.")
    with pytest.raises(ValidationError, match="Say why"):
        actions.hand_over(to=editor, by=coordinator, role="editor", reason=" ")
    assert roles() == {"coordinator@example.org": "coordinator", "editor@example.org": "editor"}
    assert Event.objects.count() == 0


def test_nobody_hands_over_what_they_do_not_hold_or_to_themselves(coordinator, editor, member):
    with pytest.raises(ValidationError, match="Only a coordinator"):
        actions.hand_over(to=member, by=editor, role="member", reason="Mine.")
    with pytest.raises(ValidationError, match="somebody else"):
        actions.hand_over(to=coordinator, by=coordinator, role="editor", reason="Me.")


def test_a_second_coordinator_takes_over_without_a_new_grant(coordinator, editor):
    actions.grant_role(user=editor, role="coordinator", by=coordinator, reason="Two are safer.")
    actions.hand_over(to=editor, by=coordinator, role="editor", reason="I retire.")
    assert roles()["coordinator@example.org"] == "editor"
    assert Event.objects.filter(kind="role").count() == 2


def test_the_form_asks_whether_one_is_sure_and_never_offers_oneself(client, coordinator, editor):
    client.force_login(coordinator)
    page = client.post("/governance/hand-over/", {"to": editor.pk, "role": "editor", "reason": "I retire."})
    assert page.status_code == 400
    assert roles()["editor@example.org"] == "editor"
    assert str(coordinator.pk) not in dict(page.context["form"].fields["to"].choices)


def test_every_list_named_as_public_can_be_downloaded_by_everybody(client):
    files = public_files()
    urls = {file.url for file in files}
    assert {"/framework/links.csv", "/governance/decisions.csv", "/governance/interests.csv"} <= urls
    answers = {file.url: client.get(file.url) for file in files}
    assert {url for url, answer in answers.items() if answer.status_code != 200} == set()
    assert all(answer["Content-Type"].startswith("text/csv") for answer in answers.values())
    page = text_of(client.get("/governance/leaving/"))
    assert all(f'href="{url}"' in page for url in urls)


def test_the_feeds_are_named(client):
    assert {"/history/feed.atom", "/governance/decisions/feed.atom"} <= {feed.url for feed in feeds()}


def test_the_overview_of_an_empty_hub_says_what_is_missing(client):
    page = text_of(client.get("/governance/"))
    for said in ("No decision has been recorded yet", "There is no policy yet", "There is no seat yet"):
        assert said in page


def test_files_are_called_by_names_that_people_know():
    names = [file.name for file in [*public_files(), *feeds()]]
    assert {"Pooled answers", "Register of interests", "every change"} <= set(names)
    assert len(set(names)) == len(names)
    assert not [name for name in names if "index" in name.casefold()]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_name_is_that_of_a_public_file(name):
    assert reverse(name) in {file.url for file in [*public_files(), *feeds()]}


def test_a_file_nobody_named_is_called_like_its_room():
    assert _in_words(("pool",), "index_csv") == "Pool"
    assert _in_words(("pool",), "pool_csv") == "Pool"
    assert _in_words(("pool",), "deep_water_csv") == "Pool, deep water"
