"""An editor's word against a rule: invalid ones cannot be stored."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cairnhub.history.models import recorded_writes
from cairnhub.roadmap.models import ReasonOverride
from factories import make_link, store

pytestmark = pytest.mark.django_db


def override(**fields) -> ReasonOverride:
    return ReasonOverride(**({"letter": "A", "holds": True, "explanation": "Too few schools."} | fields))


def test_it_needs_a_reason():
    with pytest.raises(ValidationError, match="explanation"):
        store(override(link=make_link(), explanation=""))


def test_there_is_one_for_each_letter():
    link = make_link()
    store(override(link=link))
    with pytest.raises(ValidationError):
        store(override(link=link, holds=False))


@pytest.mark.parametrize("wrong", [{"letter": "E"}, {"explanation": ""}])
def test_the_database_refuses_what_validation_would(wrong):
    one = override(link=make_link(), id="ours", **wrong)
    with pytest.raises(IntegrityError), transaction.atomic(), recorded_writes():
        one.save(force_insert=True)
