"""Pages on which editors correct records of authors, and the public list of what they corrected."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission, may
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from ..reading import Field, access_author
from . import actions, queries
from .forms import HideForm, MergeForm, SplitForm

for_editors = requires(Permission.OBJECT_EDIT)
form_methods = require_http_methods(["GET", "HEAD", "POST"])
MOST_PAIRS = 100


@require_safe
@cached_page
def corrections(request):
    page = {
        "corrections": queries.with_authors(Field(), queries.corrections()),
        "corrects": may(request.user, Permission.OBJECT_EDIT),
    }
    return render(request, "authors/corrections.html", page)


@require_safe
@cached_page
def corrections_csv(request):
    return csv_file("author-corrections", queries.HEADER, map(queries.row, queries.corrections()))


@never_cache
@for_editors
@require_safe
def likely(request):
    """Pairs of records to look at, for their names are alike."""
    field = Field()
    pairs = queries.likely_pairs(field)
    page = {"pairs": pairs[:MOST_PAIRS], "number": len(pairs), "more": max(len(pairs) - MOST_PAIRS, 0)}
    return render(request, "authors/likely.html", page)


@never_cache
@for_editors
@require_safe
def choose(request, key):
    """Choose a record to set beside this one."""
    field = Field()
    author = access_author(field, key)
    words = request.GET.get("q", "")[:100]
    found = [one for one in queries.found(field, words) if one != author]
    page = {
        "object": author,
        "words": words,
        "found": queries.with_works(field, found),
        "likely": queries.with_works(field, queries.likely(field, author)),
    }
    return render(request, "authors/choose.html", page)


@never_cache
@for_editors
@form_methods
def merge(request, key, other):
    """Two records side by side, and the form that counts them as one."""
    field = Field()
    one, other = access_author(field, key), access_author(field, other)
    form = MergeForm(request.POST or None, one=one, other=other)
    if form.is_valid():
        into, rest = (one, other) if form.cleaned_data["name"] == one.key else (other, one)
        arguments = {"field": field, "into": into, "other": rest, "reason": form.cleaned_data["change_reason"]}
        if form.attempt(actions.merge, by=request.user, **arguments):
            messages.success(request, "They count as one author from now on. Undo it on the page of corrections.")
            return redirect("authors:author", into.key)
    sides = [queries.side(field, author) for author in (one, other)]
    page = {"form": form, "object": one, "sides": sides, "common": queries.in_common(*sides)}
    return render(request, "authors/merge.html", page, status=400 if form.errors else 200)


@never_cache
@for_editors
@form_methods
def split(request, key):
    field = Field()
    author = access_author(field, key)
    form = SplitForm(request.POST or None, field=field, author=author)
    if form.is_valid():
        arguments = {"works": form.cleaned_data["works"], "reason": form.cleaned_data["change_reason"]}
        if form.attempt(actions.split, field=field, author=author, by=request.user, **arguments):
            messages.success(request, "They are two authors from now on. Undo it on the page of corrections.")
            return redirect("authors:corrections")
    page = {"form": form, "object": author, "number": len(field.printed[author.key])}
    return render(request, "authors/split.html", page, status=400 if form.errors else 200)


@never_cache
@for_editors
@form_methods
def hide(request, key):
    field = Field()
    author = access_author(field, key)
    form = HideForm(request.POST or None)
    if form.is_valid():
        hidden = {"field": field, "author": author, "reason": form.cleaned_data["reason"]}
        if form.attempt(actions.hide, by=request.user, **hidden):
            messages.success(request, "Nobody is listed under this name any more.")
            return redirect("authors:hidden")
    page = {"form": form, "object": author}
    return render(request, "authors/hide.html", page, status=400 if form.errors else 200)


@never_cache
@for_editors
@require_safe
def hidden(request):
    return render(request, "authors/hidden.html", {"hidden": queries.hidden()})


@never_cache
@for_editors
@require_POST
def show_again(request, hidden_id):
    actions.show_again(hidden=queries.access_hidden(hidden_id))
    messages.success(request, "Listed again, as the publications name them.")
    return redirect("authors:hidden")
