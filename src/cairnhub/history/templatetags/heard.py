"""From whom what stands behind an object was heard."""

from django import template

from ..heard import heard
from ..models import Tracked

register = template.Library()


@register.simple_tag
def heard_behind(obj: Tracked) -> list:
    pair = (obj.kind, obj.pk)
    return heard([pair]).get(pair, [])
