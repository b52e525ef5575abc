"""Reads of what loading left for editors."""

from django.db.models import QuerySet

from .models import Load


def loads() -> QuerySet[Load]:
    """The loads that found something new in the files, newest first."""
    return Load.objects.all()


def open_questions() -> Load | None:
    """The newest load that left an editor something to look at: a conflict, a record gone or refused, a notice."""
    return Load.objects.exclude(conflicts=[], gone=[], refused=[], notices=[]).first()
