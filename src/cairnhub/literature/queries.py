"""Reads of bibliographic records."""

from .models import Reference


def studies_of(reference: Reference) -> list:
    """The visible studies that a record reports, each with its references."""
    return list(reference.studies.filter(removed=False).prefetch_related("references").order_by("id"))
