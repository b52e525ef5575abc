"""Words of the pages of panellists that no template holds: what a process says by itself, days, the reader's language.

A process is written in one language. Where the pages are read in another, its words are marked as what they are, so
that a screen reader pronounces them well; the standing words that most processes begin with are translated.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

#: What `starting` gives a process, with a translation each.
STANDING = frozenset(
    (
        gettext_noop("How important is it to know this?"),
        gettext_noop("not important"),
        gettext_noop("critical"),
        gettext_noop("Which questions matter most?"),
        gettext_noop("Is this true of the research option?"),
        gettext_noop("Which of these is most important, and which is least?"),
        gettext_noop("How appropriate is this?"),
        gettext_noop("extremely inappropriate"),
        gettext_noop("extremely appropriate"),
        gettext_noop("Do you agree?"),
        gettext_noop("How much should each count when the field chooses what to study next?"),
        gettext_noop("Answerable: could research settle it, and ethically?"),
        gettext_noop("Effective: would the answer lead to something that works?"),
        gettext_noop("Deliverable: could schools and communities do it and afford it?"),
        gettext_noop("Impact: how much would the care people get improve?"),
        gettext_noop("Equity: would those who have least gain most?"),
        gettext_noop("What is missing?"),
        gettext_noop("First rating"),
        gettext_noop("Second rating"),
        gettext_noop("Third rating"),
        gettext_noop("Your unanswered questions"),
        gettext_noop("Choose the most important"),
        gettext_noop("Workshop: put the shortlist in order"),
        gettext_noop("Research options"),
        gettext_noop("Judge each option"),
        gettext_noop("Rating, with what others say so far"),
        gettext_noop("Most and least important"),
        gettext_noop("First rating, alone"),
        gettext_noop("Second rating, after the meeting"),
        gettext_noop("Statements of your own"),
        gettext_noop("Share out 100 points"),
        gettext_noop(
            "I have read what this is about. I take part of my own will and can stop at any time. Until the round in "
            "which I answered closes, I can take my answers back with my own link; afterwards they are part of numbers "
            "that name nobody."
        ),
    )
)
CERTAINTIES = {
    "high": gettext_noop("high certainty"),
    "moderate": gettext_noop("moderate certainty"),
    "low": gettext_noop("low certainty"),
    "very low": gettext_noop("very low certainty"),
}
A_WEEK = 6


def plain(text: str) -> str:
    """Words of a process where no mark can stand: translated if they are standing ones."""
    return _(text) if text in STANDING else text


def own(text: str) -> SafeString:
    """Words of a process as HTML: translated if they are standing ones, else marked with the language they are in."""
    if text in STANDING or get_language() == settings.LANGUAGE_CODE or not text:
        return mark_safe(escape(plain(text)))  # noqa: S308 - escaped
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, text)


def listed(names: Iterable[str]) -> SafeString:
    """Names of groups as one enumeration."""
    *first, last = [own(name) for name in names]
    if not first:
        return last
    return format_html(_("{first} and {last}"), first=mark_safe(", ".join(first)), last=last)  # noqa: S308 - escaped


def certainty(level: str) -> str:
    return _(CERTAINTIES[level]) if level in CERTAINTIES else ""


def closing(day: date | None) -> str:
    """When a round closes, as somebody would say it: "closes Friday"."""
    if day is None:
        return ""
    today = timezone.localdate()
    left = (day - today).days
    if left < 0:
        return _("closes soon")
    if left == 0:
        return _("closes today")
    if left == 1:
        return _("closes tomorrow")
    if left <= A_WEEK:
        return _("closes %(weekday)s") % {"weekday": date_format(day, "l")}
    # Translators: the format of a day, see Django's "date" filter.
    return _("closes %(day)s") % {"day": date_format(day, _("j F Y") if day.year != today.year else _("j F"))}


def time_left(day: date | None) -> str:
    left = (day - timezone.localdate()).days if day else -1
    if left < 0:
        return ""
    return ngettext("%(days)s day left", "%(days)s days left", left + 1) % {"days": left + 1}
