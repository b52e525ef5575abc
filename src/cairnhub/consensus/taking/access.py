"""The only way from an address to a process, and from a cookie to who takes part in it."""

from django.conf import settings
from django.http import Http404

from ..ballots.actions import rater_of
from ..ballots.models import Rater
from ..models import Process, Round, RoundState, Stage
from ..tokens import COOKIE, Ticket, ticket

HALF_A_YEAR = 183 * 24 * 3600


def access_process(process_id: str) -> Process:
    """A process people take part in, or took part in. Drafts and hidden ones look like none, to everybody."""
    found = Process.objects.visible().exclude(stage=Stage.DRAFT).select_related("key").filter(pk=process_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def holder(request, process: Process) -> Ticket | None:
    """The checked link of whoever asks, from the cookie of this process."""
    token = request.COOKIES.get(COOKIE, "")
    return ticket(process, token) if token else None


def rater(process: Process, held: Ticket | None) -> Rater | None:
    return rater_of(process, held) if held else None


def open_round(process: Process) -> Round | None:
    found = process.rounds.filter(state=RoundState.OPEN).order_by("pk").first()
    if found:
        found.process = process
    return found


def remember(response, process: Process, token: str) -> None:
    """Let this browser come back. The cookie goes to the pages of this process alone and is read by no script."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=HALF_A_YEAR,
        path=cookie_path(process),
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def forget(response, process: Process) -> None:
    response.delete_cookie(COOKIE, path=cookie_path(process), samesite="Lax")


def cookie_path(process: Process) -> str:
    return f"/rounds/{process.pk}/"
