"""The roadmap as it stands: computed once after each change, kept in this process, shared by its threads."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.utils import timezone

from cairn import gaps
from cairnhub.framework.models import Link
from cairnhub.history.models import Event

from ..models import WeightsInForce
from ..weighing import in_force
from .inputs import current_links, link_inputs
from .people import People, people
from .states import LinkState, link_state
from .studies import Bearing, StudyFacts, all_studies, bearings

#: How many readers' own weights are kept ranked at a time.
KEPT_RANKINGS = 64


@dataclass(frozen=True, eq=False)
class Roadmap:
    """Every link as assessed after the newest change, and the draws that rank them under any weights.

    Equal only to itself, so that what hangs on the newest change alone can be kept with it.
    """

    changed_at: datetime | None
    as_of: gaps.AsOf
    links: Mapping[str, Link]
    studies: Mapping[str, StudyFacts]
    bearings: Mapping[str, Bearing]
    assessments: Mapping[str, gaps.Assessment]
    states: Mapping[str, LinkState]
    draws: gaps.Draws
    people: People = field(default_factory=People)
    #: The weights in force; None where all criteria weigh alike.
    weights: WeightsInForce | None = None
    _rankings: OrderedDict = field(default_factory=OrderedDict)

    @property
    def usual_weights(self) -> Mapping[gaps.CriterionName, float] | None:
        """The weights in force, None for equal ones."""
        shares = self.weights.shares if self.weights else {}
        return {gaps.CriterionName(name): share for name, share in shares.items()} or None

    def ranking(
        self, weights: Mapping[gaps.CriterionName, float] | None = None, form: gaps.Form = gaps.Form.GEOMETRIC
    ) -> gaps.Ranking:
        """Rank under these weights, or those in force; asked again, the answer is kept.

        Raises InputError for a negative weight or none above 0.
        """
        shares = gaps.normalised(weights or self.usual_weights)
        key = (form, tuple(round(share, 6) for share in shares.values()))
        known = self._rankings.get(key)
        if known is None:
            known = self._rankings[key] = self.draws.rank(shares, form=form)
            while len(self._rankings) > KEPT_RANKINGS:
                self._rankings.popitem(last=False)
        return known


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
    asked = people()
    as_of = gaps.AsOf(year=timezone.localdate().year, groups_heard=asked.heard)
    assessed = {one.id: gaps.assess(one, as_of) for one in link_inputs(links, found, studies, asked.ratings)}
    return Roadmap(
        changed_at=changed_at,
        as_of=as_of,
        links={link.pk: link for link in links},
        studies=studies,
        bearings=found,
        assessments=assessed,
        states={link.pk: link_state(link, assessed[link.pk], found[link.pk], studies) for link in links},
        draws=gaps.Draws(assessed.values()),
        people=asked,
        weights=in_force(),
    )
