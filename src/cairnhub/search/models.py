"""One row of searchable text for every object a reader may find."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one object. Kept by `history.actions`; knows nothing of the objects themselves.

    `title` and `body` are shown, `title_words` and `body_words` (see `words.folded`) are searched: a migration lays
    each database's own full-text index over them, kept in step by the database itself.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    title = models.TextField()
    body = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once_per_object")]

    def __str__(self) -> str:
        return self.title
