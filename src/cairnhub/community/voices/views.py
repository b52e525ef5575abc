"""The page of whose voice is missing, and its table as a file."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cairnhub.accounts.permissions import Permission, may
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from ..shown import level_of
from .models import RepresentationTarget
from .pools import pools
from .reading import counted, gaps
from .suggestions import whom_to_ask
from .words import people, tables

HEADER = ("aspect", "voice", "among", "at least", "target", "target set as", "standing", "at least told", "why")


@require_safe
@cached_page
def index(request):
    everything, level = counted(), level_of(request.user)
    page = {
        "tables": tables(everything),
        "pools": pools(),
        "gaps": [(gap, people(gap.group.at_least), whom_to_ask(gap, level)) for gap in gaps(everything)],
        "targets": RepresentationTarget.objects.visible(),
        "level": level,
        "may_set": may(request.user, Permission.TARGET_SET),
    }
    return render(request, "voices/index.html", page)


@require_safe
@cached_page
def voices_csv(request):
    rows = (_row(one, group) for one in counted() for group in one.representation.groups)
    return csv_file("voices", HEADER, rows)


def _row(one, group) -> tuple:
    target = one.target_of(group)
    measure = f"{target.share}%" if target and target.share else target.number if target else None
    label, told = one.aspect.codes(group.name).label, one.representation.told
    reason = target.reason if target else ""
    return (
        one.aspect.title, label, one.pool.title, group.at_least, group.wanted, measure, group.standing, told, reason
    )  # fmt: skip
