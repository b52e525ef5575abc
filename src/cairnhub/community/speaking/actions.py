"""Writes about who speaks for an organisation."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from cairnhub.accounts.models import User
from cairnhub.history.actions import touch

from ..models import Organisation
from .models import Speaker


@transaction.atomic
def ask(*, organisation: Organisation, user: User, belongs: str) -> Speaker:
    """Ask to speak for an organisation; twice changes nothing. Raises ValidationError where it says nothing."""
    if not belongs.strip():
        raise ValidationError({"belongs": "Say what you do there, so that an editor can check it."})
    found = Speaker.objects.filter(organisation=organisation, user=user).first()
    return found or _stored(Speaker(organisation=organisation, user=user, belongs=belongs.strip()))


@transaction.atomic
def confirm(*, speaker: Speaker, by: User) -> Speaker:
    """Let somebody who asked speak. Raises ValidationError where that is oneself."""
    _refuse_oneself(speaker.user, by)
    if speaker.confirmed_at is None:
        _confirmed(speaker, by).save()
        _tell(speaker)
    return speaker


@transaction.atomic
def name(*, organisation: Organisation, user: User, by: User) -> Speaker:
    """Let somebody speak for an organisation who agreed to it elsewhere. Raises ValidationError where that is oneself.

    The person is told by e-mail, and can end it.
    """
    _refuse_oneself(user, by)
    speaker = Speaker.objects.filter(organisation=organisation, user=user).first()
    if speaker is not None and speaker.confirmed_at is None:
        return confirm(speaker=speaker, by=by)
    if speaker is None:
        speaker = _stored(_confirmed(Speaker(organisation=organisation, user=user), by))
        _tell(speaker)
    return speaker


@transaction.atomic
def end(*, speaker: Speaker) -> None:
    """No longer speak, or no longer ask to; nothing says afterwards that one did."""
    speaker.delete()
    touch()


def erase_speaker(user: User) -> None:
    """Forget for whom a person spoke. Does nothing where they spoke for nobody."""
    if Speaker.objects.filter(user=user).delete()[0]:
        touch()


def _refuse_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise ValidationError("Ask, and let another editor confirm it: nobody confirms themselves.")


def _tell(speaker: Speaker) -> None:
    touch()
    # The queue is in the same database: the job exists exactly when the confirmation does.
    async_task("cairnhub.community.speaking.jobs.tell_speaker", speaker.pk)


def _confirmed(speaker: Speaker, by: User) -> Speaker:
    # What was said to be checked is not needed once it was.
    speaker.confirmed_at, speaker.confirmed_by, speaker.belongs = timezone.now(), by, ""
    return speaker


def _stored(speaker: Speaker) -> Speaker:
    speaker.full_clean()
    speaker.save()
    return speaker
