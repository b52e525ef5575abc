"""Making one construct part of another: everything that points at it is moved, through the one door for writes."""

from django.core.exceptions import ValidationError

from cairnhub.accounts.authors import Author
from cairnhub.framework.models import Construct, Link, LinkStatus
from cairnhub.history import actions as history
from cairnhub.history.models import Tracked


def merge(*, gone: Construct, stays: Construct, by: Author, reason: str) -> None:
    """Move what points at `gone` to `stays`, and hide `gone`. Run it inside a transaction.

    A link that would join the same two as another is retired after what hangs on it has moved to that other; one that
    would join a construct to itself is retired as well. Raises ValidationError where something cannot move.
    """
    if gone.pk == stays.pk:
        raise ValidationError("A construct cannot be made part of itself.")
    for link in Link.objects.visible().filter(source=gone) | Link.objects.visible().filter(target=gone):
        _move_link(link, gone, stays, by, reason)
    if stays.parent_id == gone.pk:
        history.change(obj=stays, by=by, reason=reason, values={"parent": gone.parent_id})
    _move_pointers(gone, stays, by, reason, but=(Link,))
    history.remove(obj=gone, by=by, reason=reason)


def _move_link(link: Link, gone: Construct, stays: Construct, by: Author, reason: str) -> None:
    ends = {"source": link.source_id, "target": link.target_id}
    moved = {name: stays.pk if end == gone.pk else end for name, end in ends.items()}
    same = Link.objects.exclude(pk=link.pk).filter(**moved).first()
    if moved["source"] != moved["target"] and same is None:
        history.change(obj=link, by=by, reason=reason, values=moved)
        return
    if same is not None:
        if same.removed:
            raise ValidationError(
                f"“{link.label()}” would join the same as {same.pk}, which was removed: restore that."
            )
        _move_pointers(link, same, by, reason)
    history.change(obj=link, by=by, reason=reason, values={"status": LinkStatus.RETIRED})
    history.remove(obj=link, by=by, reason=reason)


def _move_pointers(gone: Tracked, stays: Tracked, by: Author, reason: str, but: tuple[type, ...] = ()) -> None:
    """Let every tracked record that names `gone` name `stays` instead."""
    for relation in gone._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if not issubclass(model, Tracked) or model in but:
            continue
        for row in model.objects.visible().filter(**{name: gone.pk}):
            history.change(obj=row, by=by, reason=reason, values={name: _instead(row, relation.field, gone, stays)})


def _instead(row: Tracked, field, gone: Tracked, stays: Tracked):
    if not field.many_to_many:
        return stays.pk
    named = getattr(row, field.name).values_list("pk", flat=True)
    return sorted({stays.pk if pk == gone.pk else pk for pk in named})
