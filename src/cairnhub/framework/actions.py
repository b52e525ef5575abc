"""Writes of the framework that mean more than setting a field."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.history import actions as history
from cairnhub.history.actions import Author

from .models import Construct, FrameworkVersion, Link, LinkStatus, VersionMember


@transaction.atomic
def publish_version(*, version: FrameworkVersion, by: Author, reason: str = "") -> FrameworkVersion:
    """Store a new version and freeze every visible construct and link in it as they stand now.

    Retired links are left out. Raises ValidationError where the number is taken or nothing is there to freeze.
    """
    constructs = list(Construct.objects.visible())
    links = list(Link.objects.visible().exclude(status=LinkStatus.RETIRED).select_related("source", "target"))
    if not constructs:
        raise ValidationError("The framework holds no construct yet: add one first.")
    history.add(obj=version, by=by, reason=reason)
    VersionMember.objects.bulk_create(
        VersionMember(version=version, kind=obj.kind, object_id=obj.pk, label=obj.label(), values=obj.values())
        for obj in [*constructs, *links]
    )
    return version
