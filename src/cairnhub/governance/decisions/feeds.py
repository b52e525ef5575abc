"""New decisions as a feed."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from cairnhub.pages.prose import plain_text

from . import queries
from .forms import FilterForm

MOST = 40


class Decisions(Feed):
    """The newest decisions, for feed readers; takes the same filters as the page."""

    feed_type = Atom1Feed
    title = "Cairn: decisions"
    subtitle = "What was decided about the hub and its framework, by whom and why."

    def get_object(self, request):
        return request

    def link(self, request):
        return reverse("governance:decisions")

    def items(self, request):
        return queries.tell_all(list(queries.decisions(request.user, **FilterForm(request.GET).wanted())[:MOST]))

    def item_title(self, told):
        return told.decision.title

    def item_description(self, told):
        return f"Decided by {', '.join(told.by)}. {plain_text(told.decision.text)}"

    def item_link(self, told):
        return told.decision.get_absolute_url()

    def item_guid(self, told):
        return f"decision-{told.decision.pk}"

    item_guid_is_permalink = False

    def item_author_name(self, told):
        return ", ".join(told.by)

    def item_pubdate(self, told):
        return datetime.combine(told.decision.decided_on, time(), UTC)

    item_updateddate = item_pubdate
