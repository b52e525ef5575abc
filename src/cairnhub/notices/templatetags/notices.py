"""Following on an object's own page, and how much is new."""

from django import template

from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.models import Tracked
from cairnhub.notices import queries

register = template.Library()


@register.inclusion_tag("notices/_follow.html", takes_context=True)
def follow_button(context, about: Tracked):
    """A button that follows the object or stops following it; for visitors a way to sign in."""
    user = context["user"]
    return {
        "object": about,
        "user": user,
        "may_follow": may(user, Permission.NOTICE_KEEP),
        "follows": queries.follows(user, about),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def may_follow_search(context, words: str) -> bool:
    """Whether the reader can begin to follow what these words find."""
    user = context["user"]
    return bool(words) and may(user, Permission.NOTICE_KEEP) and not queries.follows_search(user, words)


@register.simple_tag(takes_context=True)
def unread_notices(context) -> int:
    """How many notices the reader has not read; none for visitors."""
    user = context.get("user")
    return queries.unread(user) if user is not None and user.is_authenticated else 0
