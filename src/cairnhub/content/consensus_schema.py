"""The form of the file about consensus processes: their protocols.

Who was invited and what was answered is never written.
"""

from dataclasses import fields
from typing import Annotated, Any, Self

from cairnhub.consensus.models import Nature, Stage, Template
from cairnhub.consensus.protocol import Gather, Group, Step

from .base import Count, Record, Slug, one_of

#: PostgreSQL keeps no order within what it stores as JSON, so a file gives the parts of a protocol theirs.
ORDER = list(dict.fromkeys(one.name for part in (Group, Step, Gather) for one in fields(part)))


def _in_order(part: dict[str, Any]) -> dict[str, Any]:
    known = [name for name in ORDER if name in part]
    return {name: part[name] for name in [*known, *sorted(set(part) - set(known))]}


class Process(Record):
    kind = "process"

    id: Slug
    title: str
    template: Annotated[str, one_of(Template)]
    nature: Annotated[str, one_of(Nature)] = Nature.REAL.value
    stage: Annotated[str, one_of(Stage)] = Stage.DRAFT.value
    purpose: str
    question: str = ""
    scale_low: int = 1
    scale_high: int = 9
    label_low: str = ""
    label_high: str = ""
    criteria: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    gathers: list[dict[str, Any]] = []
    consensus_rule: str = ""
    exclusion_rule: str = ""
    stopping_rule: str = ""
    items_each: Count = 25
    choose_number: Count = 10
    irb: str = ""
    information: str = ""
    consent: str = ""
    consent_version: Count = 1
    honoraria: str = ""
    contact: str = ""

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        lists = ("criteria", "groups", "steps", "gathers")
        ordered = {key: [_in_order(part) for part in values[key] or ()] for key in lists}
        return super().of(name, values | ordered)


class WeightsInForce(Record):
    kind = "weights_in_force"

    id: Slug
    process: str = ""
    title: str = ""
    who: str = ""
    shares: dict[str, float] = {}
    by_group: dict[str, dict[str, float]] = {}
