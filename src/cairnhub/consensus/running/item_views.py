"""The items of a process, and what panellists wrote, for those who run and moderate it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import gathering, items, moderation
from ..access import access_item, access_process
from ..ballots.models import Remark
from ..doors import FORMS, for_moderators, for_runners, tell_errors
from ..models import Item, ItemState
from .forms import ItemForm, JudgeForm, RewordForm, SplitForm, WhyForm


@never_cache
@for_runners
@FORMS
def listed(request, process_id):
    """Every item with where it came from; adding one, and merging those ticked."""
    process = access_process(request.user, process_id)
    form = ItemForm(request.POST or None)
    if form.is_valid() and form.attempt(items.add_item, process=process, **form.cleaned_data):
        messages.success(request, "Added.")
        return redirect("consensus:items", process.pk)
    everything = list(process.items.prefetch_related("lineage"))
    page = {
        "process": process,
        "form": form,
        "asked": [item for item in everything if item.state == ItemState.ASKED],
        "others": [item for item in everything if item.state != ItemState.ASKED],
        "merging": RewordForm(auto_id="merge_%s"),
    }
    return render(request, "consensus/items.html", page, status=400 if form.errors else 200)


@never_cache
@for_runners
@FORMS
def gather(request, process_id):
    """Make items of links, constructs and questions."""
    process = access_process(request.user, process_id)
    if request.method == "POST":
        try:
            added = gathering.add_all(
                process=process, chosen=request.POST.getlist("about"), part=request.POST.get("part", "")[:40]
            )
            messages.success(request, f"{len(added)} added.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("consensus:items", process.pk)
    return render(request, "consensus/gather.html", {"process": process, "offered": gathering.offered(process)})


@never_cache
@for_runners
@FORMS
def item(request, process_id, item_id):
    """One item: reword it, make several of it, leave it out or bring it back."""
    process = access_process(request.user, process_id)
    found = access_item(process, item_id)
    ways = {
        "reword": (RewordForm, lambda text, why: items.reword(item=found, text=text, why=why)),
        "split": (SplitForm, lambda texts, why: items.split(item=found, texts=texts, why=why)),
        "drop": (WhyForm, lambda why: items.drop(item=found, why=why) or True),
        "back": (WhyForm, lambda why: items.bring_back(item=found, why=why) or True),
    }
    asked = request.POST.get("do", "")
    forms = {
        name: form(request.POST if name == asked else None, auto_id=f"{name}_%s") for name, (form, _) in ways.items()
    }
    if asked in ways and forms[asked].is_valid() and forms[asked].attempt(ways[asked][1], **forms[asked].cleaned_data):
        messages.success(request, "Done. What it was, and why it changed, stays with it.")
        return redirect("consensus:items", process.pk)
    status = 400 if asked in ways and forms[asked].errors else 200
    page = {"process": process, "item": found, "forms": forms, "lineage": found.lineage.all()}
    return render(request, "consensus/item.html", page, status=status)


@for_runners
@require_POST
def merge(request, process_id):
    process, form = access_process(request.user, process_id), RewordForm(request.POST)
    chosen = list(process.items.filter(pk__in=_numbers(request.POST.getlist("item"))))
    if form.is_valid() and form.attempt(items.merge, items=chosen, **form.cleaned_data):
        messages.success(request, "Merged.")
    else:
        tell_errors(request, form)
    return redirect("consensus:items", process.pk)


@never_cache
@for_moderators
@require_safe
def moderate(request, process_id):
    """What panellists wrote and waits, and the suggestions that are no item yet."""
    process = access_process(request.user, process_id)
    page = {
        "process": process,
        "held": moderation.held(process),
        "suggestions": moderation.suggestions(process),
        "asked": process.items.filter(state=ItemState.ASKED),
    }
    return render(request, "consensus/moderate.html", page)


@for_moderators
@require_POST
def judge(request, process_id, remark_id):
    process, form = access_process(request.user, process_id), JudgeForm(request.POST)
    remark = Remark.objects.filter(pk=remark_id, round__process=process).first()
    if remark is None:
        raise Http404("There is no such page.")
    if request.POST.get("read") != remark.text:
        messages.error(request, "It was changed by who wrote it since you read it. Read it again.")
    elif form.is_valid():
        form.attempt(
            moderation.judge, remark=remark, show=form.cleaned_data["do"] == "show", text=form.cleaned_data["text"]
        )
    tell_errors(request, form)
    return redirect("consensus:moderate", process.pk)


@for_runners
@require_POST
def take_up(request, process_id):
    """Make an item of the suggestions ticked, or lead them to one that is there."""
    process = access_process(request.user, process_id)
    chosen = list(moderation.suggestions(process).filter(pk__in=_numbers(request.POST.getlist("remark"))))
    try:
        if number := request.POST.get("item"):
            moderation.join_item(remarks=chosen, item=_asked(process, number))
        else:
            text = request.POST.get("text", "").strip() or (chosen[0].shown_text or chosen[0].text if chosen else "")
            moderation.become_item(process=process, remarks=chosen, text=text, part=request.POST.get("part", "")[:40])
        messages.success(request, "Taken up.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("consensus:moderate", process.pk)


def _asked(process, number: str) -> Item:
    found = process.items.filter(state=ItemState.ASKED, pk__in=_numbers([number])).first()
    if found is None:
        raise ValidationError("Choose an item that is asked about.")
    return found


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 20]
