"""Who published the findings on links, for pages of other rooms."""

from django import template
from django.db.models import Q

from cairnhub.community.authors.reading import behind
from cairnhub.framework.models import Construct, Link

register = template.Library()
MOST_NAMED = 12


@register.inclusion_tag("authors/_behind.html")
def authors_behind(about: Link | Construct):
    """The authors of the studies behind the findings on a link, or on the links of a construct."""
    links = [about.pk]
    if isinstance(about, Construct):
        links = list(Link.objects.visible().filter(Q(source=about) | Q(target=about)).values_list("pk", flat=True))
    found = behind(links)
    return {"about": about.kind, "first": found[:MOST_NAMED], "rest": found[MOST_NAMED:]}
