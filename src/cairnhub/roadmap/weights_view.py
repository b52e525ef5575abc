"""The page on which a coordinator chooses whose weights the roadmap ranks by."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.governance.decisions.offers import offer
from cairnhub.governance.models import About
from cairnhub.history.editing.forms import RefusableForm, reason_field

from .weighing import Elicited, elicited, in_force, put_in_force

EQUAL = ""


class WeightsForm(RefusableForm):
    """One process whose weights are to be in force, or none for equal ones."""

    process = forms.ChoiceField(label="Weights in force", required=False, widget=forms.RadioSelect)
    change_reason = reason_field()

    def __init__(self, data=None, *, offered: list[Elicited], now: str):
        super().__init__(data, initial={"process": now})
        self._offered = {one.process.pk: one.process for one in offered}
        named = [(one.process.pk, f"{one.process.title}: {_told(one)}, from {one.who}") for one in offered]
        self.fields["process"].choices = [(EQUAL, "equal weights"), *named]

    def chosen(self):
        return self._offered.get(self.cleaned_data["process"])


@never_cache
@requires(Permission.ROUND_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request):
    offered, known = elicited(), in_force()
    form = WeightsForm(request.POST or None, offered=offered, now=known.process if known else EQUAL)
    if form.is_valid() and (record := _put(form, request.user)):
        messages.success(request, "These weights are in force. The roadmap has been computed anew.")
        title = f"Rank the roadmap by the weights of “{record.title}”" if record.title else "Weigh all criteria alike"
        offer(request, title=title, about=About.AGENDA, kind=record.kind, object_id=record.pk)
        return redirect("roadmap:index")
    page = {"form": form, "offered": offered, "known": known}
    return render(request, "roadmap/weights.html", page, status=400 if form.is_bound else 200)


def _put(form: WeightsForm, by):
    why = form.cleaned_data["change_reason"]
    return form.attempt(put_in_force, process=form.chosen(), by=by, reason=why)


def _told(one: Elicited) -> str:
    return ", ".join(f"{name} {share}%" for name, share in one.percent())
