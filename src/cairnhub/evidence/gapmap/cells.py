"""The evidence-gap map: which activity was studied for which outcome, what was found, and where nobody has looked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from cairnhub.framework.models import STAGE_ORDER, Construct, Link, LinkStatus, Stage

from ..certainty.levels import certainty_by_link
from ..models import Finding, Study, StudyKind
from ..words import FINDING_WORDS, KIND_NAMES, counted

#: What a primary study can say about a pair, in the order of a cell. A direction coded for a whole study with
#: several exposures or outcomes says nothing about one pair of them: that is the last.
DIRECTIONS = (*FINDING_WORDS, "not_extracted")
DIRECTION_WORDS = {**FINDING_WORDS, "not_extracted": "study-level, not extracted"}
OUTCOME_STAGES = (Stage.OUTPUT, Stage.SHORT_TERM_OUTCOME, Stage.MEDIUM_TERM_OUTCOME, Stage.IMPACT)


@dataclass(frozen=True)
class Cell:
    """One pair: a direction for each primary study, reviews apart, and the link of the framework, if there is one."""

    exposure_id: str
    outcome_id: str
    directions: tuple[str, ...]
    reviews: int
    link_id: str
    #: The level of certainty somebody judged for the link of the pair; empty where nobody has.
    certainty: str = ""
    #: The primary studies in the order of `directions`, and the reviews.
    studies: tuple[str, ...] = ()
    review_studies: tuple[str, ...] = ()

    @property
    def studied(self) -> bool:
        return bool(self.directions or self.reviews)

    def words(self) -> str:
        """The cell in a sentence, such as `3 primary studies (2 as the link claims, 1 no effect found), 1 review`."""
        if not self.studied:
            return "no study"
        counts = Counter(self.directions)
        found = ", ".join(f"{counts[one]} {DIRECTION_WORDS[one]}" for one in DIRECTIONS if counts[one])
        primary = f"{counted(len(self.directions), *KIND_NAMES[StudyKind.PRIMARY])} ({found})" if found else ""
        reviews = self.reviews and counted(self.reviews, *KIND_NAMES[StudyKind.REVIEW])
        sure = self.certainty and f"{self.certainty.replace('_', ' ')} certainty"
        return ", ".join(filter(None, [primary, reviews, sure]))


@dataclass(frozen=True)
class Row:
    construct: Construct
    cells: list[Cell]


@dataclass(frozen=True)
class GapMap:
    """Exposures down, outcomes across, each by stage and then the most studied first."""

    columns: list[Construct]
    rows: list[Row]
    #: Activities and outcomes that none of the studies looked at.
    unstudied_activities: list[Construct]
    unstudied_outcomes: list[Construct]

    def column_stages(self) -> list[tuple[str, int]]:
        """The stages of the columns with how many columns each has."""
        stages = groupby(self.columns, key=lambda construct: construct.get_stage_display())
        return [(stage, len(list(members))) for stage, members in stages]

    def row_stages(self) -> list[tuple[str, list[Row]]]:
        return [(stage, list(rows)) for stage, rows in groupby(self.rows, key=lambda row: _stage_of_row(row.construct))]


def gap_map(
    ids: Iterable[str], *, exposures: Iterable[str] = (), outcomes: Iterable[str] = (), everything: bool = False
) -> GapMap:
    """The map of some studies; commentaries are left out.

    `exposures` and `outcomes` limit rows and columns to some constructs; `everything` adds activities and outcomes
    without a study.
    """
    primary, reviews = _studies_of_pairs(set(ids))
    uses = [pair for pairs in (primary, reviews) for pair, studies in pairs.items() for _ in studies]
    of_exposures, of_outcomes = (Counter(pair[side] for pair in uses) for side in (0, 1))
    constructs = list(Construct.objects.visible().order_by("name"))
    activity, after = {Stage.ACTIVITY}, set(OUTCOME_STAGES)
    columns = _by_use(_limited(constructs, outcomes), of_outcomes, after, everything)
    cells = _Cells(primary, reviews, _directions(), _links(), certainty_by_link())
    return GapMap(
        columns=columns,
        rows=[
            Row(row, [cells.cell(row.pk, column.pk) for column in columns])
            for row in _by_use(_limited(constructs, exposures), of_exposures, activity, everything)
        ],
        unstudied_activities=[one for one in constructs if one.stage in activity and not of_exposures[one.pk]],
        unstudied_outcomes=[one for one in constructs if one.stage in after and not of_outcomes[one.pk]],
    )


@dataclass(frozen=True)
class _Cells:
    primary: dict[tuple[str, str], list[str]]
    reviews: dict[tuple[str, str], list[str]]
    found: dict[tuple[str, str, str], str]
    links: dict[tuple[str, str], str]
    certainties: dict[str, str]

    def cell(self, exposure: str, outcome: str) -> Cell:
        pair = (exposure, outcome)
        said = [(self.found.get((study, *pair), "not_extracted"), study) for study in self.primary.get(pair, ())]
        ordered = sorted(said, key=lambda one: DIRECTIONS.index(one[0]))
        link, reviews = self.links.get(pair, ""), tuple(self.reviews.get(pair, ()))
        return Cell(
            exposure,
            outcome,
            tuple(direction for direction, _ in ordered),
            len(reviews),
            link,
            self.certainties.get(link, ""),
            tuple(study for _, study in ordered),
            reviews,
        )


def _limited(constructs: list[Construct], wanted: Iterable[str]) -> list[Construct]:
    kept = set(wanted)
    return [one for one in constructs if one.pk in kept] if kept else constructs


def _studies_of_pairs(wanted: set[str]) -> tuple[dict, dict]:
    """For each pair of exposure and outcome the primary studies and the reviews among those wanted."""
    exposures, outcomes = _constructs_of("exposures"), _constructs_of("outcomes")
    primary: dict[tuple[str, str], list[str]] = defaultdict(list)
    reviews: dict[tuple[str, str], list[str]] = defaultdict(list)
    pairs_of_kind = {StudyKind.PRIMARY: primary, StudyKind.REVIEW: reviews}
    for study, kind in Study.objects.visible().order_by("id").values_list("id", "study_kind"):
        if study in wanted and kind in pairs_of_kind:
            for exposure in exposures[study]:
                for outcome in outcomes[study]:
                    pairs_of_kind[kind][exposure, outcome].append(study)
    return primary, reviews


def _constructs_of(side: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for study, construct in getattr(Study, side).through.objects.values_list("study_id", "construct_id"):
        found[study].append(construct)
    return found


def _directions() -> dict[tuple[str, str, str], str]:
    """What each study found on each pair; several findings that do not agree are mixed, or contested if one is."""
    columns = ("study_id", "link__source_id", "link__target_id", "direction")
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for study, source, target, direction in Finding.objects.visible().exclude(direction="").values_list(*columns):
        found[study, source, target].add(direction)
    return {pair: _one_direction(directions) for pair, directions in found.items()}


def _one_direction(directions: set[str]) -> str:
    if len(directions) == 1:
        return next(iter(directions))
    return "contested" if "contested" in directions else "mixed"


def _links() -> dict[tuple[str, str], str]:
    links = Link.objects.visible().exclude(status=LinkStatus.RETIRED)
    return {(source, target): link for link, source, target in links.values_list("id", "source_id", "target_id")}


def _by_use(constructs: list[Construct], uses: Counter, stages: set[str], everything: bool) -> list[Construct]:
    kept = [one for one in constructs if uses[one.pk] or (everything and one.stage in stages)]
    return sorted(kept, key=lambda one: (one.stage not in stages, STAGE_ORDER[one.stage], -uses[one.pk]))


def _stage_of_row(construct: Construct) -> str:
    return construct.get_stage_display() if construct.stage == Stage.ACTIVITY else "Other exposures"
