"""What whoever decided had declared on that day, for pages that name a person beside a decision of theirs."""

from datetime import UTC

from django import template

from cairnhub.accounts.queries import interests_of

from ..models import Event, Tracked
from ..queries import events_of

register = template.Library()


@register.inclusion_tag("history/_declared.html")
def declared_at(event: Event | None) -> dict:
    """What the author of a change had declared on its day; nothing where the author is no member."""
    if event is None or event.by_id is None:
        return {}
    book, day = interests_of([event.by_id]), event.at.astimezone(UTC).date()
    return {"member": True, "interests": book.on(event.by_id, day), "none": book.none_on(event.by_id, day)}


@register.inclusion_tag("history/_declared.html")
def declared_by_judge(judgement: Tracked) -> dict:
    """The same for the person named in `judged_by`, on the day of their last change of the judgement.

    Others may have corrected the judgement since: what those had declared stands in its history.
    """
    mine = events_of(judgement.kind, judgement.pk).filter(by_name=judgement.judged_by)
    return declared_at(mine.order_by("-pk").first())
