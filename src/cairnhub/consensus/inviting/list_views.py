"""Adding people from a list: the page that takes it, its preview, and what it would do as a file."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cairnhub.community.bulk.forms import ListForm, TakeInForm
from cairnhub.pages.downloads import csv_file

from ..doors import FORMS
from ..models.processes import SMALLEST
from ..protocol import groups_of
from . import adding, queries, sending
from .doors import of_process
from .jobs import A_MINUTE
from .letters import group_label
from .lists import COLUMNS, Outcome, plan

OUTCOMES = {
    Outcome.WRONG: "wrong",
    Outcome.ADD: "will be added",
    Outcome.INVITED: "invited already",
    Outcome.TWICE: "twice in the list",
}


@of_process
@FORMS
def index(request, process):
    """How far the invitations are, and the form that takes a list."""
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = {"process": process, "text": form.cleaned_data["text"], "by": request.user}
        if kept := form.attempt(adding.keep_list, **given):
            return redirect("consensus:inviting:preview", process.pk, kept.token)
    states = queries.states(process)
    page = {
        "process": process,
        "form": form,
        "states": states,
        "waiting": {value: number for value, _, number in states}["waiting"],
        "declined": sum(one.declined for one in queries.flow(process).values()),
        "forecast": [(group_label(process, name), n) for name, n in sorted(queries.forecast(process).items())],
        "trouble": queries.in_trouble(process),
        "why_not": sending.why_not(process),
        "to_remind": sending.to_be_reminded(process).count(),
        "round": process.rounds.filter(state="open").first(),
        "lists": queries.lists_of(request.user, process),
        "columns": COLUMNS,
        "groups": groups_of(process),
        "smallest": SMALLEST,
        "a_minute": A_MINUTE,
    }
    return render(request, "inviting/index.html", page, status=400 if form.errors else 200)


@of_process
@require_safe
def template(request, process):
    """A list to begin with: one made-up row for each group."""
    rows = [
        (f"person{number}@example.org", "A Person", one.code, "en")
        for number, one in enumerate(groups_of(process), start=1)
    ]
    return csv_file("people-to-invite", [one.name for one in COLUMNS], rows)


@of_process
@FORMS
def preview(request, process, token):
    """Every row with what becomes of it, and the button that adds."""
    waiting = queries.access_list(request.user, process, token)
    planned = plan(process, waiting.text)
    form = TakeInForm(request.POST or None)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        if number := form.attempt(adding.add_people, waiting=waiting, seen=seen):
            messages.success(request, f"Added: {number}. Nobody has been written to yet.")
            return redirect("consensus:inviting:index", process.pk)
    page = {
        "process": process,
        "form": form,
        "list": waiting,
        "plan": planned,
        "outcomes": [(one.value, words, planned.of(one)) for one, words in OUTCOMES.items()],
        "names": {one.code: one.name for one in groups_of(process)},
        "declined": sum(one.declined for one in queries.flow(process).values()),
    }
    return render(request, "inviting/preview.html", page, status=400 if form.errors else 200)


@of_process
@require_safe
def preview_csv(request, process, token):
    rows = plan(process, queries.access_list(request.user, process, token).text).rows
    told = ((row.line, row.email, row.name, row.group, row.language, OUTCOMES[row.outcome], row.note) for row in rows)
    header = ("line", "e-mail", "name", "group", "language", "outcome", "problem")
    return csv_file("preview-of-invitations", header, told)


@of_process
@require_POST
def discard(request, process, token):
    adding.drop_list(waiting=queries.access_list(request.user, process, token))
    messages.success(request, "Thrown away, with the addresses: nobody was added.")
    return redirect("consensus:inviting:index", process.pk)
