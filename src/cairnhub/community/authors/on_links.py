"""Which links the visible studies are about, by their findings and beyond them."""

from collections import defaultdict

from cairnhub.evidence.models import Finding, Study
from cairnhub.framework.models import Link


def found_on() -> dict[str, set[str]]:
    """By study, the links on which it found something."""
    rows = Finding.objects.filter(removed=False, link__removed=False, study__removed=False).order_by()
    found: dict[str, set[str]] = defaultdict(set)
    for study, link in rows.values_list("study_id", "link_id").distinct():
        found[study].add(link)
    return found


def worked_on() -> dict[str, set[str]]:
    """By study, the links it bears on: by a finding, because somebody said so, or by what it studied for what."""
    found = found_on()
    marked = Study.look_here.through.objects.filter(link__removed=False, study__removed=False)
    for study, link in marked.values_list("study_id", "link_id"):
        found[study].add(link)
    by_ends = {(source, target): pk for pk, source, target in _visible_links()}
    outcomes = _constructs(Study.outcomes.through)
    for study, exposures in _constructs(Study.exposures.through).items():
        for exposure in exposures:
            for outcome in outcomes.get(study, ()):
                if (exposure, outcome) in by_ends:
                    found[study].add(by_ends[exposure, outcome])
    return found


def _visible_links():
    return Link.objects.visible().order_by().values_list("pk", "source_id", "target_id")


def _constructs(through) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for study, construct in through.objects.filter(study__removed=False).values_list("study_id", "construct_id"):
        found[study].append(construct)
    return found
