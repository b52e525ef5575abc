"""The map of links: what leads (rows) by what it leads to (columns), with the state of the evidence in each cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairnhub.framework.models import STAGE_ORDER, Construct, Link, Stage

from .. import words
from .current import Roadmap
from .states import LinkState

#: The small map shows the outcomes and activities with the most links, and of each stage at least these many outcomes.
FEW_COLUMNS, FEW_ROWS, OF_EACH_STAGE = 12, 18, 2

#: A gap is a steady priority where it is among the first ten in at least this share of the draws.
STEADY_PRIORITY = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One link on the map. `priority` is empty, `first` (among the first ten) or `steady` (in most draws, too)."""

    state: LinkState
    priority: str

    @property
    def figure(self) -> str:
        """The number of studies as written in the cell; nothing where there is none, the hatching says so."""
        return str(self.state.studies) if self.state.studies else ""

    @property
    def words(self) -> str:
        """The cell for those who hear it: title, status, number of studies, priority."""
        state = self.state
        parts = [state.title, state.status.label, words.count(state.studies, "study", "studies")]
        return "; ".join([*parts, *([PRIORITIES[self.priority]] if self.priority else [])])


PRIORITIES = {
    "first": "among the first ten, order not steady",
    "steady": "top priority, steadily among the first ten",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One construct that leads somewhere, with a cell or `None` for each column."""

    construct: Construct
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Columns and rows in the order of the stages; `shown` of `total` links have a cell."""

    columns: tuple[Construct, ...]
    rows: tuple[Row, ...]
    shown: int
    total: int

    def column_stages(self) -> list[tuple[str, int]]:
        """Name the stages of the columns in few words, each with how many columns it spans."""
        return [(label.split(" (")[0], span) for label, span in _runs(self.columns)]

    def row_stages(self) -> list[tuple[str, list[Row]]]:
        """Group the rows by stage."""
        runs, start = [], 0
        for label, length in _runs([row.construct for row in self.rows]):
            runs.append((label, list(self.rows[start : start + length])))
            start += length
        return runs


def whole_map(roadmap: Roadmap, ranking: gaps.Ranking) -> FieldMap:
    """Build the map of every link."""
    links = list(roadmap.links.values())
    return _map(roadmap, ranking, links, _in_order(x.source for x in links), _in_order(x.target for x in links))


def small_map(roadmap: Roadmap, ranking: gaps.Ranking) -> FieldMap:
    """Build the map of the activities and outcomes with the most links."""
    links = [link for link in roadmap.links.values() if link.source.stage == Stage.ACTIVITY]
    targets = _most_telling(Counter(link.target for link in links))
    within = [link for link in links if link.target in targets]
    sources = _most(Counter(link.source for link in within), FEW_ROWS)
    return _map(roadmap, ranking, within, _in_order(sources), _in_order(targets))


def _map(
    roadmap: Roadmap,
    ranking: gaps.Ranking,
    links: Iterable[Link],
    sources: list[Construct],
    targets: list[Construct],
) -> FieldMap:
    at = {(link.source_id, link.target_id): link for link in links}
    first = _priorities(ranking)
    rows = tuple(
        Row(
            source,
            tuple(
                _cell(roadmap, at[source.pk, target.pk].pk, first) if (source.pk, target.pk) in at else None
                for target in targets
            ),
        )
        for source in sources
    )
    shown = sum(cell is not None for row in rows for cell in row.cells)
    return FieldMap(tuple(targets), rows, shown, len(roadmap.links))


def _cell(roadmap: Roadmap, link_id: str, priorities: Mapping[str, str]) -> Cell:
    return Cell(roadmap.states[link_id], priorities.get(link_id, ""))


def _priorities(ranking: gaps.Ranking) -> dict[str, str]:
    first = ranking.links[: int(rules.TOP.value)]
    return {rank.id: "steady" if rank.p_top10 >= STEADY_PRIORITY else "first" for rank in first}


def _in_order(constructs: Iterable[Construct]) -> list[Construct]:
    return sorted(set(constructs), key=lambda one: (STAGE_ORDER[one.stage], one.name))


def _most_telling(counted: Counter) -> list[Construct]:
    """Choose columns: the two most linked of each stage, so that no stage is missing, then the most linked."""
    of_stages = [_most(Counter({one: n for one, n in counted.items() if one.stage == s}), OF_EACH_STAGE) for s in Stage]
    kept = [construct for few in of_stages for construct in few]
    rest = [construct for construct in _most(counted, len(counted)) if construct not in kept]
    return [*kept, *rest][: max(FEW_COLUMNS, len(kept))]


def _most(counted: Counter, number: int) -> list[Construct]:
    return sorted(counted, key=lambda one: (-counted[one], one.pk))[:number]


def _runs(constructs: Iterable[Construct]) -> list[tuple[str, int]]:
    counted = Counter(construct.stage for construct in constructs)
    return [(Stage(stage).label, counted[stage]) for stage in sorted(counted, key=STAGE_ORDER.__getitem__)]
