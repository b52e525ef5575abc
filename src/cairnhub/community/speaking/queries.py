"""Reads of who speaks for which organisation."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may

from ..models import Organisation, Person
from ..shown import level_needed, level_of, shown
from .models import Speaker


@dataclass(frozen=True)
class Standing:
    """Who asks and who speaks, and what one reader may do about it. Others than editors see themselves alone."""

    own: Speaker | None
    asking: list[Speaker]
    speaking: list[Speaker]
    may_confirm: bool


def organisations_of(user) -> QuerySet[Organisation]:
    """The listed organisations a person speaks for."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    mine = Speaker.objects.filter(user=user, confirmed_at__isnull=False)
    return Organisation.objects.visible().filter(pk__in=mine.values("organisation"))


def speaks_for(user, organisation: Organisation) -> bool:
    """Whether this person, who may be anonymous, may send something in the name of the organisation."""
    return organisations_of(user).filter(pk=organisation.pk).exists()


def asking() -> QuerySet[Speaker]:
    """Those who wait to be confirmed, the first who asked first."""
    return Speaker.objects.filter(confirmed_at=None, organisation__removed=False).select_related("organisation", "user")


def standing_of(organisation: Organisation, user) -> Standing:
    own = Speaker.objects.filter(organisation=organisation, user=user).first()
    may_confirm = may(user, Permission.SPEAKER_CONFIRM)
    all_of_it = list(organisation.speakers.select_related("user")) if may_confirm else []
    return Standing(
        own,
        [one for one in all_of_it if not one.confirmed_at],
        [one for one in all_of_it if one.confirmed_at],
        may_confirm,
    )


def access_speaker(organisation: Organisation, speaker_id: int) -> Speaker:
    """One who asks or speaks for the organisation, or Http404."""
    found = organisation.speakers.select_related("user").filter(pk=speaker_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def on_organisation(organisation: Organisation, user) -> dict:
    """What the page of an organisation tells: those who let this reader see that they belong to an organisation."""
    level = level_of(user)
    people = Person.objects.filter(
        user__speaks_for__organisation=organisation, user__speaks_for__confirmed_at__isnull=False
    )
    seen = [shown(one, level, ["name"]) for one in people if level_needed(one, "organisation") <= level]
    return {
        "speakers": [one for one in seen if one],
        "has_speakers": organisation.speakers.filter(confirmed_at__isnull=False).exists(),
    }


def speaking_part(user) -> list[dict[str, object]]:
    """For whom somebody speaks or asked to, as JSON-able data: a part of the file about them."""
    return [
        {
            "organisation": one.organisation.name,
            "asked at": one.asked_at.isoformat(),
            "said": one.belongs,
            "confirmed at": one.confirmed_at.isoformat() if one.confirmed_at else None,
        }
        for one in user.speaks_for.select_related("organisation")
    ]
