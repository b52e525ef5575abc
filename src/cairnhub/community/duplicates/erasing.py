"""What the room holds about one person, and how it is erased."""

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from .models import Distinct, Moved


def told_apart_by(user) -> list[dict[str, object]]:
    """The pairs a person said are two, newest first; their mergers stand in the history."""
    return [
        {"at": one.at.isoformat(), "pair": [one.first_id, one.second_id]} for one in Distinct.objects.filter(by=user)
    ]


def erase_person(user) -> None:
    """Forget which rows about the person a merger moved; who merged and told apart the database forgets itself."""
    for label in Moved.objects.order_by().values_list("model", flat=True).distinct():
        model = apps.get_model(label)
        about = [field.name for field in model._meta.concrete_fields if _names_users(field)]
        if about:
            mine = model._default_manager.filter(Q.create([(name, user) for name in about], connector=Q.OR))
            Moved.objects.filter(model=label, row__in=[str(pk) for pk in mine.values_list("pk", flat=True)]).delete()


def _names_users(field) -> bool:
    return field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL
