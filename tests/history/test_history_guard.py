"""No tracked object is written outside the actions, by whatever way Django offers."""

import pytest
from django.db import transaction

from cairnhub.framework.models import Construct
from cairnhub.history.models import Event, Tracked, UntrackedWriteError, recorded_writes
from cairnhub.history.registry import kinds
from factories import make_construct, make_reference, make_study

pytestmark = pytest.mark.django_db

CONSTRUCT = {"name": "New", "stage": "activity", "definition": "New.", "basis": "reasoning"}

WAYS = {
    "save": lambda obj: obj.save(),
    "delete": lambda obj: obj.delete(),
    "create": lambda obj: Construct.objects.create(id="new", **CONSTRUCT),
    "get_or_create": lambda obj: Construct.objects.get_or_create(id="new", defaults=CONSTRUCT),
    "update_or_create": lambda obj: Construct.objects.update_or_create(id=obj.pk, defaults={"name": "New"}),
    "bulk_create": lambda obj: Construct.objects.bulk_create([Construct(id="new", **CONSTRUCT)]),
    "bulk_update": lambda obj: Construct.objects.bulk_update([obj], ["name"]),
    "queryset update": lambda obj: Construct.objects.update(name="New"),
    "queryset delete": lambda obj: Construct.objects.filter(pk=obj.pk).delete(),
    "visible update": lambda obj: Construct.objects.visible().update(name="New"),
    "related create": lambda obj: obj.children.create(id="new", **CONSTRUCT),
    "related update": lambda obj: obj.children.update(name="New"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_write_outside_the_actions_raises_and_leaves_nothing(way):
    construct = make_construct()
    before = (Construct.objects.get().values(), Event.objects.count())
    with pytest.raises(UntrackedWriteError, match=r"history\.actions"), transaction.atomic():
        WAYS[way](construct)
    assert (Construct.objects.get().values(), Event.objects.count()) == before


RELATION_WAYS = {
    "add": lambda study, reference: study.references.add(reference),
    "remove": lambda study, reference: study.references.remove(study.main_reference),
    "clear": lambda study, reference: study.references.clear(),
    "set": lambda study, reference: study.references.set([reference]),
    "from the other side": lambda study, reference: reference.studies.add(study),
}


@pytest.mark.parametrize("way", RELATION_WAYS)
def test_relations_are_guarded_like_fields(way):
    study, reference = make_study(), make_reference()
    before = study.values()
    with pytest.raises(UntrackedWriteError), transaction.atomic():
        RELATION_WAYS[way](study, reference)
    assert type(study).objects.get().values() == before


def test_every_kind_is_guarded():
    for model in kinds().values():
        assert type(model.objects.all()).__name__ == "TrackedQuerySet"
        assert model.save is Tracked.save
        assert model.delete is Tracked.delete


def test_leave_to_write_ends_with_its_block():
    construct = make_construct()
    with recorded_writes():
        construct.save()
    with pytest.raises(UntrackedWriteError):
        construct.save()
