"""What is said about one object, and saying something."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again
from cairnhub.history.labels import name_of_kind
from cairnhub.pages.caching import cached_page
from cairnhub.pages.downloads import csv_file

from . import actions, queries
from .forms import CommentForm, ReportForm
from .subjects import access_subject

TOO_MANY = "You have said a lot in a short time. Your words are kept below: try again in a few minutes."
TOO_MANY_REPORTS = "Many reports came from your network. Yours is kept below: try again in an hour."
HEADER = ("number", "answers", "author", "written at", "text")


@require_safe
@cached_page
def about(request, kind, object_id):
    return _discussion(request, access_subject(request.user, kind, object_id))


@never_cache
@requires(Permission.COMMENT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def say(request, kind, object_id):
    """Take a comment. Whoever had to sign in first is led back to the discussion."""
    found = access_subject(request.user, kind, object_id)
    if request.method != "POST":
        return redirect(queries.address_of(found))
    form = CommentForm(request.POST)
    said, status = _take(request, form, actions.say, about=found)
    return redirect(said) if said else _discussion(request, found, form=form, status=status)


@never_cache
@requires(Permission.COMMENT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, comment_id):
    comment, found = queries.access_comment(request.user, comment_id)
    form = CommentForm(request.POST or None)
    said, status = _take(request, form, actions.say, about=found, answers=comment)
    if said:
        return redirect(said)
    thread = comment.parent or comment
    context = {"object": found, "form": form, "thread": queries.shown_threads(request.user, [thread])[0]}
    return render(request, "talk/reply.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, comment_id):
    """Take a report from anyone, with an account or without."""
    comment, found = queries.access_comment(request.user, comment_id)
    form = ReportForm(request.POST or None)
    status = 400 if form.errors else 200
    if form.is_valid():
        if not may_do_again(request, "report"):
            form.add_error(None, TOO_MANY_REPORTS)
            status = 429
        else:
            by = request.user if request.user.is_authenticated else None
            if form.attempt(actions.report, comment=comment, by=by, **form.cleaned_data):
                return render(request, "talk/reported.html", {"object": found, "comment": comment})
            status = 400
    context = {"object": found, "form": form, "shown": queries.shown(request.user, comment)}
    return render(request, "talk/report.html", context, status=status)


@require_safe
def comment(request, comment_id):
    """Lead to the place of a comment in its discussion."""
    found, subject = queries.access_comment(request.user, comment_id)
    number = queries.page_number(request.user, found, subject)
    page = f"?page={number}" if number > 1 else ""
    return redirect(f"{queries.address_of(subject)}{page}#comment-{found.pk}")


@require_safe
@cached_page
def comments_csv(request, kind, object_id):
    found = access_subject(request.user, kind, object_id)
    rows = (
        (one.pk, one.parent_id or "", one.author_name, one.written_at.isoformat(timespec="minutes"), one.text)
        for one in queries.comments_on(queries.NOBODY, found)
    )
    return csv_file("comments", HEADER, rows)


@require_safe
@cached_page
def conduct(request):
    return render(request, "talk/conduct.html")


def _take(request, form: CommentForm, action, **arguments):
    """What the action made of a form, or None and the status of the page that shows the form again."""
    if not form.is_valid():
        return None, 400 if form.errors else 200
    if not may_do_again(request, "comment"):
        form.add_error(None, TOO_MANY)
        return None, 429
    return form.attempt(action, by=request.user, **arguments, **form.cleaned_data), 400


def _discussion(request, found, form: CommentForm | None = None, status: int = 200):
    page = Paginator(queries.threads_on(request.user, found), queries.PAGE).get_page(request.GET.get("page"))
    context = {
        "object": found,
        "label": found.label(),
        "kind_name": name_of_kind(found.kind),
        "page": page,
        "threads": queries.shown_threads(request.user, list(page)),
        "number": queries.count_on(found),
        "form": form or CommentForm(),
    }
    return render(request, "talk/about.html", context, status=status)
