"""Write what an editor took over from ROR."""

from django.utils import timezone
from django.utils.formats import date_format

from cairnhub.history import actions
from cairnhub.history.models import Event

from ..models import Organisation
from .register import Found


def holders_of(found: list[Found], but: Organisation) -> dict[str, Organisation]:
    """Which other organisations of the directory have these identifiers."""
    others = Organisation.objects.visible().exclude(pk=but.pk).filter(ror__in=[one.ror for one in found])
    return {one.ror: one for one in others}


def take_over(*, organisation: Organisation, found: Found, by: actions.Author) -> Event | None:
    """Set the identifier; country and address only where they are empty. None where nothing differs.

    Raises ValidationError, as where another organisation has the identifier.
    """
    values = {"ror": found.ror}
    if not organisation.country and found.country:
        values["country"] = found.country
    if not organisation.url and found.website:
        values["url"] = found.website
    day = date_format(timezone.localdate(), "j F Y")
    reason = f"Taken over from ROR, {found.ror}, where it is called {found.name}, {day}."
    return actions.change(obj=organisation, by=by, reason=reason, values=values)
