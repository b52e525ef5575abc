"""Which kinds of objects people talk about. The rooms above say so for theirs."""

from django.http import Http404

from cairnhub.history.access import access
from cairnhub.history.models import Tracked
from cairnhub.history.registry import model_of

_open: set[str] = set()


def open_for(*kinds: str) -> None:
    """Let people talk about the objects of these kinds; called once, when an app is ready."""
    _open.update(kinds)


def is_open(kind: str) -> bool:
    return kind in _open


def access_subject(user, kind: str, object_id: str) -> Tracked:
    """The object talked about, or Http404 where this user may not see it or nobody talks about its kind."""
    if not is_open(kind):
        raise Http404("There is no such page.")
    return access(user, model_of(kind), object_id)
