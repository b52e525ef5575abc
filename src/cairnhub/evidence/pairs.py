"""Which exposure a study looked at for which outcome, and what is known about each such pair."""

from collections import defaultdict
from dataclasses import dataclass, field

from cairnhub.framework.models import Construct, Link

from .models import Finding, PairException, Study


@dataclass(frozen=True)
class Pair:
    """One exposure and one outcome of a study. Without link and exception the framework says nothing about it yet."""

    exposure: Construct
    outcome: Construct
    link: Link | None
    exception: PairException | None
    findings: list[Finding] = field(default_factory=list)


def pairs_of(study: Study, findings: list[Finding]) -> list[Pair]:
    """Every exposure of a study with every outcome of it, by name."""
    exposures, outcomes = study.exposures.order_by("name"), list(study.outcomes.order_by("name"))
    links = _links(study)
    exceptions = {(one.source_id, one.target_id): one for one in study.pair_exceptions.visible()}
    on_link: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        on_link[finding.link_id].append(finding)
    return [
        _pair(exposure, outcome, links.get((exposure.pk, outcome.pk)), exceptions, on_link)
        for exposure in exposures
        for outcome in outcomes
    ]


def _pair(exposure, outcome, link: Link | None, exceptions, on_link) -> Pair:
    found = on_link[link.pk] if link else []
    return Pair(exposure, outcome, link, exceptions.get((exposure.pk, outcome.pk)), found)


def _links(study: Study) -> dict[tuple[str, str], Link]:
    links = Link.objects.visible().filter(
        source__in=study.exposures.values("pk"), target__in=study.outcomes.values("pk")
    )
    return {(link.source_id, link.target_id): link for link in links}
