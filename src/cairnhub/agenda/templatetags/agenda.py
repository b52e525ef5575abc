"""Working groups and open calls about a link or a question, on its own page."""

from django import template

from cairnhub.agenda.behalf import queries as behalf
from cairnhub.agenda.behalf import words
from cairnhub.agenda.calls.queries import calls
from cairnhub.agenda.models import WorkingGroup
from cairnhub.history.models import Tracked

register = template.Library()


@register.inclusion_tag("agenda/_together.html")
def agenda_together(about: Tracked):
    """The groups that work on a link or a question, and the open calls about it."""
    field = f"{about.kind}s"
    return {
        "groups": list(WorkingGroup.objects.visible().filter(**{field: about.pk})),
        "calls": list(calls().filter(**{field: about.pk})),
    }


#: For whom a suggestion was sent, in the sentence that everybody reads.
register.filter("heard_from", words.heard_from)


@register.inclusion_tag("behalf/_numbers.html")
def organisations_spoken_for(user):
    """For each organisation somebody speaks for, what of its suggestions waits for somebody."""
    return {"numbers": behalf.numbers_of(user)}
