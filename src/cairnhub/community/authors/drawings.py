"""The stored pictures: found, asked for, made by the worker."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.history.actions import touch

from .models import Drawing, Shared
from .picture import draw
from .reading import Field

SMALL = 600
"""Up to so many authors the page makes the picture itself; more would keep its reader waiting."""
PATIENCE = timedelta(minutes=20)
"""A picture not there after so long is asked for again: its worker was killed, or gave up."""


def drawing_of(field: Field, shared: Shared = Shared.PUBLICATIONS) -> Drawing:
    """The picture of this state of the literature: stored, made on the spot where it is small, or asked for."""
    drawing, new = Drawing.objects.get_or_create(digest=field.digest(shared), defaults={"shared": shared})
    if not drawing.drawn_at and len(field.authors) <= SMALL:
        return store(field, shared)
    if new or _is_overdue(drawing):
        async_task("cairnhub.community.authors.drawings.make", shared.value)
    return drawing


def make(shared: str = Shared.PUBLICATIONS.value) -> None:
    """Draw a network as it is now, for the worker. What is drawn already is left as it is."""
    field, wanted = Field(), Shared(shared)
    if not Drawing.objects.filter(digest=field.digest(wanted), drawn_at__isnull=False).exists():
        store(field, wanted)


def store(field: Field, shared: Shared = Shared.PUBLICATIONS) -> Drawing:
    """Draw, store, and forget the pictures of earlier states."""
    names = {author.key: author.name for author in field.authors.values()}
    if shared == Shared.LINKS:
        names |= field.link_names
    network = field.sharing(shared)
    bridges = [[bridge.author, list(bridge.parts)] for bridge in network.bridges]
    values = {"svg": str(draw(network, names)), "bridges": bridges, "drawn_at": timezone.now(), "shared": shared}
    with transaction.atomic():
        drawing, _ = Drawing.objects.update_or_create(digest=field.digest(shared), defaults=values)
        Drawing.objects.filter(shared=shared, asked_at__lt=drawing.asked_at).exclude(pk=drawing.pk).delete()
        touch()
    return drawing


def _is_overdue(drawing: Drawing) -> bool:
    """Whether it should have been there long ago; true once, for the first who looks."""
    now = timezone.now()
    waiting = Drawing.objects.filter(pk=drawing.pk, drawn_at=None, asked_at__lt=now - PATIENCE)
    return bool(waiting.update(asked_at=now))
