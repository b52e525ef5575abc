"""The only way from an address to a report."""

from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access

from ..models import Process, Stage


def access_report(user, process_id: str) -> Process:
    """A process whose report this user may read: everybody's once it has ended, before that those who run it."""
    found = access(user, Process, process_id)
    if found.stage == Stage.ENDED or (found.stage == Stage.RUNNING and may(user, Permission.ROUND_RUN)):
        return found
    raise Http404("There is no such page.")
