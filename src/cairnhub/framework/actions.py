"""Writes of the framework that mean more than setting a field."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.history import actions as history
from cairnhub.history.actions import Author
from cairnhub.history.queries import newest_event

from .models import FrameworkVersion, VersionMember
from .queries import members_now, newest_version


@transaction.atomic
def publish_version(
    *, version: FrameworkVersion, by: Author, reason: str = "", seen_event: int | None = None
) -> FrameworkVersion:
    """Store a new version and freeze every visible construct and link in it as they stand now.

    Retired links are left out. `seen_event` is the newest event the author had seen. Raises ValidationError where the
    number is taken, the date lies before that of an earlier version, nothing is there to freeze, or something changed
    after what the author had seen.
    """
    refuse_unseen(seen_event)
    _refuse_earlier(version)
    members = list(members_now())
    if not members:
        raise ValidationError("The framework holds no construct yet: add one first.")
    history.add(obj=version, by=by, reason=reason)
    VersionMember.objects.bulk_create(
        VersionMember(version=version, kind=m.kind, object_id=m.id, label=m.label, values=m.values) for m in members
    )
    return version


def _refuse_earlier(version: FrameworkVersion) -> None:
    # Versions are told apart by their dates: one dated back would seem to come before what it followed.
    newest = newest_version()
    # Content files name days as text, as the field itself allows.
    version.date = version._meta.get_field("date").to_python(version.date)
    if newest and version.date < newest.date:
        raise ValidationError({"date": f"must not lie before {newest.date}, the date of version {newest.number}."})


def refuse_unseen(seen_event: int | None) -> None:
    """Raise ValidationError where anything in the hub changed after the newest event the author had seen."""
    if seen_event is not None and newest_event() > seen_event:
        raise ValidationError("Something in the hub changed since you opened this page. Look at the changes again.")
