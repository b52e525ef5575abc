"""The only way from an address to a process, and from a cookie to who takes part in it."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404

from cairnhub.history.queries import newest_touch

from ..actions import asked_items
from ..ballots.actions import rater_of
from ..ballots.models import Rater
from ..models import Process, Round, RoundState, Stage
from ..tokens import COOKIE, Ticket, ticket

HALF_A_YEAR = 183 * 24 * 3600


def access_process(process_id: str) -> Process:
    """A process people take part in, or took part in. Drafts and hidden ones look like none, to everybody."""
    # The same for everybody until something is recorded, and asked for with every answer of hundreds of people. It
    # holds nothing of who asks. What others say so far moves by itself, so it is read anew.
    touch = newest_touch()
    kept = _kept.get(process_id)
    if kept and kept[0] == touch:
        return kept[1]
    found = _read(process_id)
    if not any(one.live for one in found.open_rounds):
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[process_id] = (touch, found)
    return found


def forget_kept() -> None:
    """Read every process anew. For tests, which count what was recorded from the start."""
    _kept.clear()


#: By process: what was recorded last when it was read, and the process, which nobody changes. A cache of Django's would
#: take all that panellists are shown apart and put it together again for every answer.
_kept: dict[str, tuple[tuple[int, int], Process]] = {}
_MOST_KEPT = 20


def _read(process_id: str) -> Process:
    now_open = Prefetch("rounds", queryset=Round.objects.filter(state=RoundState.OPEN), to_attr="open_rounds")
    # One that came with content files alone has no key: nobody was ever invited to it here.
    begun = Process.objects.visible().exclude(stage=Stage.DRAFT).exclude(key=None)
    found = begun.select_related("key").prefetch_related(now_open).filter(pk=process_id).first()
    if found is None:
        raise Http404("There is no such page.")
    found.round_numbers = list(found.rounds.values_list("number", flat=True))
    for one in found.open_rounds:
        one.process = found
        one.asked_items = {item.pk: item for item in asked_items(one)}
        one.asked = list(one.asked_items)
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
