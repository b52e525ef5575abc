"""The organising body's desk: the whole road map in numbers, each leading to where it is mended."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.pages.desk_lines import sections
from cairnhub.pages.downloads import csv_file


@never_cache
@requires(Permission.DESK_SEE)
@require_safe
def index(request):
    shown = [(section, [(line, line.opened_by(request.user)) for line in lines]) for section, lines in sections()]
    return render(request, "desk/index.html", {"sections": shown, "today": timezone.localdate()})


@never_cache
@requires(Permission.DESK_SEE)
@require_safe
def figures_csv(request):
    rows = (
        [section, line.label, line.count, line.means, line.address] for section, lines in sections() for line in lines
    )
    return csv_file("desk", ["section", "figure", "count", "note", "address"], rows)
