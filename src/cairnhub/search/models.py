"""One row of searchable text for every object a reader may find."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one object. Kept by `history.actions`; knows nothing of the objects themselves."""

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=200)
    title = models.TextField()
    body = models.TextField(blank=True)
    url = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once_per_object")]

    def __str__(self) -> str:
        return self.title
