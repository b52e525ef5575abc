"""The direction of a study or finding as a mark and its words."""

from django import template
from django.utils.html import format_html

from cairnhub.evidence.gapmap import bubbles, marked
from cairnhub.evidence.marks import SHAPES
from cairnhub.evidence.models import StudyDirection
from cairnhub.evidence.words import DIRECTION_MEANINGS, FINDING_WORDS, authority_name

register = template.Library()
register.filter("authority_name", authority_name)

_MARK = '<svg class="picture mark" width="14" height="14" viewBox="0 0 10 10" aria-hidden="true">{}</svg>'
_WORDS = '<span class="direction">{}{}</span>'


@register.simple_tag
def direction_mark(direction: str):
    """The mark alone, hidden from screen readers: put words beside it."""
    return format_html(_MARK, SHAPES[direction])


@register.simple_tag
def direction(direction: str):
    """The mark and the direction of a whole study."""
    return format_html(_WORDS, direction_mark(direction), StudyDirection(direction).label)


@register.simple_tag
def finding_direction(direction: str):
    """The mark and what it says about the link."""
    return format_html(_WORDS, direction_mark(direction), FINDING_WORDS[direction])


@register.filter
def direction_meaning(direction: str) -> str:
    return DIRECTION_MEANINGS[direction]


@register.filter
def cell_marks(cell) -> str:
    """The marks of a cell of the evidence-gap map, as large as they need; nothing for screen readers."""
    return format_html(
        '<svg class="picture" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">{2}</svg>',
        marked.MARKS_WIDTH,
        marked.marks_height(cell),
        marked.cell_marks(cell),
    )


@register.filter
def cell_bubble(cell) -> str:
    """The bubble of a cell of the evidence-gap map; nothing for screen readers."""
    return format_html(
        '<svg class="picture" width="{0}" height="{0}" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>',
        int(bubbles.CELL),
        bubbles.bubble(cell, bubbles.CELL / 2, bubbles.CELL / 2),
    )


@register.simple_tag
def bubble_sample(level: str, number: int | None = None) -> str:
    """A bubble for the legend: put words beside it."""
    return format_html(
        '<svg class="picture mark" width="{0}" height="{0}" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>',
        round(2 * bubbles.radius(number or 2) + 2),
        bubbles.sample(level, number),
    )


@register.filter
def standalone_bubble(cell) -> dict:
    """The size and the letter of a cell's bubble, for a page that draws it by its style sheet."""
    return {"size": min(len(cell.directions), bubbles.MOST), "letter": bubbles.LEVELS[cell.certainty][0]}
