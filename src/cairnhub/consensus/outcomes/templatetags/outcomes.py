"""What a page about a process says of what may follow from it."""

from django import template

from ..queries import became_of
from ..ways import ways_of

register = template.Library()


@register.inclusion_tag("outcomes/_ways.html")
def what_follows(process, user) -> dict:
    """A card with the pages on which this user may let the process act; nothing where there is none."""
    return {"ways": ways_of(process, user)}


@register.inclusion_tag("outcomes/_became.html")
def what_became(process) -> dict:
    """A card for everybody: what of the process has been carried out, and where it can be read."""
    return {"became": became_of(process)}
