"""What the findings on a link say by direction alone, where they are not pooled: pictures, counts, the sign test."""

from collections.abc import Callable
from dataclasses import dataclass

from cairn.base.errors import CairnError
from cairn.base.svg import Markup
from cairn.synthesis import (
    Coding,
    Direction,
    DirectionFinding,
    DirectionRow,
    SignTest,
    effect_direction_plot,
    harvest_plot,
    sign_test,
    summarise_directions,
)
from cairnhub.framework.models import Claim, Link

from ..models import COMPARING_KINDS, RATIO_KINDS, Bias, Finding, StudyKind
from ..pooling import effects

WAYS = {"positive": Direction.BENEFIT, "negative": Direction.HARM, "null": Direction.NONE}
#: The height of a bar: the less a study may mislead the higher; not judged is as low as high risk.
WEIGHTS = {Bias.LOW: 3, Bias.SOME: 2, Bias.HIGH: 1}
PICTURES: dict[str, tuple[str, Callable[..., Markup]]] = {
    "harvest": ("Harvest plot", harvest_plot),
    "arrows": ("Effect-direction plot", effect_direction_plot),
}
HEADER = ["outcome", "study", "direction", "weight", "people"]


@dataclass(frozen=True)
class Summary:
    """The findings that stand on a link by outcome and direction; `test` is None where `refused` says why."""

    link: Link
    rows: tuple[DirectionRow, ...]
    test: SignTest | None
    refused: str


def summary_of(link: Link) -> Summary:
    """Summarise a link's quantitative findings by direction."""
    found = [one for one in effects.quantitative(link.pk) if _stands(one)]
    names = effects.names_of(one.study for one in found)
    rows = summarise_directions([_finding(one, link, names) for one in found])
    try:
        return Summary(link, rows, _tested(found, link), "")
    except CairnError as refusal:
        return Summary(link, rows, None, str(refusal))


def _stands(finding: Finding) -> bool:
    return finding.study.study_kind == StudyKind.PRIMARY and not effects.is_withdrawn(finding)


def _finding(one: Finding, link: Link, names: dict[str, str]) -> DirectionFinding:
    return DirectionFinding(
        study=names[one.study_id],
        outcome=one.outcome_definition or link.target.name,
        direction=WAYS.get(one.direction, Direction.UNCLEAR),
        weight=WEIGHTS.get(one.bias, 1),
        people=one.study.n,
    )


def _tested(found: list[Finding], link: Link) -> SignTest:
    """Test the signs of the estimates, one a cohort; refused while directions rest on anything else."""
    signs = [_sign(one, link) for one in effects.one_a_cohort(found)]
    if None in signs or not signs:
        return sign_test([], coding=Coding.WORDING)
    return sign_test(signs, coding=Coding.SIGN)


def _sign(one: Finding, link: Link) -> Direction | None:
    if one.estimate is None or one.effect_kind not in COMPARING_KINDS:
        return None
    difference = one.estimate - (1.0 if one.effect_kind in RATIO_KINDS else 0.0)
    towards = -difference if link.claim == Claim.DECREASE else difference
    return Direction.BENEFIT if towards > 0 else Direction.HARM if towards < 0 else Direction.NONE


def drawn(summary: Summary) -> list[tuple[str, str, Markup]]:
    """Each picture by name, with its title."""
    if not summary.rows:
        return []
    return [(name, title, one_of(summary, name)) for name, (title, _) in PICTURES.items()]


def one_of(summary: Summary, name: str) -> Markup | None:
    """One picture by its name; None where there is none of that name or nothing to draw."""
    if name not in PICTURES or not summary.rows:
        return None
    title, draw = PICTURES[name]
    return draw(summary.rows, title=f"{title}: {summary.link.label()}")


def table(summary: Summary) -> list[list]:
    """A row for each study and outcome, in `HEADER`."""
    return [
        [row.outcome, one.study, str(one.direction), one.weight, one.people]
        for row in summary.rows
        for way in Direction
        for one in row.studies[way]
    ]
