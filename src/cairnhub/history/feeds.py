"""Recent changes as a feed."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from . import queries
from .forms import FilterForm


class RecentChanges(Feed):
    """The newest changes, for feed readers; takes the same `kind` and `by` as the page."""

    feed_type = Atom1Feed
    title = "Cairn: recent changes"
    subtitle = "What was added, changed and removed in the hub, by whom and why."

    def get_object(self, request):
        return request

    def link(self, request):
        return reverse("history:index")

    def items(self, request):
        changes = queries.recent(request.user, **FilterForm(request.GET).wanted())
        return queries.tell(request.user, list(changes[: queries.PAGE]))

    def item_title(self, told):
        return f"{told.event.by_name} {told.event.verb} {told.kind_name}: {told.event.label}"

    def item_description(self, told):
        fields = ", ".join(difference.name for difference in told.differences)
        return " ".join(part for part in (told.event.reason, f"Fields: {fields}." if fields else "") if part)

    def item_link(self, told):
        if not told.has_page:
            return reverse("history:index")
        return f"{reverse('history:object', args=[told.event.kind, told.event.object_id])}#event-{told.event.pk}"

    def item_guid(self, told):
        return f"event-{told.event.pk}"

    item_guid_is_permalink = False

    def item_author_name(self, told):
        return told.event.by_name

    def item_pubdate(self, told):
        return told.event.at

    def item_updateddate(self, told):
        return told.event.at
