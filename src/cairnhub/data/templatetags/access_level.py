"""The access level of a data source as a mark and its word."""

from django import template
from django.utils.html import format_html

from cairnhub.data.access_marks import SIDE, mark
from cairnhub.data.models import AccessLevel

register = template.Library()


@register.simple_tag
def access_mark(level: str):
    """The drawn mark alone, hidden from screen readers: put the word beside it."""
    return format_html(
        '<svg class="picture access-mark" width="{side}" height="{side}" viewBox="0 0 {side} {side}" '
        'aria-hidden="true">{mark}</svg>',
        side=SIDE,
        mark=mark(level),
    )


@register.simple_tag
def access_level(level: str):
    """The mark and the word, such as ● open."""
    return format_html('<span class="access">{}{}</span>', access_mark(level), AccessLevel(level).label)
