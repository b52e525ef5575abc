"""From what the hub holds to a body of evidence whose certainty can be judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from cairn.base.errors import CairnError
from cairn.synthesis import certainty, egger
from cairnhub.framework.models import Claim, Link

from ..models import Allocation, Appraisal, EvidenceBody, Finding, OutcomeLevel, Pooling
from ..pooling import effects
from ..pooling.pages import FEWEST_FOR_FUNNEL_TESTS
from ..pooling.reading import Reading, newest_reading

#: What a finding says of its link's claim, as certainty counts it; the other directions are unclear.
DIRECTIONS = {"positive": "for", "negative": "against", "null": "none"}
#: What only a person can say of a body, as parameters of an address: yes, no, or nothing.
FACTS = {
    "confounding_remains": "Does plausible confounding remain?",
    "confounding_would_reduce": "Would what was not controlled for work against the effect found?",
    "dose_response": "Does more of the programme go with more of the effect?",
}


@dataclass(frozen=True)
class Judged:
    """A body of evidence of the hub: which link, which pooling if any, and what the library takes in."""

    link: Link
    kind: EvidenceBody
    pooling: Pooling | None
    reading: Reading | None
    body: certainty.Body


def pooled_body(pooling: Pooling, facts: dict[str, bool | None]) -> Judged | None:
    """The body behind a pooled answer; None where the answer is not known."""
    reading = newest_reading(pooling)
    if not reading.is_known:
        return None
    wanted = [one.finding for one in reading.effects]
    findings = {one.pk: one for one in effects.with_studies(Finding.objects.filter(pk__in=wanted))}
    robins = _by_robins(findings.values())
    studies = [
        certainty.Study(
            name=one.label,
            design_class=effects.DESIGN_CLASSES.get(findings[one.finding].study.allocation, "unknown"),
            bias=findings[one.finding].bias,
            robins=one.finding in robins,
            direction=_sign(pooling.link, one.yi),
            weight=one.weight,
        )
        for one in reading.effects
    ]
    body = _body(studies, findings.values(), facts, _effect(pooling, reading))
    return Judged(pooling.link, EvidenceBody.POOLED, pooling, reading, body)


def directions_body(link: Link, facts: dict[str, bool | None]) -> Judged | None:
    """The body of all quantitative findings that stand on a link, by direction; None where there is none."""
    found = [one for one in effects.quantitative(link.pk) if _counts(one)]
    once = effects.one_a_cohort(found)
    if not once:
        return None
    robins = _by_robins(once)
    studies = [
        certainty.Study(
            name=effects.name_of(one.study),
            design_class=effects.DESIGN_CLASSES.get(one.study.allocation, "unknown"),
            bias=one.bias,
            robins=one.pk in robins,
            direction=DIRECTIONS.get(one.direction, "unclear"),
        )
        for one in once
    ]
    return Judged(link, EvidenceBody.DIRECTIONS, None, None, _body(studies, once, facts, None))


def _counts(finding: Finding) -> bool:
    return finding.study.study_kind == "primary" and not effects.is_withdrawn(finding)


def _by_robins(findings: Iterable[Finding]) -> set[str]:
    """The findings judged by ROBINS-I: it judges one result, or all of a study where the judgement says so."""
    found = list(findings)
    used = Appraisal.objects.visible().filter(study__in={one.study_id for one in found}, instrument="robins_i")
    judged = set(used.exclude(overall="").values_list("study_id", "finding_id"))
    return {one.pk for one in found if judged & {(one.study_id, one.pk), (one.study_id, None)}}


def _sign(link: Link, yi: float) -> str:
    towards = -yi if link.claim == Claim.DECREASE else yi
    return "for" if towards > 0 else "against" if towards < 0 else "none"


def _effect(pooling: Pooling, reading: Reading) -> certainty.Effect:
    result = reading.result
    return certainty.Effect(
        kind=pooling.effect_kind,
        ratio=pooling.is_ratio,
        estimate=result["estimate"],
        ci=tuple(result["ci"]),
        prediction=tuple(result["prediction"]) if result.get("prediction") else None,
        i2=result.get("i2"),
        smallest=smallest_of(pooling),
        comparator_risk=pooling.comparator_risk,
        small_study_p=_small_study_p(reading),
    )


def smallest_of(pooling: Pooling) -> float | None:
    """The smallest effect that matters on the scale of a pooled answer, where it was agreed on that scale."""
    link = pooling.link
    if link.smallest_effect is None or link.smallest_effect_unit != pooling.get_effect_kind_display():
        return None
    return log(link.smallest_effect) if pooling.is_ratio else link.smallest_effect


def _small_study_p(reading: Reading) -> float | None:
    if len(reading.effects) < FEWEST_FOR_FUNNEL_TESTS:
        return None
    try:
        return egger([one.yi for one in reading.effects], [one.vi for one in reading.effects]).p
    except CairnError:
        return None


def _body(studies, findings: Iterable[Finding], facts, effect) -> certainty.Body:
    found = list(findings)
    levels = {one.outcome_level for one in found} - {""}
    return certainty.Body(
        studies=tuple(studies),
        effect=effect,
        people=_people(found),
        near_only=levels == {OutcomeLevel.NEAR} if levels else None,
        narrow=tuple(_narrow(found)),
        chosen=_chosen(found),
        **facts,
    )


def _people(findings: list[Finding]) -> int | None:
    """How many people were studied; None where that is not known of all and those known are few."""
    numbers: dict[str, int | None] = {}
    for one in findings:
        numbers[effects.cohort_of(one)] = max(numbers.get(effects.cohort_of(one)) or 0, one.study.n or 0) or None
    known = sum(number for number in numbers.values() if number)
    return known if None not in numbers.values() or known >= certainty.FEW_PEOPLE.value else None


def _narrow(findings: list[Finding]) -> Iterable[str]:
    for name in ("country", "discipline"):
        values = {getattr(one.study, name) for one in findings}
        if len(values) == 1 and (value := values.pop()) and ";" not in value:
            yield f"one {name} ({value})"
    if all(one.study.sites == 1 for one in findings):
        yield "one school each"


def _chosen(findings: list[Finding]) -> bool | None:
    ways = {one.study.allocation for one in findings}
    if Allocation.CHOSEN in ways:
        return True
    return None if "" in ways else False
