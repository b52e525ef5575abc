"""The inbox, what one follows, and how e-mails are stopped."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.history.access import access
from cairnhub.history.registry import model_of

from . import actions, digest, queries
from .models import EVERYTHING, SEARCH, Digest


class WishForm(forms.Form):
    """How often e-mails come."""

    digest = forms.ChoiceField(label="E-mail me", choices=Digest.choices, widget=forms.RadioSelect)


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_safe
def inbox(request):
    page = Paginator(queries.notices_of(request.user), queries.PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": queries.tell(request.user, page.object_list),
        "newest": page.object_list[0].pk if page.object_list else 0,
        "unread": queries.unread(request.user),
    }
    return render(request, "notices/inbox.html", context)


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def mark_read(request):
    number = request.POST.get("up_to", "")
    actions.mark_read(user=request.user, up_to=int(number) if number.isdecimal() and len(number) < 19 else 0)
    return redirect("notices:inbox")


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def following(request):
    form = WishForm(request.POST or None, initial={"digest": queries.wish_of(request.user).digest})
    if form.is_valid():
        actions.wish(user=request.user, digest=form.cleaned_data["digest"])
        messages.success(request, "Noted.")
        return redirect("notices:following")
    followed = queries.follows_of(request.user)
    context = {
        "form": form,
        "followed": followed,
        "follows_everything": any(one.follow.kind == EVERYTHING for one in followed),
    }
    return render(request, "notices/following.html", context, status=400 if form.is_bound else 200)


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def follow(request, kind, object_id):
    obj = access(request.user, model_of(kind), object_id)
    actions.follow(user=request.user, obj=obj)
    messages.success(request, "You follow it: what happens to it comes into your inbox.")
    return redirect(obj)


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def unfollow(request, kind, object_id):
    actions.unfollow(user=request.user, kind=kind, object_id=object_id)
    messages.success(request, "It is off your list.")
    return redirect("notices:following")


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def mute(request, kind, object_id):
    obj = access(request.user, model_of(kind), object_id)
    actions.mute(user=request.user, obj=obj)
    messages.success(request, f"You will hear nothing more of {obj.label()}. To hear of it again, see what you follow.")
    return redirect("notices:inbox")


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def follow_search(request):
    words = request.POST.get("q", "")
    if "stop" in request.POST:
        actions.unfollow(user=request.user, kind=SEARCH, object_id=words)
        messages.success(request, "You follow this search no longer.")
        return redirect("notices:following")
    try:
        actions.follow_search(user=request.user, words=words)
        messages.success(request, "You follow this search: what it finds from now on comes into your inbox.")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("notices:following")


@never_cache
@requires(Permission.NOTICE_KEEP)
@require_POST
def follow_everything(request):
    if "stop" in request.POST:
        actions.unfollow(user=request.user, kind=EVERYTHING, object_id="")
    else:
        actions.follow(user=request.user)
    return redirect("notices:following")


# A mail program posts here by itself, signed out and without a form of ours: the signed word is the proof.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    user = digest.user_of(token)
    if user is None:
        raise Http404("There is no such page.")
    if request.method == "POST":
        actions.stop_mails(user=user)
    return render(request, "notices/stop.html", {"stopped": request.method == "POST"})
