"""The roadmap as it stands: computed once after each change, kept in this process, shared by its threads."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from cairn import gaps
from cairn.gaps import rules
from cairnhub.framework.models import Link
from cairnhub.history.models import Event

from .inputs import current_links, link_inputs
from .studies import Bearing, StudyFacts, all_studies, bearings

#: How many readers' own weights are kept ranked at a time.
KEPT_RANKINGS = 64


@dataclass(frozen=True)
class Roadmap:
    """Every link as assessed after the newest change, and the draws that rank them under any weights."""

    changed_at: datetime | None
    as_of: gaps.AsOf
    links: Mapping[str, Link]
    studies: Mapping[str, StudyFacts]
    bearings: Mapping[str, Bearing]
    assessments: Mapping[str, gaps.Assessment]
    draws: gaps.Draws
    _rankings: OrderedDict = field(default_factory=OrderedDict)

    def ranking(
        self, weights: Mapping[gaps.CriterionName, float] | None = None, form: gaps.Form = gaps.Form.GEOMETRIC
    ) -> gaps.Ranking:
        """Rank under these weights, or equal ones; asked again, the answer is kept.

        Raises InputError for a negative weight or none above 0.
        """
        shares = gaps.normalised(weights)
        key = (form, tuple(round(share, 6) for share in shares.values()))
        known = self._rankings.get(key)
        if known is None:
            known = self._rankings[key] = self.draws.rank(shares, form=form)
            while len(self._rankings) > KEPT_RANKINGS:
                self._rankings.popitem(last=False)
        return known

    def primary_studies(self, link_id: str) -> set[str]:
        """Name the primary studies that bear on a link, with a finding or without."""
        bearing = self.bearings[link_id]
        without = {study.id for study, _ in bearing.without_finding if study.is_primary}
        return without | {finding.study_id for finding in bearing.findings}

    def status(self, link_id: str) -> rules.Term:
        """Word the state of a link's evidence; studies that nobody has extracted are not called no studies."""
        return shown_status(self.assessments[link_id], self.bearings[link_id])


NONE_EXTRACTED = rules.Term(
    "none extracted yet", "Studies look at it, but no result on this very link has been extracted.", "status-none"
)


def shown_status(assessment: gaps.Assessment, bearing: Bearing) -> rules.Term:
    """Word the state of the evidence of a link on which these studies bear."""
    waiting = any(study.is_primary for study, _ in bearing.without_finding)
    if assessment.status is gaps.Status.NO_STUDIES and waiting:
        return NONE_EXTRACTED
    return rules.STATUSES[assessment.status]


_lock = Lock()
_kept: dict[tuple, Roadmap] = {}


def current_roadmap() -> Roadmap:
    """Answer the roadmap after the newest change. One query where nothing has changed since it was last asked for.

    The key holds when the newest change was made besides its number, so that a restored backup is not mistaken for
    the database it replaced; and the year, because findings grow old.
    """
    newest = Event.objects.order_by("-pk").values_list("pk", "at").first()
    key = (newest, timezone.localdate().year)
    roadmap = _kept.get(key)
    if roadmap is None:
        with _lock:
            roadmap = _kept.get(key)
            if roadmap is None:
                roadmap = computed_roadmap(newest[1] if newest else None)
                _kept.clear()
                _kept[key] = roadmap
    return roadmap


def computed_roadmap(changed_at: datetime | None) -> Roadmap:
    """Read everything and compute: a bounded number of queries, then about a second for 500 links."""
    links = current_links()
    studies = all_studies()
    found = bearings([(link.pk, link.source_id, link.target_id) for link in links], studies)
    as_of = gaps.AsOf(year=timezone.localdate().year)
    assessed = {one.id: gaps.assess(one, as_of) for one in link_inputs(links, found, studies)}
    return Roadmap(
        changed_at=changed_at,
        as_of=as_of,
        links={link.pk: link for link in links},
        studies=studies,
        bearings=found,
        assessments=assessed,
        draws=gaps.Draws(assessed.values()),
    )
