"""The only way from an address to a process, an item or a round."""

from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access

from .models import Item, Process, Round, Stage


def access_process(user, process_id: str) -> Process:
    """A process that this user may see. Drafts are public: everybody may say what they think of a protocol in time."""
    return access(user, Process, process_id)


def sees_results(user, process: Process) -> bool:
    """Results are everybody's once the process has ended; before, only of those who run it."""
    return process.stage == Stage.ENDED or may(user, Permission.ROUND_RUN)


def access_item(process: Process, item_id: int) -> Item:
    found = process.items.filter(pk=item_id).first()
    if found is None:
        raise Http404("There is no such page.")
    found.process = process
    return found


def access_round(process: Process, number: int) -> Round:
    found = process.rounds.filter(number=number).first()
    if found is None:
        raise Http404("There is no such page.")
    found.process = process
    return found
