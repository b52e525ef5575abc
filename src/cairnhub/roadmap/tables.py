"""The roadmap as tables: for files, and the rules the hub itself adds to those of the library."""

from collections.abc import Iterable, Sequence

from cairn import gaps
from cairn.gaps import RuleRow, RuleTable, rules

from .choices import Choices
from .queries.current import Roadmap
from .queries.field_map import OF_EACH_STAGE, PRIORITIES, STEADY_PRIORITY, FieldMap
from .queries.gaps import Gap, places
from .queries.inputs import PROGRAMMES_NEEDED
from .queries.states import NONE_EXTRACTED

Table = tuple[Sequence[str], Iterable[Sequence]]

RANKING_HEADER = (
    "place", "link_id", "link", "statement", "list", "status", "independent_cohorts", "primary_studies",
    "expected_rank", "interval_low", "interval_high", "p_top10", "place_additive", "reasons", "sentence", "flags",
    "order", "weights", "seed", "draws",
)  # fmt: skip
MAP_HEADER = (
    "from_id", "from", "from_stage", "to_id", "to", "to_stage", "link_id", "status", "primary_studies",
    "independent_cohorts", "among_first_ten",
)  # fmt: skip


def ranking(roadmap: Roadmap, found: Iterable[Gap], choices: Choices) -> Table:
    """List the gaps with everything needed to get the same order again."""
    order = roadmap.ranking(choices.weights, choices.form)
    added = places(roadmap.ranking(choices.weights, gaps.Form.ADDITIVE))
    computed = (
        rules.PROVISIONAL if order.provisional else "from evidence and ratings",
        "; ".join(f"{name}={share:.3f}" for name, share in order.weights.items()),
        order.seed,
        order.draws,
    )
    return RANKING_HEADER, ((*_gap_row(roadmap, gap, added[gap.state.id]), *computed) for gap in found)


def _gap_row(roadmap: Roadmap, gap: Gap, place_additive: int) -> tuple:
    state = gap.state
    assessment = roadmap.assessments[state.id]
    holding = "".join(reason.letter for reason in assessment.reasons if reason.holds)
    low, high = gap.rank.interval
    return (
        gap.place, state.id, state.title, assessment.link.statement, state.list_label, state.status.label,
        state.cohorts, state.studies, round(gap.rank.expected_rank, 2), low, high, round(gap.rank.p_top10, 4),
        place_additive, holding, state.sentence, "; ".join(state.flags),
    )  # fmt: skip


def map_of_links(field_map: FieldMap) -> Table:
    """List every link of the map: one row a link, not a matrix, so that it can be filtered."""
    rows = (
        (
            row.construct.pk, row.construct.name, row.construct.stage, column.pk, column.name, column.stage,
            cell.state.id, cell.state.status.label, cell.state.studies, cell.state.cohorts,
            PRIORITIES.get(cell.priority, ""),
        )
        for row in field_map.rows
        for column, cell in zip(field_map.columns, row.cells, strict=True)
        if cell is not None
    )  # fmt: skip
    return MAP_HEADER, rows


def hub_rules() -> list[RuleTable]:
    """List the rules by which the hub fills in what the library computes from."""
    return [RuleTable("What is taken from the database", tuple(RuleRow(*row) for row in HUB_RULES))]


#: What the rule is called, its value where it has one, and what it means.
HUB_RULES = (
    (
        "a finding",
        "",
        "A quantitative result of a primary study on one link. Reviews, syntheses, commentaries, qualitative and cost "
        "findings are shown apart and never counted.",
    ),
    (
        "study-level, not extracted",
        "",
        "A study that has the link's two ends among its exposures and outcomes, or is listed to be looked at, but "
        "whose result on this link nobody has extracted. Its direction is shown and never counted.",
    ),
    (
        "withdrawn",
        "",
        "A finding whose study was re-analysed with no effect, an opposite or a contested result, where the finding "
        "said otherwise.",
    ),
    (
        "ratings by people",
        "",
        "Ratings from 1 to 9 of links in real consensus processes that have ended, in rounds that asked how much it "
        "matters to know a link or what it means for fairness. The last round that asked counts; of several "
        "processes the newest. Where no group can be told apart, everybody counts as one group.",
    ),
    (
        "groups heard",
        "",
        "The groups of a process that told at least three of them apart. Two groups of one process and two of another "
        "are not enough.",
    ),
    (
        "weights in force",
        "",
        "Mean shares of 100 points over the four criteria, from the process a coordinator chose; equal until then.",
    ),
    (NONE_EXTRACTED.label, "", NONE_EXTRACTED.explanation),
    ("a design that could test a link", "", "A design known to compare groups."),
    (
        "programme register as a source",
        f"{PROGRAMMES_NEEDED}",
        "At least so many programmes of an activity with a known first year make the register a source for it.",
    ),
    (
        "top priority, steady",
        f"{STEADY_PRIORITY:.0%}",
        "A filled dot on the map: among the first ten in at least this share of the draws. A ring: among the first ten "
        "of the order only.",
    ),
    (
        "small map",
        f"{OF_EACH_STAGE}",
        "At least so many outcomes of each stage, then those with the most links from activities.",
    ),
)
