"""What other rooms tell on the page of an organisation, so that this one needs to know none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from .models import Organisation

_parts: list[tuple[str, Callable[[Organisation, object], dict]]] = []


@dataclass(frozen=True)
class Part:
    """One section: its template, and what it is given as `part`."""

    template: str
    told: dict


def contribute(template: str, source: Callable[[Organisation, object], dict]) -> None:
    """Add a section; called once, when an app is ready. `source` is asked for an organisation and its reader."""
    _parts.append((template, source))


def parts_of(organisation: Organisation, user) -> list[Part]:
    """The sections of an organisation's page, as this reader, who may be anonymous, sees them."""
    return [Part(template, source(organisation, user)) for template, source in _parts]
