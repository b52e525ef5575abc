"""Importing organisations from a list, for those who may edit them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.pages.downloads import csv_file

from . import actions, queries
from .forms import ImportForm
from .models import Kind
from .organisations import COLUMNS, Outcome, plan
from .sending import sending_page

for_editors = requires(Permission.OBJECT_EDIT)
FORMS = require_http_methods(["GET", "HEAD", "POST"])
KIND = Kind.ORGANISATIONS
OUTCOMES = {
    Outcome.LIKE: "looks like another",
    Outcome.WRONG: "wrong",
    Outcome.ADD: "will be added",
    Outcome.HERE: "here already",
}


@never_cache
@for_editors
@FORMS
def organisations(request):
    return sending_page(request, KIND, COLUMNS)


@never_cache
@for_editors
@require_safe
def organisations_template(request):
    example = ("A school of medicine", "Schools", "Ghana", "https://example.org", "Trains in rural districts.", "")
    return csv_file("organisations-to-import", [one.name for one in COLUMNS], [example])


@never_cache
@for_editors
@FORMS
def organisations_preview(request, token):
    """Every row with what becomes of it, and the button that takes the list in."""
    if batch := queries.batch_of(request.user, KIND, token):
        # The form was sent twice, or the page is an old one: the list is in.
        return redirect("bulk:organisations_result", batch.pk)
    draft = queries.access_draft(request.user, KIND, token)
    planned = plan(draft.text)
    form = ImportForm(request.POST or None)
    new = form.new_lines() if form.is_bound else set()
    if form.is_valid():
        data = form.cleaned_data
        wanted = {"reason": data["change_reason"], "new": new, "seen": data["seen"]}
        if batch := form.attempt(actions.import_organisations, draft=draft, by=request.user, **wanted):
            return redirect("bulk:organisations_result", batch.pk)
    groups = [(one.value, words, planned.of(one)) for one, words in OUTCOMES.items()]
    context = {"form": form, "draft": draft, "plan": planned, "groups": groups, "chosen": new, "digest": planned.digest}
    return render(request, "bulk/organisations_preview.html", context, status=400 if form.errors else 200)


@never_cache
@for_editors
@require_safe
def organisations_preview_csv(request, token):
    rows = plan(queries.access_draft(request.user, KIND, token).text).rows
    told = (
        (
            row.line,
            row.name,
            OUTCOMES[row.outcome],
            "; ".join(f"{one.name} ({one.why})" for one in row.others),
            " ".join(f"{column}: {what}" for column, what in row.problems),
        )
        for row in rows
    )
    return csv_file("preview-of-organisations", ("line", "name", "outcome", "other", "problem"), told)


@for_editors
@require_POST
def organisations_discard(request, token):
    actions.drop_draft(draft=queries.access_draft(request.user, KIND, token))
    messages.success(request, "Thrown away: nothing was imported.")
    return redirect("bulk:organisations")


@never_cache
@for_editors
@require_safe
def organisations_result(request, batch_id):
    batch = queries.access_batch(KIND, batch_id)
    added = queries.added_by(batch)
    untouched = sum(one.is_untouched for one in added)
    return render(request, "bulk/organisations_result.html", {"batch": batch, "added": added, "untouched": untouched})


@never_cache
@for_editors
@require_safe
def organisations_result_csv(request, batch_id):
    added = queries.added_by(queries.access_batch(KIND, batch_id))
    rows = ((one.organisation.pk, one.organisation.name, one.state) for one in added)
    return csv_file("imported-organisations", ("id", "name", "state"), rows)


@for_editors
@require_POST
def organisations_undo(request, batch_id):
    batch = queries.access_batch(KIND, batch_id)
    try:
        done = actions.take_back(batch=batch, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        stays = f" These stay: {'; '.join(done.stays)}." if done.stays else ""
        messages.success(request, f"Taken back: {done.removed} of what this import added.{stays}")
    return redirect("bulk:organisations_result", batch.pk)
