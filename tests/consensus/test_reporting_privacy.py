"""Nobody can be found in a report: not in its page, not in its files, not where groups are small."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from cairnhub.consensus import actions
from cairnhub.consensus.ballots.models import Answer, Rater, Remark, RemarkState
from cairnhub.consensus.inviting.models import Invitation, InvitationState
from cairnhub.consensus.models import Process
from cairnhub.consensus.reporting.flow import FEW, _suppressed
from cairnhub.consensus.reporting.tables import TABLES
from cairnhub.consensus.results.table import EVERYBODY
from consensus_builders import BY, close, open_next, panel, running

pytestmark = pytest.mark.django_db

PEOPLE = {"researcher": 7, "steward": 3, "community": 6}


def invited(process: Process, numbers: dict[str, int]) -> None:
    for group, number in numbers.items():
        for at in range(number):
            Invitation.objects.create(
                process=process, email=f"{group}{at}@secret.example", name=f"Zoe Secret {group} {at}", group=group,
                state=InvitationState.BOUNCED if at == 0 else InvitationState.SENT, sent_on="2026-05-01",
            )  # fmt: skip


def held(numbers=PEOPLE) -> Process:
    """A process of two rounds with so many people of each group, ended."""
    process = running(steps=["rate", "rate"], stopping_rule="rounds at least 2")
    invited(process, {group: number + 1 for group, number in numbers.items()})
    people = panel(process, {group: [[9, at + 1, "x"] for at in range(n)] for group, n in numbers.items()})
    for at, state in enumerate((RemarkState.SHOWN, RemarkState.HELD, RemarkState.REFUSED)):
        Remark.objects.create(
            round=process.rounds.get(number=1), item=process.items.first(), code=f"code-{at}",
            text=f"A reason that was {state}.", state=state,
        )  # fmt: skip
    close(process)
    open_next(process)
    for one in people:
        one.rate(9, 5, "x")
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process


def everything(client, process) -> dict[str, str]:
    """All that a visitor can fetch of the report, by name."""

    def get(name, *blanks):
        page = client.get(reverse(f"consensus:reporting:{name}", args=[process.pk, *blanks]))
        assert page.status_code == 200
        return page.content

    found = {"page": get("report").decode(), "protocol": get("protocol_data").decode()}
    found |= {f"table {name}": get("table_csv", name).decode() for name in TABLES}
    found |= {f"checklist {name}": get("checklist_csv", name).decode() for name in ("accord", "delphistar")}
    told = process.rounds.first().results["items"]
    for name in ("flow", *(f"item-{pk}" for pk in told)):
        found[f"picture {name}"] = get("picture", name, "svg").decode()
    with zipfile.ZipFile(io.BytesIO(get("package_data"))) as file:
        found |= {f"zip {name}": file.read(name).decode() for name in file.namelist()}
    return found


def test_no_person_address_code_or_key_is_in_it(client):
    process = held()
    secrets = {value for row in Rater.objects.values_list("pk", "code") for value in map(str, row)}
    secrets |= {str(pk) for pk in Answer.objects.values_list("pk", flat=True)}
    secrets |= {str(pk) for pk in Invitation.objects.values_list("pk", flat=True)}
    secrets |= {str(value) for row in Remark.objects.values_list("pk", "code") for value in row}
    secrets |= {process.key.secret, "secret.example", "Zoe Secret"}
    for name, text in everything(client, process).items():
        assert not [one for one in secrets if one in text], name


def test_only_words_that_moderation_showed_are_in_it(client):
    for name, text in everything(client, held()).items():
        assert "reason that was held" not in text, name
        assert "reason that was refused" not in text, name
    assert "A reason that was shown." in everything(client, Process.objects.get())["page"]


@pytest.mark.parametrize(
    "numbers",
    [
        PEOPLE,
        {"researcher": 1, "steward": 4, "community": 5},
        {"researcher": 6, "steward": 6, "community": 4},
        {"researcher": 2, "steward": 1, "community": 1},
    ],
)
def test_no_number_of_a_few_people_is_in_it(client, numbers):
    process = held(numbers)
    for round_ in process.rounds.all():
        parts = round_.results["groups"].values()
        assert all(number >= 5 for number in parts)
    found = everything(client, process)
    for name, at in (("results", 3), ("distribution", 5), ("flow", 2)):
        for text in (found[f"table {name}"], found[f"zip {process.pk}/{name}.csv"]):
            cells = [row.split(",")[at] for row in text.strip().splitlines()[1:]]
            assert not [one for one in cells if one in ("1", "2", "3", "4")], name
    assert not re.search(r"\b[1-4] people", found["page"])
    for group, number in (("Data stewards", numbers["steward"]), ("Communities", numbers["community"])):
        if number < 5:
            assert f'<th scope="row">1, {group}</th>' not in found["page"]


def test_the_package_has_the_same_bytes_each_time(client, coordinator):
    process = held()
    address = reverse("consensus:reporting:package_data", args=[process.pk])
    first = client.get(address).content
    client.force_login(coordinator)
    assert client.get(address).content == first
    readme = zipfile.ZipFile(io.BytesIO(first)).read(f"{process.pk}/README.txt").decode()
    assert "CC BY 4.0" in readme


def test_no_time_finer_than_a_day_is_in_it_but_the_protocols(client):
    for name, text in everything(client, held()).items():
        if "protocol" not in name and name != "page":
            assert not re.search(r"\d\d:\d\d", text), name


@pytest.mark.parametrize(
    ("numbers", "total"),
    [
        ({"a": 10, "b": 3}, "10 or more"),
        ({"a": 10, "b": 2, "c": 2}, "10 or more"),
        ({"a": 10, "b": 4, "c": 4}, "10 or more"),
        ({"a": 10, "b": 4, "c": 2}, 16),
        ({"a": 10, "b": 0}, 10),
        ({"a": 2}, FEW),
    ],
)
def test_a_sum_never_gives_a_hidden_number_away(numbers, total):
    column = _suppressed("invited", numbers)
    assert column.total == total
    assert all(isinstance(number, str) or number in (0, 10) for number in column.groups.values())
    assert EVERYBODY not in column.groups
