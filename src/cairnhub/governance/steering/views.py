"""The steering group: its seats, its terms, and giving and ending them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.history.access import access
from cairnhub.pages.downloads import csv_file

from ..models import Seat
from . import actions, queries
from .forms import EndForm, TermForm

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def group(request):
    found = queries.places()
    context = {
        "places": found,
        "wanting": [place for place in found if place.needs],
        "may_fill": may(request.user, Permission.SEAT_FILL),
    }
    return render(request, "governance/steering.html", context)


@require_safe
def group_csv(request):
    return csv_file("steering-group", queries.HEADER, queries.table(queries.places()))


@require_safe
def seat(request, object_id):
    found = access(request.user, Seat, object_id)
    context = {
        "object": found,
        "place": queries.place_of(found),
        "may_fill": may(request.user, Permission.SEAT_FILL) and not found.removed,
        "may_edit": may(request.user, Permission.SEAT_FILL),
    }
    return render(request, "governance/seat.html", context)


@never_cache
@requires(Permission.SEAT_FILL)
@FORMS
def give_term(request, object_id):
    found = access(request.user, Seat, object_id)
    form = TermForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if form.is_valid() and form.attempt(actions.give_term, seat=found, by=request.user, **form.cleaned_data):
        messages.success(request, "The term is given.")
        return redirect(found)
    context = {"form": form, "object": found, "place": queries.place_of(found)}
    return render(request, "governance/give_term.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.SEAT_FILL)
@FORMS
def end_term(request, object_id, term_id):
    found = access(request.user, Seat, object_id)
    term = queries.access_term(found, term_id)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if form.is_valid() and form.attempt(actions.end_term, term=term, by=request.user, **form.cleaned_data):
        messages.success(
            request, "The term ends early." if form.cleaned_data["last_day"] >= term.starts_on else "Taken back."
        )
        return redirect(found)
    context = {"form": form, "object": found, "term": term}
    return render(request, "governance/end_term.html", context, status=400 if form.errors else 200)
