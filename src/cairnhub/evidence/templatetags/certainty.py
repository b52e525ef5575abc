"""How sure we may be, in words and with a mark that does not hang on colour."""

from django import template
from django.utils.html import format_html

from cairn.synthesis.certainty import DOMAINS, LEVELS, Domain, Level

from ..certainty import summary
from ..models import Certainty

register = template.Library()

#: GRADE's own signs: as many circles filled as there are levels of certainty.
SIGNS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very low": "⊕◯◯◯"}


@register.simple_tag
def certainty_mark(words: str) -> str:
    """A level with its sign; what is not judged has none."""
    sign = SIGNS.get(words, "")
    if not sign:
        return format_html('<span class="muted">{}</span>', words)
    return format_html('<span class="nowrap"><span aria-hidden="true">{}</span> {} certainty</span>', sign, words)


@register.filter
def level_words(level: Level) -> str:
    return LEVELS[level].label


@register.filter
def domain_words(domain: Domain) -> str:
    return DOMAINS[domain].label


@register.filter
def step_words(levels: int) -> str:
    """A step such as `−1`, or a dash for none."""
    return f"{levels:+d}".replace("-", "−") if levels else "–"


@register.filter
def judged_words(certainty: Certainty, domain: Domain) -> str:
    """What a person decided in a domain, with the reason where it differs."""
    one = certainty.judgements.get(domain.value, {})
    step = step_words(one.get("levels", 0))
    return f"{step}: {one['reason']}" if one.get("reason") else step


register.filter("steps_of", summary.steps_of)
