"""Forms in which editors add and change objects of every kind."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may

from .. import actions
from ..access import access
from ..labels import name_of_kind
from ..models import Tracked
from ..queries import access_event, tell
from ..registry import model_of
from . import queries
from .forms import WHY, ObjectForm, ReasonForm, entered
from .merging import meanwhile

for_editors = requires(Permission.OBJECT_EDIT)
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@for_editors
@require_safe
def index(request):
    return render(request, "editing/index.html", {"kinds": queries.editable_kinds(request.user)})


@never_cache
@for_editors
@require_safe
def kind(request, kind):
    model = _editable(request, kind)
    words = request.GET.get("q", "")[:200]
    context = _about(model) | {
        "words": words,
        "found": queries.find_in(kind, words),
        "removed": queries.removed_of(kind),
    }
    return render(request, "editing/kind.html", context)


@never_cache
@for_editors
@form_methods
def add(request, kind):
    model = _editable(request, kind)
    if not model.addable:
        raise PermissionDenied
    form = _form(request, model=model)
    if form.is_bound and form.is_valid() and (obj := form.add(by=request.user)):
        messages.success(request, f"Added: {obj.label()}.")
        return redirect(obj.get_absolute_url())
    context = _about(model) | {"form": form}
    return render(request, "editing/form.html", context, status=400 if form.errors else 200)


@never_cache
@for_editors
@form_methods
def change(request, kind, object_id):
    model = _editable(request, kind)
    obj = access(request.user, model, object_id)
    form = _form(request, model=model, obj=obj)
    others = None
    if form.is_bound and form.is_valid():
        others = meanwhile(form)
        if others is None and (done := form.change(by=request.user)):
            messages.success(request, "Nothing differed, nothing was changed." if done is True else "Saved.")
            return redirect(obj.history_url() if obj.removed else obj.get_absolute_url())
        if others:
            form = ObjectForm(model=model, obj=obj, initial=others.values)
    context = _about(model) | {"form": form, "object": obj, "label": obj.label(), "meanwhile": others}
    return render(request, "editing/form.html", context, status=409 if others else 400 if form.errors else 200)


@never_cache
@for_editors
@form_methods
def remove(request, kind, object_id):
    obj = access(request.user, _editable(request, kind), object_id)
    return _confirm(request, "remove", obj, action=actions.remove, obj=obj)


@never_cache
@for_editors
@form_methods
def restore(request, kind, object_id):
    obj = access(request.user, _editable(request, kind), object_id)
    return _confirm(request, "restore", obj, action=actions.restore, obj=obj)


@never_cache
@for_editors
@form_methods
def undo(request, event_id):
    event = access_event(event_id)
    obj = access(request.user, _editable(request, event.kind), event.object_id)
    told = tell(request.user, [event])[0]
    return _confirm(request, "undo", obj, action=actions.undo, told=told, event=event)


def _confirm(request, step, shown, *, action, told=None, **arguments):
    """Ask why, do it, and show the history, where it stands recorded."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and form.attempt(action, by=request.user, reason=form.cleaned_data[WHY], **arguments):
        messages.success(request, {"remove": "Removed.", "restore": "It is back.", "undo": "Undone."}[step])
        return redirect(shown.history_url())
    context = _about(type(shown)) | {"form": form, "object": shown, "label": shown.label(), "step": step, "told": told}
    return render(request, "editing/confirm.html", context, status=400 if form.errors else 200)


def _form(request, **arguments) -> ObjectForm:
    if request.method == "POST":
        return ObjectForm.sent(request.POST, **arguments)
    return ObjectForm(initial=_asked(request, **arguments), **arguments)


def _asked(request, **arguments) -> dict:
    """Values named in the address: a page may offer to add, say, a finding on its own link."""
    if not request.GET:
        return {}
    sent = entered(ObjectForm(**arguments), request.GET)
    return {name: value for name, value in sent.items() if name in request.GET and name != "seen_event"}


def _editable(request, kind: str) -> type[Tracked]:
    """The model of a kind this person may edit by hand."""
    model = model_of(kind)
    if not may(request.user, model.edited_with):
        raise PermissionDenied
    if not model.editable_fields:
        raise Http404("There is no such page.")
    return model


def _about(model) -> dict:
    return {
        "kind": model.kind,
        "kind_name": name_of_kind(model.kind),
        "plural": model._meta.verbose_name_plural,
        "addable": model.addable,
    }
