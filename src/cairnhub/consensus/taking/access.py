"""The only way from an address to a process, and from a cookie to who takes part in it."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.db.models import Prefetch
from django.http import Http404

from cairnhub.history.queries import newest_touch

from ..actions import asked_keys
from ..ballots.actions import rater_of
from ..ballots.models import Rater
from ..models import Process, Round, RoundState, Stage
from ..tokens import COOKIE, Ticket, ticket

HALF_A_YEAR = 183 * 24 * 3600


def access_process(process_id: str) -> Process:
    """A process people take part in, or took part in. Drafts and hidden ones look like none, to everybody."""
    # The same for everybody until something is recorded, and asked for with every answer of hundreds of people. It
    # holds nothing of who asks. What others say so far moves by itself, so it is read anew.
    kept = "panel:{}.{}:{}".format(*newest_touch(), sha256(process_id.encode()).hexdigest())
    found = caches["pages"].get(kept)
    if found is None:
        found = _read(process_id)
        if not any(one.live for one in found.open_rounds):
            caches["pages"].set(kept, found, timeout=3600)
    for one in found.open_rounds:
        one.process = found
    return found


def _read(process_id: str) -> Process:
    now_open = Prefetch("rounds", queryset=Round.objects.filter(state=RoundState.OPEN), to_attr="open_rounds")
    # One that came with content files alone has no key: nobody was ever invited to it here.
    begun = Process.objects.visible().exclude(stage=Stage.DRAFT).exclude(key=None)
    found = begun.select_related("key").prefetch_related(now_open).filter(pk=process_id).first()
    if found is None:
        raise Http404("There is no such page.")
    for one in found.open_rounds:
        one.asked = asked_keys(one)
    return found


def holder(request, process: Process) -> Ticket | None:
    """The checked link of whoever asks, from the cookie of this process."""
    token = request.COOKIES.get(COOKIE, "")
    return ticket(process, token) if token else None


def rater(process: Process, held: Ticket | None) -> Rater | None:
    return rater_of(process, held) if held else None


def open_round(process: Process) -> Round | None:
    """The open round, of a process that `access_process` answered; `asked` are the keys of its items."""
    return process.open_rounds[0] if process.open_rounds else None


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
