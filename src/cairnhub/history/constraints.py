"""What the database would refuse, told beforehand in words and beside the field it is about."""

import operator
from functools import reduce

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


def check_constraints(obj: models.Model, errors: dict[str, list]) -> None:
    """Add to `errors`, by field, what every constraint of the model refuses; fields already wrong are left out."""
    checks = [one for one in obj._meta.constraints if isinstance(one, CheckConstraint)]
    # The database answers each question, so the usual case, that all is well, is asked at once.
    passed = checks if not errors and _all_hold(obj, checks) else []
    for constraint in (one for one in obj._meta.constraints if one not in passed):
        try:
            constraint.validate(type(obj), obj, exclude=set(errors))
        except ValidationError:
            name = fields_of(constraint)[-1]
            errors.setdefault(name, []).append(ValidationError(_in_words(obj, constraint)))


def fields_of(constraint: CheckConstraint | UniqueConstraint) -> list[str]:
    """The fields a constraint is about, in its own order."""
    if isinstance(constraint, UniqueConstraint):
        expressions = [name for expression in constraint.expressions for name in _in_expression(expression)]
        return [*constraint.fields, *expressions]
    return list(dict.fromkeys(_in_condition(constraint.condition)))


def _all_hold(obj: models.Model, checks: list[CheckConstraint]) -> bool:
    if not checks:
        return True
    together = reduce(operator.and_, (one.condition for one in checks))
    try:
        CheckConstraint(condition=together, name="all_checks").validate(type(obj), obj)
    except ValidationError:
        return False
    return True


def _in_words(obj: models.Model, constraint: CheckConstraint | UniqueConstraint) -> str:
    if isinstance(constraint, UniqueConstraint) and constraint.fields:
        same = {name: getattr(obj, obj._meta.get_field(name).attname) for name in constraint.fields}
        other = type(obj)._default_manager.filter(**same).exclude(pk=obj.pk).first()
        names = " and ".join(str(obj._meta.get_field(name).verbose_name) for name in constraint.fields)
        return f"“{other}” has the same {names} already."
    # Constraints are named by the rule they keep, such as `link_smallest_effect_has_a_unit`.
    return f"This breaks a rule: {constraint.name.replace('_', ' ')}."


def _in_condition(condition: Q):
    for child in condition.children:
        if isinstance(child, Q):
            yield from _in_condition(child)
        else:
            lookup, value = child
            yield lookup.partition("__")[0]
            yield from _in_expression(value)


def _in_expression(expression):
    if isinstance(expression, F):
        yield expression.name
    elif hasattr(expression, "get_source_expressions"):
        for source in expression.get_source_expressions():
            yield from _in_expression(source)
