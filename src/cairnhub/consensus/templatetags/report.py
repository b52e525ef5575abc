"""How the report writes what a protocol held."""

import json

from django import template

register = template.Library()


@register.filter
def plain_value(value) -> str:
    """A value of the protocol for readers: lists and groups of fields as JSON, nothing as a word."""
    if value in ("", None, [], {}):
        return "nothing"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
