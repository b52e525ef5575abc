"""What came out of a round, as JSON-able aggregates in which nobody can be told from a few."""

from collections.abc import Sequence

import numpy as np

from cairn.base.errors import InputError

from ..models import Item, Mode, Round
from .between import JUDGED, since_before
from .priorities import best_and_worst, chosen, judged, ordered, shared_out
from .rating import rated
from .table import table_of
from .voting import voted

__all__ = ["results_of", "table_of"]

_OF = {
    Mode.RATE: lambda table: rated(table, (table.process.scale_low, table.process.scale_high)),
    Mode.VOTE: voted,
    Mode.CRITERIA: judged,
    Mode.CHOOSE: chosen,
    Mode.ORDER: ordered,
    Mode.BEST_WORST: best_and_worst,
    Mode.POINTS: shared_out,
}


def results_of(round_: Round, items: Sequence[Item]) -> dict:
    """What is told of a round: `people`, `groups` (name to number), `items` by primary key, and what its mode adds.

    With fewer than five people nothing but `few` is told. Where a method cannot work with the answers, `trouble` says
    why. Ratings and votes add `stability`, `progress` and `stop`: see `between`.
    """
    table = table_of(round_, items)
    if table.few or round_.mode == Mode.SUGGEST:
        return {"few": table.few, "people": None if table.few else len(table.people), "groups": {}, "items": {}}
    everybody = np.ones(len(table.people), dtype=bool)
    told = {
        "few": False,
        "people": len(table.people),
        "groups": {name: int(mask.sum()) for name, mask in table.by_group(everybody).items()},
    }
    try:
        told |= _OF[Mode(round_.mode)](table)
    except InputError as error:
        return told | {"items": {}, "trouble": str(error)}
    return told | (since_before(round_, table, told["items"]) if round_.mode in JUDGED else {})
