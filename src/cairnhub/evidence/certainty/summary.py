"""Summary of findings: each answer in plain words, with what it means for a hundred people and how sure we may be."""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.base.errors import CairnError
from cairn.synthesis import certainty as library
from cairn.synthesis import of_people
from cairnhub.framework.models import Claim, Link

from ..models import Certainty, EvidenceBody
from ..pooling.reading import Leading, leading_answers
from .bodies import smallest_of


@dataclass(frozen=True)
class Row:
    """One link's line. `absolute` is None where no risk without the programme is known."""

    link: Link
    leading: Leading
    words: str
    absolute: library.Absolute | None

    @property
    def level(self) -> str:
        if self.leading.certainty:
            return library.LEVELS[library.Level(self.leading.certainty.level)].label
        return "to be judged anew" if self.leading.outdated else "not judged"

    @property
    def of_people(self) -> str:
        """What the effect means for a thousand people."""
        return of_people(self.absolute) if self.absolute else "the risk without it is not known"

    @property
    def reasons(self) -> list[str]:
        """Why the certainty is not higher or lower, as the person who judged it saw it."""
        return steps_of(self.leading.certainty) if self.leading.certainty else []


def steps_of(judged: Certainty) -> list[str]:
    """The domains in which a judgement took steps, each with its reason."""
    found = []
    for domain, one in judged.judgements.items():
        if levels := one.get("levels"):
            found.append(f"{domain} ({levels:+d}): {one['reason'] or one['because']}".replace("-", "−", 1))
        elif one.get("concern") and one["concern"] != library.Concern.NONE:
            found.append(f"{domain}: {one['concern']}, {one['reason']}")
    return found


def rows(links: Iterable[str] | None = None) -> list[Row]:
    """The leading answers of all links, or of these, as lines of the summary."""
    found = [one for one in leading_answers(links).values() if one.reading.is_known]
    return sorted((_row(one) for one in found), key=lambda row: row.link.label().casefold())


def _row(leading: Leading) -> Row:
    pooling, result = leading.reading.pooling, leading.reading.result
    absolute = None
    if pooling.comparator_risk is not None:
        try:
            absolute = library.absolute_effect(
                pooling.effect_kind, result["estimate"], tuple(result["ci"]), pooling.comparator_risk
            )
        except CairnError:
            absolute = None
    return Row(pooling.link, leading, _words(leading), absolute)


def _words(leading: Leading) -> str:
    if leading.certainty is None:
        return ""
    pooling, result = leading.reading.pooling, leading.reading.result
    return library.plain_words(
        pooling.link.source.name.lower(),
        pooling.link.target.name.lower(),
        library.Level(leading.certainty.level),
        estimate=result["estimate"],
        ci=tuple(result["ci"]),
        smallest=smallest_of(pooling),
    )


def certainties_of(link: Link) -> list[Certainty]:
    """Every judgement on a link's bodies of evidence, the pooled ones first."""
    order = list(EvidenceBody)
    found = Certainty.objects.visible().filter(link=link).select_related("pooling")
    return sorted(found, key=lambda one: order.index(EvidenceBody(one.body)))


HEADER = [
    "link",
    "claim",
    "outcome",
    "cohorts",
    "measure",
    "effect",
    "95% interval from",
    "95% interval to",
    "without it, of 1,000",
    "with it, of 1,000",
    "difference of 1,000",
    "of 1,000 people",
    "certainty",
    "why",
    "in words",
]


def table(found: Iterable[Row]) -> Iterable[list]:
    """The summary as rows of a file, in `HEADER`."""
    for row in found:
        reading = row.leading.reading
        risks = [row.absolute.without, row.absolute.with_it, row.absolute.difference] if row.absolute else [None] * 3
        thousand = [None if one is None else round(1000 * one) for one in risks]
        about = [row.link.label(), Claim(row.link.claim).label, reading.pooling.outcome_definition, reading.k]
        effect = [reading.result["measure"], reading.estimate, *reading.ci]
        yield [*about, *effect, *thousand, row.of_people, row.level, "; ".join(row.reasons), row.words]
