"""Offering to record the decision behind what a coordinator has just done."""

from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from cairnhub.history.models import Event
from cairnhub.history.pointing import history_address

from ..models import About


def record_address(*, title: str, about: About, changed: list[str]) -> str:
    """The address of the form with these fields filled in."""
    filled = urlencode({"title": title, "about": about, "changed": "\n".join(changed)})
    return f"{reverse('governance:record')}?{filled}"


def offer(request, *, title: str, about: About, kind: str, object_id: str) -> None:
    """Say on the next page that the newest change of an object can be recorded as decided, with a link that does."""
    event = Event.objects.filter(kind=kind, object_id=object_id).first()
    address = record_address(title=title, about=about, changed=[history_address(event)] if event else [])
    messages.info(request, format_html(_ASKED, address))


_ASKED = (
    "Was this decided by the people who steer the hub? "
    '<a href="{}">Record the decision</a>, so that others can see why.'
)
