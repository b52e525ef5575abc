"""Who may see and change whom a process invites: those who run processes, and each person's own letter."""

from cairnhub.accounts.models import User
from cairnhub.consensus.inviting import adding, letters
from cairnhub.consensus.inviting.models import Invitation
from cairnhub.consensus.models import Process
from consensus_builders import drafted, running
from inviting_builders import list_of
from permission_rows import Row, everybody, from_role


def make_running() -> Process:
    return running(steps=["rate"])


def make_invitation() -> Invitation:
    return Invitation.objects.create(process=drafted(), email="ada@example.org", group="researcher")


def make_list():
    by = User.objects.get(role="coordinator")
    return adding.keep_list(process=drafted(), text=list_of({"researcher": 1}), by=by)


def of_process(made: Process) -> dict:
    return {"process_id": made.pk}


def of_list(made) -> dict:
    return {"process_id": made.process_id, "token": made.token}


def of_invitation(made: Invitation) -> dict:
    return {"process_id": made.process_id, "invitation_id": made.pk}


def of_letter(made: Invitation) -> dict:
    return {"process_id": made.process_id, "token": letters.decline_token(made)}


PAGE = from_role("coordinator", 200), from_role("coordinator", 405)
FORM = from_role("coordinator", 200), from_role("coordinator", 400)
BUTTON = from_role("coordinator", 405), from_role("coordinator", 302)

INVITING: dict[str, Row] = {
    "consensus:inviting:index": Row(*FORM, drafted, of_process),
    "consensus:inviting:template_csv": Row(*PAGE, drafted, of_process),
    "consensus:inviting:preview": Row(*FORM, make_list, of_list),
    "consensus:inviting:preview_csv": Row(*PAGE, make_list, of_list),
    "consensus:inviting:discard": Row(*BUTTON, make_list, of_list),
    "consensus:inviting:send": Row(*BUTTON, drafted, of_process),
    "consensus:inviting:remind": Row(*BUTTON, drafted, of_process),
    "consensus:inviting:people": Row(*PAGE, drafted, of_process),
    "consensus:inviting:people_csv": Row(*PAGE, drafted, of_process),
    "consensus:inviting:person": Row(*PAGE, make_invitation, of_invitation),
    "consensus:inviting:correct": Row(
        from_role("coordinator", 405), from_role("coordinator", 400), make_invitation, of_invitation
    ),
    "consensus:inviting:new_link": Row(*BUTTON, make_invitation, of_invitation),
    "consensus:inviting:declined": Row(*BUTTON, make_invitation, of_invitation),
    "consensus:inviting:take_out": Row(*BUTTON, make_invitation, of_invitation),
    "consensus:inviting:undeliverable": Row(*FORM, drafted, of_process),
    "consensus:inviting:shared": Row(*PAGE, make_running, of_process),
    "consensus:inviting:printed": Row(*PAGE, make_running, of_process),
    "consensus:inviting:delete": Row(from_role("coordinator", 200), from_role("coordinator", 302), drafted, of_process),
    # The signed word of the letter is the proof; who is signed in does not matter.
    "consensus:inviting:decline": Row(everybody(200), everybody(200), make_invitation, of_letter),
    "consensus:response": Row(*PAGE, make_running, of_process),
    "consensus:response_csv": Row(*PAGE, make_running, of_process),
}
