"""The stored picture: found, asked for, made by the worker."""

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.history.actions import touch

from .models import Drawing
from .picture import draw
from .reading import Field

SMALL = 600
"""Up to so many authors the page makes the picture itself; more would keep its reader waiting."""


def drawing_of(field: Field) -> Drawing:
    """The picture of this state of the literature: stored, made on the spot where it is small, or asked for."""
    drawing, new = Drawing.objects.get_or_create(digest=field.digest)
    if not drawing.drawn_at and len(field.authors) <= SMALL:
        return store(field)
    if new:
        async_task("cairnhub.community.authors.drawings.make")
    return drawing


def make() -> None:
    """Draw the network as it is now, for the worker. What is drawn already is left as it is."""
    field = Field()
    if not Drawing.objects.filter(digest=field.digest, drawn_at__isnull=False).exists():
        store(field)


def store(field: Field) -> Drawing:
    """Draw, store, and forget the pictures of earlier states."""
    names = {author.key: author.name for author in field.authors.values()}
    svg = draw(field.network, names)
    bridges = [[bridge.author, list(bridge.parts)] for bridge in field.network.bridges]
    values = {"svg": str(svg), "bridges": bridges, "drawn_at": timezone.now()}
    with transaction.atomic():
        drawing, _ = Drawing.objects.update_or_create(digest=field.digest, defaults=values)
        Drawing.objects.exclude(pk=drawing.pk).filter(asked_at__lt=drawing.asked_at).delete()
        touch()
    return drawing
