"""What the history does when something happens elsewhere."""

from django.db.models.signals import m2m_changed, post_save

from cairnhub.accounts.models import DeclaredInterest, NothingToDeclare
from cairnhub.accounts.personal import FORMER_MEMBER
from cairnhub.accounts.signals import role_granted

from .actions import touch
from .erasing import erase_names
from .models import Event, Tracked, Verb, refuse_unrecorded

#: The kind of an event about what a person may do; people are not tracked objects.
ROLE = "role"


def connect() -> None:
    """Listen; called once, when the app is ready."""
    m2m_changed.connect(_guard_relations, dispatch_uid="history.guard_relations")
    role_granted.connect(_record_role, dispatch_uid="history.record_role")
    for declaration in (DeclaredInterest, NothingToDeclare):
        post_save.connect(_show_declaration, sender=declaration, dispatch_uid=f"history.show_{declaration.__name__}")


def _guard_relations(*, sender, instance, model, action, **_) -> None:
    # `study.references.add(...)` passes by save(): without this it would leave no trace in the history.
    if not action.startswith("pre_"):
        return
    # The relation belongs to whoever declares it: what a person is interested in is no change of the link.
    owner = sender._meta.auto_created
    if issubclass(owner, Tracked) if owner else isinstance(instance, Tracked) or issubclass(model, Tracked):
        refuse_unrecorded()


def _show_declaration(*, raw=False, **_) -> None:
    # Public pages show declarations beside what people did, and kept ones would show the day as it was.
    if not raw:
        touch()


def _record_role(*, user, before, after, by, reason, **_) -> None:
    Event.objects.create(
        by_id=by.pk,
        by_name=by.display_name,
        verb=Verb.CHANGED,
        kind=ROLE,
        object_id=str(user.pk),
        label=user.display_name,
        changes={"role": [before, after]},
        reason=reason.strip(),
    )


def erase_person(user) -> None:
    """Leave a person's changes in the record, and nobody's name beside them."""
    erase_names(user)
    Event.objects.filter(by_id=user.pk).update(by_id=None, by_name=FORMER_MEMBER)
    Event.objects.filter(kind=ROLE, object_id=str(user.pk)).update(label=FORMER_MEMBER)
