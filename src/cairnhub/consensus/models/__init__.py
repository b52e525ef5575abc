"""Processes, their items and rounds. Who is invited stands in `inviting`, who rated what in `ballots`."""

from .items import Item, ItemState, Lineage
from .processes import Feedback, Mode, Nature, Process, ProcessKey, Protocol, Rates, Stage, Template
from .reporting import ChecklistWords
from .rounds import Round, RoundState

__all__ = [
    "ChecklistWords",
    "Feedback",
    "Item",
    "ItemState",
    "Lineage",
    "Mode",
    "Nature",
    "Process",
    "ProcessKey",
    "Protocol",
    "Rates",
    "Round",
    "RoundState",
    "Stage",
    "Template",
]
