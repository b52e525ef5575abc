"""Writes about policies."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from cairnhub.history import actions as history
from cairnhub.history.actions import Author

from ..models import Decision, Policy, PolicyVersion


@transaction.atomic
def publish_version(
    *,
    policy: Policy,
    text: str,
    what_changed: str,
    dated: date,
    by: Author,
    approved_by: Decision | None = None,
    after: int | None = None,
) -> PolicyVersion:
    """Store the next version of a policy; without a decision it is a proposal.

    `after` is the number of the newest version the author had seen. Raises ValidationError where a later one was
    published since, the date lies before that of an earlier version, or the text says what the newest says.
    """
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    newest = policy.versions.order_by("-number").first()
    if after is not None and newest and newest.number > after:
        raise ValidationError(
            f"Version {newest.number} was published while you were writing. Read it, then send yours."
        )
    if newest and dated < newest.dated:
        raise ValidationError({"dated": f"must not lie before {newest.dated}, the date of version {newest.number}."})
    if newest and newest.text.strip() == text.strip():
        raise ValidationError({"text": f"says what version {newest.number} says. To approve that one, open it."})
    number = (policy.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PolicyVersion(
        id=f"{policy.pk}_v{number}",
        policy=policy,
        number=number,
        dated=dated,
        text=text.strip(),
        what_changed=what_changed.strip(),
        approved_by=approved_by,
    )
    history.add(obj=version, by=by, reason=what_changed)
    return version


@transaction.atomic
def approve(*, version: PolicyVersion, decision: Decision, by: Author, reason: str) -> PolicyVersion:
    """Say which decision approved a proposed version. Raises ValidationError where one did already."""
    fresh = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if fresh.is_agreed:
        raise ValidationError(f"This version is approved already: {fresh.approved_by.title}.")
    history.change(obj=fresh, by=by, reason=reason, values={"approved_by": decision.pk})
    return fresh
