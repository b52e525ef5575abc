"""The checklists of reporting, as data."""

import pytest

from cairn.base.errors import InputError
from cairn.consensus.checklists import NAMES, checklist


@pytest.mark.parametrize(("name", "number"), [("accord", 35), ("delphistar", 38)])
def test_a_checklist_has_all_its_items_once(name, number):
    found = checklist(name)
    assert len(found.items) == len({one.number for one in found.items}) == number
    assert all(one.section and one.topic and one.original.startswith("https://") for one in found.items)


@pytest.mark.parametrize("name", NAMES)
def test_only_what_was_checked_has_words(name):
    assert all(bool(one.text) == one.verified for one in checklist(name).items)


def test_what_there_is_not_is_said():
    with pytest.raises(InputError, match="no checklist"):
        checklist("prisma")
    with pytest.raises(InputError, match="no item Z9"):
        checklist("accord").item("Z9")
