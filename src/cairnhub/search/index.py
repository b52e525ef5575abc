"""Keep the searchable words of an object in step with the object."""

from .models import SearchEntry
from .words import folded

_SHOWN_AND_SEARCHED = ["title", "body", "url", "title_words", "body_words"]


def entry(*, kind: str, object_id: str, title: str, body: str, url: str) -> SearchEntry:
    """The entry of one object, not yet stored."""
    return SearchEntry(
        kind=kind,
        object_id=object_id,
        title=title,
        body=body,
        url=url,
        title_words=folded(title),
        body_words=folded(body),
    )


def put(*, kind: str, object_id: str, title: str, body: str, url: str) -> bool:
    """Insert or replace the entry of one object; answers False where it stood there word for word."""
    if SearchEntry.objects.filter(kind=kind, object_id=object_id, title=title, body=body, url=url).exists():
        return False
    SearchEntry.objects.bulk_create(
        [entry(kind=kind, object_id=object_id, title=title, body=body, url=url)],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_SHOWN_AND_SEARCHED,
    )
    return True


def drop(*, kind: str, object_id: str) -> None:
    """Take an object out of the search; does nothing where it is not in it."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
