"""Working groups and open calls about a link or a question, on its own page."""

from django import template

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
