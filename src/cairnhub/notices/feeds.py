"""What happens to one object, as a feed for everybody."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from cairnhub.history import queries
from cairnhub.history.access import access
from cairnhub.history.registry import model_of

NOBODY = AnonymousUser()
NEWEST = 30


class Changes(Feed):
    """The newest changes of one object, as everybody can read them."""

    feed_type = Atom1Feed
    item_guid_is_permalink = False

    def get_object(self, request, kind, object_id):
        return access(request.user, model_of(kind), object_id)

    def title(self, about):
        return f"Cairn: {about.label()}"

    def link(self, about):
        return about.get_absolute_url()

    def items(self, about):
        return queries.tell(NOBODY, list(queries.events_of(about.kind, about.pk)[:NEWEST]))

    def item_title(self, told):
        return f"{told.event.by_name} {told.event.verb} it"

    def item_description(self, told):
        fields = ", ".join(difference.name for difference in told.differences)
        return " ".join(part for part in (told.event.reason, f"Fields: {fields}." if fields else "") if part)

    def item_link(self, told):
        return f"/history/{told.event.kind}/{told.event.object_id}/#event-{told.event.pk}"

    def item_guid(self, told):
        return f"event-{told.event.pk}"

    def item_author_name(self, told):
        return told.event.by_name

    def item_pubdate(self, told):
        return told.event.at

    def item_updateddate(self, told):
        return told.event.at


feed = require_safe(Changes())
