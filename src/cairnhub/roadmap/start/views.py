"""Pages of a first visit."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cairnhub.history.labels import Label
from cairnhub.pages.caching import cached_page

from .roles import VISITORS, Step


@dataclass(frozen=True)
class Shown:
    """A step with what there is of it now."""

    step: Step
    found: list[Label]
    way_on: str


@require_safe
@cached_page
def start(request, key):
    visitor = VISITORS.get(key)
    if visitor is None:
        raise Http404("There is no such page.")
    context = {"visitor": visitor, "steps": [_shown(step) for step in visitor.steps], "visitors": VISITORS.values()}
    return render(request, "roadmap/start.html", context)


def _shown(step: Step) -> Shown:
    address = reverse(step.address)
    return Shown(step, step.found() if step.found else [], f"{address}?{step.query}" if step.query else address)
