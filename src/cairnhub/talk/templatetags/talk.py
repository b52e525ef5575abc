"""What is said about an object, on the object's own page."""

from django import template

from cairnhub.history.models import Tracked
from cairnhub.talk import queries
from cairnhub.talk.forms import CommentForm
from cairnhub.talk.subjects import is_open

register = template.Library()


@register.inclusion_tag("talk/_below.html", takes_context=True)
def talk_about(context, about: Tracked):
    """The newest threads on an object, and for people who have signed in a form to say something."""
    user = context["user"]
    threads = list(queries.threads_on(user, about)[: queries.BELOW + 1])
    return {
        "object": about,
        "threads": queries.shown_threads(user, threads[: queries.BELOW]),
        "more": len(threads) > queries.BELOW,
        "number": talk_number(about),
        "form": CommentForm(),
        "user": user,
    }


@register.simple_tag
def talk_number(about: Tracked) -> int | None:
    """How many comments there are on an object; None where nobody talks about its kind."""
    if not is_open(about.kind):
        return None
    # A page tells it twice: beside the title and below.
    if not hasattr(about, "talk_number"):
        about.talk_number = queries.count_on(about)
    return about.talk_number
