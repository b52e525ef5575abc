"""People invited to a process, in any state."""

from datetime import date

from django.db.models import QuerySet

from cairnhub.consensus.inviting import adding, jobs, sending
from cairnhub.consensus.inviting.letters import decline_token
from cairnhub.consensus.inviting.lists import plan
from cairnhub.consensus.inviting.models import AddressList, Invitation
from cairnhub.consensus.models import Process
from consensus_builders import BY, running


def list_of(people: dict[str, int], language: str = "en") -> str:
    """A list with so many people of each group: researcher1@example.org and so on."""
    rows = [
        f"{group}{n}@example.org,{group.title()} {n},{group},{language}"
        for group, k in people.items()
        for n in range(k)
    ]
    return "\n".join(["e-mail,name,group,language", *rows])


def keep(process: Process, text: str, by) -> AddressList:
    return adding.keep_list(process=process, text=text, by=by)


def add(process: Process, people: dict[str, int], language: str = "en") -> None:
    """Add people who wait for their letters."""
    planned = plan(process, list_of(people, language))
    for row in planned.rows:
        Invitation.objects.create(
            process=process, email=row.email, name=row.name, group=row.group, language=row.language
        )


def send(process: Process) -> int:
    """Send what waits, and let the worker do it."""
    sending.send_invitations(process=process, by=BY)
    return jobs.send_letters(process.pk)


def invited(process: Process, people: dict[str, int]) -> None:
    """Add people and send their letters."""
    add(process, people)
    send(process)


def make_it(process: Process, **values) -> None:
    """Set what no action sets on this way, such as a stage long after."""
    QuerySet(Process).filter(pk=process.pk).update(**values)


def panellists(*, coordinator) -> dict[str, list[dict]]:
    """For the browser: a process under way with people in every state, and a list that waits."""
    process = running(steps=["rate"], title="Who is invited", nature="rehearsal")
    add(process, {"researcher": 8, "community": 6})
    for number, one in enumerate(process.invitations.all()):
        if number < 3:
            one.state, one.trouble = "bounced", "The mail server refused it: 550 5.1.1."
        elif number < 8:
            one.state, one.token_group, one.sent_on = "sent", "community", date(2026, 5, 1)
        one.save()
    kept = keep(process, list_of({"steward": 3}) + "\nno address,,steward,en\n", coordinator)
    place = {"process_id": process.pk}
    first = process.invitations.first()
    return {
        "inviting_process": [place],
        "invited_panellist": [place | {"invitation_id": one.pk} for one in process.invitations.all()[:9:4]],
        "list_of_panellists": [place | {"token": kept.token}],
        "declining_panellist": [place | {"token": decline_token(first)}],
    }
