"""Choosing objects of any kind, and changes of them, by pasting the addresses of their pages."""

import re
from urllib.parse import unquote, urlsplit

from django import forms
from django.urls import reverse

from cairnhub.search.models import SearchEntry

from .fields import LinesFormField, pointed_at
from .labels import Labels
from .models import Event
from .registry import kinds

MOST = 50
#: Where a line of a `PointersField` means a change in the history: `event:123`.
EVENT = "event"


class PointersFormField(LinesFormField):
    """Objects by the addresses of their pages, one a line; the value is a list of `kind:identifier`."""

    def __init__(self, **kwargs):
        given = kwargs.pop("help_text", "")
        how = "Copy the address of each page from your browser, one a line."
        super().__init__(help_text=f"{given} {how}".strip(), **kwargs)

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(addresses_of(value))

    def to_python(self, value):
        lines = super().to_python(value)
        if len(lines) > MOST:
            raise forms.ValidationError(f"Name at most {MOST} objects; you named {len(lines)}.")
        known = _by_address({_path(line) for line in lines})
        found = {line: _event(line) or known.get(_path(line), line) for line in lines}
        unknown = [line for line, pointer in found.items() if not _is_known(pointer)]
        if unknown:
            raise forms.ValidationError(
                f"“{unknown[0]}” is the address of no page about one object of this hub: open the page and copy it."
            )
        return list(dict.fromkeys(found.values()))


def addresses_of(pointers: list[str]) -> list[str]:
    """Where each line of a `PointersField` can be read; the line itself where what it names is removed."""
    pairs = [pointed_at(line) for line in pointers]
    labels = Labels(pairs)
    events = events_among(pairs)
    places = [
        history_address(events[pair[1]]) if _names_event(pair, events) else labels.of(*pair).url for pair in pairs
    ]
    return [place or line for place, line in zip(places, pointers, strict=True)]


def events_among(pairs) -> dict[str, Event]:
    """The changes among what is pointed at, by their numbers as text."""
    numbers = [int(number) for kind, number in pairs if kind == EVENT and number.isdecimal()]
    return {str(event.pk): event for event in Event.objects.filter(pk__in=numbers)}


def history_address(event: Event) -> str:
    """Where a change stands in the history; one of somebody's role has no page but the list of changes."""
    has_page = event.kind in kinds()
    page = reverse("history:object", args=[event.kind, event.object_id]) if has_page else reverse("history:index")
    return f"{page}#event-{event.pk}"


def _names_event(pair: tuple[str, str], events: dict[str, Event]) -> bool:
    return pair[0] == EVENT and pair[1] in events


def _event(line: str) -> str:
    found = re.search(r"#event-(\d{1,18})\Z", line)
    return f"{EVENT}:{found[1]}" if found else ""


def _path(line: str) -> str:
    # An address may be whole, or start at the hub; what follows the page itself says nothing about the object.
    try:
        return unquote(urlsplit(line).path)
    except ValueError:
        return line


def _by_address(paths: set[str]) -> dict[str, str]:
    found = SearchEntry.objects.filter(url__in=paths).order_by("-pk").values_list("url", "kind", "object_id")
    # A part of a page has an address with a mark of its own, so that each path is the page of one object.
    return {url: f"{kind}:{object_id}" for url, kind, object_id in found}


def _is_known(line: str) -> bool:
    kind, object_id = pointed_at(line)
    if kind == EVENT:
        return object_id.isdecimal() and len(object_id) < 19 and Event.objects.filter(pk=int(object_id)).exists()
    return SearchEntry.objects.filter(kind=kind, object_id=object_id).exists()
