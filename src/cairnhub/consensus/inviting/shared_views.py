"""Links that many people share: each who opens one is given a link of their own."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..models import Process, Stage
from ..models.processes import SMALLEST
from ..protocol import RECRUIT, groups_of
from ..tokens import shared_token
from .doors import of_process
from .grouping import NO_GROUP
from .letters import group_label


@of_process
@require_safe
def shared(request, process):
    """The link of each group, and one that carries none."""
    running = process.stage == Stage.RUNNING
    names = [*((one.code, one.target < RECRUIT) for one in groups_of(process)), (NO_GROUP, False)]
    links = [
        {"code": code, "label": group_label(process, code), "link": _link(process, code), "small": small}
        for code, small in names
    ] if running else []  # fmt: skip
    context = {"process": process, "links": links, "smallest": SMALLEST, "recruit": RECRUIT}
    return render(request, "inviting/shared.html", context)


@of_process
@require_safe
def printed(request, process):
    """One link in large letters, to be handed out on paper. Which one stands in the question of the address."""
    code = request.GET.get("group", NO_GROUP)
    if process.stage != Stage.RUNNING or code not in {NO_GROUP, *(one.code for one in groups_of(process))}:
        raise Http404("There is no such page.")
    context = {"process": process, "label": group_label(process, code), "link": _link(process, code), "code": code}
    return render(request, "inviting/printed.html", context)


def _link(process: Process, code: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('rounds:entry', args=[process.pk])}#{shared_token(process, code)}"
