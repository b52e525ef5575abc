"""Which account ORCID itself confirmed to be whose. What a person merely typed into a profile confirms nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.history.actions import touch

from .listing import list_person
from .models import OrcidLink, Person

TAKEN = "This ORCID is connected to another account of this hub. Sign in to that account and disconnect it there first."


def confirmed_orcid(user) -> str:
    """The iD that ORCID confirmed to be this user's, who may be anonymous; "" where there is none."""
    if not user.is_authenticated:
        return ""
    return OrcidLink.objects.filter(user_id=user.pk).values_list("orcid", flat=True).first() or ""


def user_of(orcid: str) -> User | None:
    """Whose account is connected to this iD."""
    return User.objects.filter(orcid_link__orcid=orcid).first()


def typed_orcid(user: User) -> str:
    """The iD that stands in the user's profile, whoever wrote it there."""
    return Person.objects.filter(user=user).values_list("orcid", flat=True).first() or ""


@transaction.atomic
def connect(*, user: User, orcid: str) -> OrcidLink:
    """Keep that ORCID confirmed this iD to be the user's, in place of any earlier one, and write it into the profile.

    Works that were chosen from the record of another iD are taken off.

    Raises ValidationError where another account has it.
    """
    OrcidLink.objects.filter(user=user).exclude(orcid=orcid).delete()
    try:
        with transaction.atomic():
            link, _ = OrcidLink.objects.get_or_create(user=user, orcid=orcid)
    except IntegrityError as taken:
        raise ValidationError(TAKEN) from taken
    for person in Person.objects.select_for_update().filter(user=user).exclude(orcid=orcid):
        person.take_orcid(orcid)
        person.changed_at = timezone.now()
        person.save(update_fields=["orcid", "works", "changed_at"])
        list_person(person)
    # A page that shows the iD now says that ORCID confirmed it.
    touch()
    return link


@transaction.atomic
def disconnect(*, user: User, unless: str = "") -> bool:
    """Forget what ORCID confirmed; the iD stays in the profile as one that was typed.

    Does nothing where the iD is the one of `unless`, or there is none; answers whether it did something.
    """
    ended, _ = OrcidLink.objects.filter(user=user).exclude(orcid=unless).delete()
    if ended:
        touch()
    return bool(ended)
