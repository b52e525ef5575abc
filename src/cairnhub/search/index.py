"""Keep the searchable words of an object in step with the object."""

from .models import SearchEntry


def put(*, kind: str, object_id: str, title: str, body: str, url: str) -> None:
    """Insert or replace the entry of one object."""
    SearchEntry.objects.update_or_create(
        kind=kind, object_id=object_id, defaults={"title": title, "body": body, "url": url}
    )


def drop(*, kind: str, object_id: str) -> None:
    """Take an object out of the search; does nothing where it is not in it."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
