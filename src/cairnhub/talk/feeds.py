"""What is said about one object, as a feed."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from . import queries
from .subjects import access_subject


class Discussion(Feed):
    """The newest comments on one object, as everybody can read them."""

    feed_type = Atom1Feed
    item_guid_is_permalink = False

    def get_object(self, request, kind, object_id):
        return access_subject(request.user, kind, object_id)

    def title(self, about):
        return f"Cairn: talk about {about.label()}"

    def link(self, about):
        return queries.address_of(about)

    def items(self, about):
        return queries.comments_on(queries.NOBODY, about).order_by("-pk")[: queries.PAGE]

    def item_title(self, comment):
        return f"{comment.author_name}{' answered' if comment.parent_id else ''}"

    def item_description(self, comment):
        return queries.shown(queries.NOBODY, comment).html

    def item_guid(self, comment):
        return f"comment-{comment.pk}"

    def item_author_name(self, comment):
        return comment.author_name

    def item_pubdate(self, comment):
        return comment.written_at

    def item_updateddate(self, comment):
        return comment.changed_at or comment.written_at


feed = require_safe(Discussion())
