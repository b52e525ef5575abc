"""Every constraint of every model: the database itself refuses the bad row, and our code refuses it before, in words.

Coverage cannot tell whether a constraint was ever tried, so a constraint without a row here fails.
"""

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint

from bad_rows import ROWS
from cairnhub.accounts.models import DeclaredInterest, User
from cairnhub.agenda.models import Suggestion
from cairnhub.community.models import Person
from cairnhub.history import actions
from cairnhub.history.actions import System
from cairnhub.history.constraints import fields_of
from cairnhub.history.models import Tracked, recorded_writes
from factories import (
    make_reference,
)
from good_rows import GOOD

pytestmark = pytest.mark.django_db

#: Models that people fill in: what is wrong is told beside a field. The others are written by our code alone.
FILLED_IN = (Tracked, User, DeclaredInterest, Suggestion, Person)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("cairnhub.")]


def names_of_constraints() -> set[str]:
    named = {constraint.name for model in own_models() for constraint in model._meta.constraints}
    unique = {
        f"{model._meta.label}.{one.name}"
        for model in own_models()
        for one in model._meta.concrete_fields
        if one.unique and not one.primary_key
    }
    return named | unique


def test_every_constraint_has_a_row_and_every_row_a_constraint():
    assert names_of_constraints() == set(ROWS)


def build(model: type[models.Model], values: dict, identifier: str) -> models.Model:
    made = {name: value() if callable(value) else value for name, value in values.items()}
    made = {name: made[value] if value in ("source", "first", "kept") else value for name, value in made.items()}
    return model(**made, **({"id": identifier} if issubclass(model, Tracked) else {}))


def bad_row(name: str) -> models.Model:
    """The row of a constraint, not stored, after storing what it repeats."""
    model, bad = ROWS[name]
    good = GOOD[model]()
    row = build(model, good | bad.changed, "bad")
    if bad.itself:
        setattr(row, bad.itself, row.pk)
    if bad.repeats:
        same = {one: getattr(row, one) for one in bad.repeats}
        store(build(model, good | (good if model is User else same), "good"))
    return row


def store(row: models.Model) -> None:
    with recorded_writes():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", ROWS)
def test_the_database_itself_refuses_the_bad_row(name):
    row = bad_row(name)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        store(row)
    constraint = next((one for one in row._meta.constraints if one.name == name), None)
    expected = name if isinstance(constraint, CheckConstraint) else "unique"
    assert expected in str(refusal.value).lower()


@pytest.mark.parametrize("name", ROWS)
def test_our_code_refuses_the_bad_row_beside_a_field(name):
    row = bad_row(name)
    with pytest.raises(ValidationError) as refusal:
        write_in_code(row)
    told = refusal.value.message_dict
    if isinstance(row, FILLED_IN):
        assert NON_FIELD_ERRORS not in told
        assert set(told) & fields_about(row, name)


def write_in_code(row: models.Model) -> None:
    if isinstance(row, Tracked):
        actions.add(obj=row, by=System("Tests"))
    else:
        row.full_clean()


def fields_about(row: models.Model, name: str) -> set[str]:
    """The fields the constraint is about."""
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return set(fields_of(constraint))
    return {name.rpartition(".")[2]}


def test_what_is_repeated_is_named():
    make_reference(title="Known already", doi="10.1/x")
    with pytest.raises(ValidationError) as refusal:
        make_reference(title="New", doi="10.1/x")
    assert refusal.value.message_dict == {"doi": ["“Known already” has the same DOI already."]}
