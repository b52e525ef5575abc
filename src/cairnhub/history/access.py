"""The only way from an address to a tracked object."""

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may

from .models import Tracked

T = TypeVar("T", bound=Tracked)


def visible_to(user, queryset: QuerySet[T]) -> QuerySet[T]:
    """Those of the objects that this user may see: removed ones only for editors."""
    if may(user, Permission.OBJECT_SEE_REMOVED):
        return queryset
    return queryset.filter(removed=False)


def access(user, model: type[T], object_id: str, *, queryset: QuerySet[T] | None = None) -> T:
    """The object of this identifier.

    Raises Http404 with one and the same message where it is absent or hidden from this user.
    `queryset` may carry what the view wants selected along.
    """
    found = visible_to(user, model.objects.all() if queryset is None else queryset).filter(pk=object_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found
