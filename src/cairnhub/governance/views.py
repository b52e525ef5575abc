"""The front page of governing in the open."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.accounts.queries import coordinators

from .decisions.queries import decisions, tell_all
from .policies.queries import standings
from .register.queries import INTERESTS, NONE, NOTHING, entries
from .steering.queries import places

LATEST = 5


@require_safe
def index(request):
    listed, seats, log = entries(), places(), decisions(request.user)
    context = {
        "places": seats,
        "held": sum(place.current is not None for place in seats),
        "wanting": [place for place in seats if place.needs],
        "latest": tell_all(list(log[:LATEST])),
        "decided": log.count(),
        "standings": standings(request.user),
        "keepers": coordinators(),
        "stances": {stance: sum(one.stance == stance for one in listed) for stance in (INTERESTS, NONE, NOTHING)},
        "listed": len(listed),
        "may_record": may(request.user, Permission.DECISION_RECORD),
        "may_hand_over": may(request.user, Permission.HUB_HAND_OVER),
    }
    return render(request, "governance/index.html", context)
