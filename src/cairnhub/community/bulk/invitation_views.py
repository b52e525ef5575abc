"""Inviting people from a list, for those who may grant roles; and declining, for whom a letter went to."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairnhub.accounts.doors import requires
from cairnhub.accounts.permissions import Permission
from cairnhub.accounts.visitors import may_do_again
from cairnhub.pages.downloads import csv_file

from . import actions, inviting, queries
from .forms import TakeInForm
from .invitations import COLUMNS, Outcome, plan
from .jobs import A_MINUTE, SALT
from .models import Invitation, Kind
from .sending import sending_page

#: Whoever invites learns which addresses have accounts, and decides who becomes what: both go with granting roles.
for_inviters = requires(Permission.ROLE_GRANT)
FORMS = require_http_methods(["GET", "HEAD", "POST"])
KIND = Kind.INVITATIONS
OUTCOMES = {
    Outcome.WRONG: "wrong",
    Outcome.INVITE: "will be invited",
    Outcome.MEMBER: "has an account already",
    Outcome.INVITED: "invited already",
    Outcome.TWICE: "twice in the list",
}
AFTERWARDS = {"accepted": "joined", "declined": "declined", "withdrawn": "taken back", "passed": "let it pass"}


@never_cache
@for_inviters
@FORMS
def invitations(request):
    return sending_page(request, KIND, COLUMNS, days=inviting.HOLDS.days)


@never_cache
@for_inviters
@require_safe
def invitations_template(request):
    return csv_file("people-to-invite", [one.name for one in COLUMNS], [("ada@example.org", "Ada Example", "member")])


@never_cache
@for_inviters
@FORMS
def invitations_preview(request, token):
    """Every row with what becomes of it, and the button that invites."""
    if batch := queries.batch_of(request.user, KIND, token):
        return redirect("bulk:invitations_result", batch.pk)
    draft = queries.access_draft(request.user, KIND, token)
    planned = plan(draft.text)
    form = TakeInForm(request.POST or None)
    if form.is_valid() and _may_invite_again(request, form):
        seen = form.cleaned_data["seen"]
        if batch := form.attempt(inviting.invite, draft=draft, by=request.user, seen=seen):
            return redirect("bulk:invitations_result", batch.pk)
    groups = [(one.value, words, planned.of(one)) for one, words in OUTCOMES.items()]
    context = {"form": form, "draft": draft, "plan": planned, "groups": groups, "digest": planned.digest}
    return render(request, "bulk/invitations_preview.html", context, status=400 if form.errors else 200)


@never_cache
@for_inviters
@require_safe
def invitations_preview_csv(request, token):
    rows = plan(queries.access_draft(request.user, KIND, token).text).rows
    told = ((row.line, row.email, row.name, row.role, OUTCOMES[row.outcome], row.note) for row in rows)
    return csv_file("preview-of-invitations", ("line", "e-mail", "name", "role", "outcome", "problem"), told)


@for_inviters
@require_POST
def invitations_discard(request, token):
    actions.drop_draft(draft=queries.access_draft(request.user, KIND, token))
    messages.success(request, "Thrown away, with the addresses: nobody was invited.")
    return redirect("bulk:invitations")


@never_cache
@for_inviters
@require_safe
def invitations_result(request, batch_id):
    batch = queries.access_batch(KIND, batch_id)
    letters = queries.letters_of(batch)
    numbers = [(words, batch.counts.get(one.value, 0)) for one, words in OUTCOMES.items() if one != Outcome.INVITE]
    context = {
        "batch": batch,
        "letters": letters,
        "to_try": sum(one.can_be_tried for one in letters),
        "invited": batch.counts.get(Outcome.INVITE.value, 0),
        "others": [pair for pair in numbers if pair[1]],
        "afterwards": [(words, batch.counts[name]) for name, words in AFTERWARDS.items() if batch.counts.get(name)],
        "a_minute": A_MINUTE,
        "days": inviting.HOLDS.days,
    }
    return render(request, "bulk/invitations_result.html", context)


@never_cache
@for_inviters
@require_safe
def invitations_result_csv(request, batch_id):
    letters = queries.letters_of(queries.access_batch(KIND, batch_id))
    rows = ((one.invitation.email, one.invitation.name, one.invitation.role, one.state) for one in letters)
    return csv_file("invitations", ("e-mail", "name", "role", "letter"), rows)


@for_inviters
@require_POST
def invitations_again(request, batch_id):
    batch = queries.access_batch(KIND, batch_id)
    number = inviting.send_again(batch=batch)
    messages.success(request, f"{number} will be tried again." if number else "None has to be tried again.")
    return redirect("bulk:invitations_result", batch.pk)


@for_inviters
@require_POST
def withdraw(request, invitation_id):
    invitation = queries.access_invitation(invitation_id)
    inviting.withdraw(invitation=invitation)
    messages.success(request, "Taken back, and the address is forgotten.")
    return redirect("bulk:invitations_result", invitation.batch_id)


@never_cache
@FORMS
def decline(request, token):
    """The signed word of the letter is the proof. A mail program that opens links declines nothing: a button does."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return render(request, "bulk/decline.html", {"state": "unknown"}, status=404)
    invitation = Invitation.objects.filter(pk=number).first()
    if invitation and request.method == "POST":
        inviting.decline(invitation=invitation)
        return render(request, "bulk/decline.html", {"state": "declined"})
    return render(request, "bulk/decline.html", {"state": "asked" if invitation else "gone"})


def _may_invite_again(request, form) -> bool:
    if may_do_again(request, "invite"):
        return True
    form.add_error(None, "You have sent many lists today. Wait a while, then press the button again: the list is kept.")
    return False
