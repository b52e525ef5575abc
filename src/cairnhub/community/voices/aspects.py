"""By what people are told apart when voices are counted: only by what they say of themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from ..choices import CareerStage, Discipline, Region, StakeholderGroup
from ..models import OrganisationType, Person


@dataclass(frozen=True)
class Aspect:
    """One way to tell people apart; `of` answers the codes a profile names, none where it says nothing."""

    key: str
    title: str
    codes: type[models.TextChoices]
    of: Callable[[Person], list[str]]

    def voice(self, code: str) -> str:
        """A group of people as targets name it, such as `region:oceania`."""
        return f"{self.key}:{code}"


def _type_of_organisation(person: Person) -> list[str]:
    known = person.organisation is not None and not person.organisation.removed
    return [person.organisation.organisation_type] if known else []


ASPECTS = (
    Aspect("group", "Stakeholder group", StakeholderGroup, lambda person: person.groups),
    Aspect("discipline", "Discipline", Discipline, lambda person: person.disciplines),
    Aspect("region", "Region of the world", Region, lambda person: [person.region] if person.region else []),
    Aspect("type", "Type of institution", OrganisationType, _type_of_organisation),
    Aspect("stage", "Career stage", CareerStage, lambda person: [person.career_stage] if person.career_stage else []),
)
BY_KEY = {aspect.key: aspect for aspect in ASPECTS}
VOICES = [(aspect.title, [(aspect.voice(code), label) for code, label in aspect.codes.choices]) for aspect in ASPECTS]
LABELS = {voice: str(label) for _, choices in VOICES for voice, label in choices}
