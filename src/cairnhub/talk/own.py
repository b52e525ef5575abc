"""Mending and taking back one's own comment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission

from . import actions, queries
from .forms import CommentForm


@never_cache
@requires(Permission.COMMENT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, comment_id):
    comment, about = queries.access_own_comment(request.user, comment_id)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if form.is_valid() and form.attempt(actions.rewrite, comment=comment, by=request.user, **form.cleaned_data):
        messages.success(request, "Your comment is changed.")
        return redirect(comment)
    context = {"object": about, "comment": comment, "form": form}
    return render(request, "talk/change.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.COMMENT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, comment_id):
    comment, about = queries.access_own_comment(request.user, comment_id)
    if request.method == "POST":
        try:
            actions.take_back(comment=comment, by=request.user)
            messages.success(request, "Your comment is taken back: its words are deleted.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(queries.address_of(about))
    context = {"object": about, "shown": queries.shown(request.user, comment)}
    return render(request, "talk/take_back.html", context)
