"""Writes of what was sent for others."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.models import User
from cairnhub.community.models import Organisation
from cairnhub.community.speaking.queries import speaks_for
from cairnhub.history.actions import touch

from ..actions import send_suggestion
from ..models import Suggestion
from .models import OnBehalf, Slip


@transaction.atomic
def send(*, by: User, organisation: Organisation, behalf: dict[str, str], message: dict) -> Suggestion:
    """Send a suggestion for people an organisation represents; the answer is e-mailed to whoever sends it.

    `behalf` holds the fields of `OnBehalf`, `message` the arguments of `send_suggestion`. Raises ValidationError where
    `by` does not speak for the organisation or a field is refused.
    """
    _refuse_others(by, organisation)
    sender = {"sender_name": by.display_name, "sender_email": by.email}
    suggestion = send_suggestion(**(message | sender))
    told = {name: value.strip() for name, value in behalf.items()}
    sent = OnBehalf(suggestion=suggestion, organisation=organisation, sent_by=by, **told)
    sent.full_clean()
    sent.save()
    touch()
    return suggestion


@transaction.atomic
def take_back(*, behalf: OnBehalf, on: date, by: User) -> OnBehalf:
    """Note on which day the answer was taken back to the people it was sent for. Raises ValidationError."""
    _refuse_others(by, behalf.organisation)
    behalf.taken_back_on = on
    behalf.full_clean()
    behalf.save(update_fields=["taken_back_on"])
    touch()
    return behalf


def slip_of(suggestion: Suggestion) -> Slip:
    """The words of a suggestion, given to it the first time they are asked for."""
    return Slip.objects.get_or_create(suggestion=suggestion)[0]


def _refuse_others(by: User, organisation: Organisation) -> None:
    if not speaks_for(by, organisation):
        raise ValidationError({"organisation": "Only who speaks for it may do this, and an editor confirms who does."})
