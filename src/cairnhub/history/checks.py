"""What must hold before a tracked object is written. Each check raises ValidationError, by field where there is one."""

from django.core.exceptions import ValidationError

from cairnhub.accounts.authors import Author
from cairnhub.accounts.models import User

from .constraints import check_constraints
from .models import Event, Tracked

#: How many objects a refusal names before it only counts the rest.
NAMED_AT_MOST = 5


def require_reason(by: Author, reason: str) -> None:
    """A person says why; a part of the hub need not."""
    if isinstance(by, User) and not reason.strip():
        raise ValidationError({"change_reason": "Say why, in a few words: readers see it in the history."})
    if "\0" in reason:
        raise ValidationError({"change_reason": "holds a NUL character, which no text needs: take it out."})


def refuse_stale(obj: Tracked, seen_event: int | None) -> None:
    """Refuse to overwrite a change that the author had not seen."""
    if seen_event is None:
        return
    newest = Event.objects.filter(kind=obj.kind, object_id=obj.pk).first()
    if newest is not None and newest.pk > seen_event:
        raise ValidationError(
            f"{newest.by_name} changed this while you were editing. Look at the history, then make your change again."
        )


def validate(obj: Tracked, related: dict[str, list[str]], *, moved: set[str] | None = None) -> None:
    """Check every field and every constraint, all at once, so that a form can show all errors together.

    `related` gives the many-to-many fields to be set, by identifiers. `moved` names the fields whose targets may
    be new; without it all are looked at.
    """
    _refuse_nul(obj, related)
    errors: dict[str, list] = {}
    try:
        obj.full_clean(validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    check_constraints(obj, errors)
    for field in _relations(obj):
        if moved is None or field.name in moved:
            _check_targets(obj, field, related, errors)
    if errors:
        raise ValidationError(errors)


def refuse_orphaning(obj: Tracked) -> None:
    """Refuse to hide an object that visible objects still point at: their pages would lead nowhere."""
    users = [user.label() for user in pointing_at(obj)]
    if users:
        named = "; ".join(users[:NAMED_AT_MOST])
        more = f" and {len(users) - NAMED_AT_MOST} more" if len(users) > NAMED_AT_MOST else ""
        raise ValidationError(f"Cannot remove it, it is still used by: {named}{more}. Take it out of those first.")


def refuse_hidden_targets(obj: Tracked) -> None:
    """Refuse to show an object again while something it points at is removed."""
    errors: dict[str, list] = {}
    for field in _relations(obj):
        _check_targets(obj, field, {}, errors)
    if errors:
        raise ValidationError([message for messages in errors.values() for message in messages])


def refuse_broken_rules(obj: Tracked) -> None:
    """Refuse to show an object again that breaks a rule by now, such as one whose identifier another one took."""
    errors: dict[str, list] = {}
    check_constraints(obj, errors)
    if errors:
        raise ValidationError([message for messages in errors.values() for message in messages])


def pointing_at(obj: Tracked) -> list[Tracked]:
    """The visible tracked objects that point at this one, by any field."""
    found: dict[tuple[str, str], Tracked] = {}
    for relation in obj._meta.related_objects:
        model = relation.related_model
        if issubclass(model, Tracked):
            users = model.objects.visible().filter(**{relation.field.name: obj.pk}).exclude(pk=obj.pk)
            found |= {(user.kind, user.pk): user for user in users}
    return list(found.values())


def _relations(obj: Tracked):
    fields = [*obj._meta.concrete_fields, *obj._meta.many_to_many]
    return [field for field in fields if field.is_relation and issubclass(field.related_model, Tracked)]


def _check_targets(obj: Tracked, field, related: dict[str, list[str]], errors: dict[str, list]) -> None:
    identifiers = _targets(obj, field, related)
    if field.many_to_many and not field.blank and not identifiers:
        errors.setdefault(field.name, []).append(ValidationError("Choose at least one."))
    # Locked, so that nobody removes a target between this look and our write.
    targets = field.related_model.objects.select_for_update().filter(pk__in=identifiers).order_by("pk")
    known = dict(targets.values_list("pk", "removed"))
    if field.many_to_many and (unknown := sorted(identifiers - known.keys())):
        errors.setdefault(field.name, []).append(ValidationError(f"unknown: {', '.join(unknown)}."))
    hidden = sorted(pk for pk, removed in known.items() if removed)
    if hidden and not obj.removed:
        errors.setdefault(field.name, []).append(ValidationError(f"was removed: {', '.join(hidden)}."))


def _targets(obj: Tracked, field, related: dict[str, list[str]]) -> set[str]:
    if not field.many_to_many:
        return {field.value_from_object(obj)} - {None, ""}
    if field.name in related:
        return set(related[field.name])
    return set() if obj._state.adding else set(getattr(obj, field.name).values_list("pk", flat=True))


def _refuse_nul(obj: Tracked, related: dict[str, list[str]]) -> None:
    plain = {field.name: field.value_from_object(obj) for field in obj._meta.concrete_fields}
    wrong = sorted(name for name, value in (plain | related).items() if _holds_nul(value))
    if wrong:
        raise ValidationError(dict.fromkeys(wrong, "holds a NUL character, which no text needs: take it out."))


def _holds_nul(value) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list | tuple) and any(_holds_nul(part) for part in value)
