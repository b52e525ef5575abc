"""Policies and their versions: never changed, proposed until a decision approves them, compared word by word."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.governance.models import PolicyVersion
from cairnhub.governance.policies import actions, queries
from cairnhub.history import actions as history
from factories import TESTS, make_decision, make_policy, make_policy_version

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return answer.content.decode()


def state(version) -> str:
    standing = queries.standing_of(version.policy)
    return standing.state_of(queries.version_of(standing, version.number))


def test_a_version_without_a_decision_is_only_proposed(client):
    version = make_policy_version()
    assert state(version) == "proposed, not yet agreed"
    page = text_of(client.get(version.policy.get_absolute_url()))
    assert "Proposed, not yet agreed." in page
    assert "nobody is held to it" in page


def test_the_newest_agreed_version_whose_day_has_come_is_in_force(client):
    policy = make_policy()
    old = make_policy_version(policy, text="Old", approved_by=make_decision())
    held = make_policy_version(policy, text="Held", approved_by=make_decision())
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = make_policy_version(policy, text="Coming", approved_by=make_decision(), dated=tomorrow)
    draft = make_policy_version(policy, text="Draft", dated=tomorrow)
    states = [state(one) for one in (old, held, coming, draft)]
    assert states == ["replaced", "in force", "agreed, not yet in force", "proposed, not yet agreed"]
    page = client.get(policy.get_absolute_url())
    assert page.context["version"] == held


def test_a_decision_approves_a_proposal(client, coordinator):
    version, decision = make_policy_version(), make_decision(title="Agreed at last")
    client.force_login(coordinator)
    sent = {"decision": decision.pk, "reason": "As decided."}
    assert client.post(f"{version.get_absolute_url()}approve/", sent).status_code == 302
    assert state(version) == "in force"
    assert "Agreed at last" in text_of(client.get(version.policy.get_absolute_url()))
    assert version.label() in text_of(client.get(decision.get_absolute_url()))
    again = client.post(f"{version.get_absolute_url()}approve/", sent)
    assert "approved already" in text_of(again)


@pytest.mark.parametrize(
    "changed", [{"text": "Else"}, {"dated": date(2020, 1, 1)}, {"number": 7}, {"what_changed": "Nothing."}]
)
def test_a_published_version_is_never_changed(changed):
    version = make_policy_version()
    with pytest.raises(ValidationError, match="never changed"):
        history.change(obj=version, by=TESTS, reason="", values=changed)
    assert PolicyVersion.objects.get().text == version.text


def test_no_form_changes_or_removes_a_version(client, coordinator):
    version = make_policy_version()
    client.force_login(coordinator)
    for step in ("", "remove/"):
        answer = client.post(f"/edit/policy_version/{version.pk}/{step}", {"change_reason": "Mine."})
        assert answer.status_code == 404
    version.refresh_from_db()
    assert not version.removed


def test_the_next_version_is_published_by_form(client, coordinator):
    version = make_policy_version(text="Be kind.")
    client.force_login(coordinator)
    address = f"{version.policy.get_absolute_url()}publish/"
    assert client.get(address).context["form"]["text"].value() == "Be kind."
    sent = {"text": "Be kind, always.", "what_changed": "Said how often.", "dated": timezone.localdate(), "after": 1}
    assert client.post(address, sent).url == f"{version.policy.get_absolute_url()}2/"
    stale = client.post(address, sent | {"text": "Other"})
    assert "Version 2 was published while you were writing" in text_of(stale)


def test_a_version_says_something_new_and_does_not_lie_before_the_last():
    version = make_policy_version(text="Be kind.")
    with pytest.raises(ValidationError, match="says what version 1 says"):
        make_policy_version(version.policy, text="Be kind. ")
    with pytest.raises(ValidationError, match="must not lie before"):
        make_policy_version(version.policy, text="Else", dated=version.dated - timedelta(days=1))


def test_two_versions_are_compared_word_by_word(client):
    policy = make_policy()
    make_policy_version(policy, text="## Rules\n\nBe kind to all.\n\nThe end.")
    make_policy_version(policy, text="## Rules\n\nBe fair to all.\n\nThe end.")
    page = text_of(client.get(f"{policy.get_absolute_url()}compare/"))
    assert "kind " in page.split("<del>")[1].split("</del>")[0]
    assert "fair " in page.split("<ins>")[1].split("</ins>")[0]
    assert page.count("<del>") == page.count("<ins>") == 1
    other_way = text_of(client.get(f"{policy.get_absolute_url()}compare/?a=2&b=1"))
    assert "fair " in other_way.split("<del>")[1].split("</del>")[0]
    assert client.get(f"{policy.get_absolute_url()}compare/?a=9&b=1").status_code == 400


def test_the_comparison_loses_and_invents_nothing():
    before, after = "a b\nc d\n\ne", "a x\nc d\ne f\n"
    runs = list(queries.compare(before, after))
    assert "".join(words for tag, words in runs if tag != "in") == before
    assert "".join(words for tag, words in runs if tag != "out") == after


def test_text_is_shown_as_safe_html_with_headings(client):
    version = make_policy_version(text="## Rules\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    page = text_of(client.get(version.get_absolute_url()))
    assert "<h4>Rules</h4>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_the_file_lists_every_version(client):
    version = make_policy_version()
    rows = client.get("/governance/policies.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == (
        f'Code of conduct,1,2026-05-01,"proposed, not yet agreed",First draft.,,{version.get_absolute_url()}'
    )


def test_an_unknown_version_is_not_found(client):
    policy = make_policy_version().policy
    assert client.get(f"{policy.get_absolute_url()}9/").status_code == 404


def test_only_a_decision_that_is_there_approves(coordinator):
    version = make_policy_version()
    actions.approve(version=version, decision=make_decision(), by=coordinator, reason="As decided.")
    assert queries.standing_of(version.policy).in_force == version
