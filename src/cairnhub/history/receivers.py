"""What the history does when something happens elsewhere."""

from django.db.models.signals import m2m_changed

from .models import Tracked, refuse_unrecorded


def connect() -> None:
    """Listen; called once, when the app is ready."""
    m2m_changed.connect(_guard_relations, dispatch_uid="history.guard_relations")


def _guard_relations(*, instance, model, action, **_) -> None:
    # `study.references.add(...)` passes by save(): without this it would leave no trace in the history.
    if action.startswith("pre_") and (isinstance(instance, Tracked) or issubclass(model, Tracked)):
        refuse_unrecorded()
