"""What the community does when something happens elsewhere."""

from django.db.models.signals import post_migrate

from cairnhub.framework.models import Construct, Link
from cairnhub.history.signals import recorded

from . import listing
from .models import Organisation, Person


def connect(app) -> None:
    """Listen; called once, when the app is ready."""
    recorded.connect(_follow, dispatch_uid="community.follow")
    # New words of the consent come with a new version of the code, and every new version is migrated to.
    post_migrate.connect(_bring_in_step, sender=app, dispatch_uid="community.bring_in_step")


def _follow(*, obj, event, **_) -> None:
    if isinstance(obj, Organisation):
        listing.list_organisation(obj)
        _list_people(organisation=obj)
    elif isinstance(obj, Link):
        _list_people(links=obj)
    elif isinstance(obj, Construct):
        _list_people(constructs=obj)


def _list_people(**about) -> None:
    for person in Person.objects.filter(**about):
        listing.list_person(person)


def _bring_in_step(*, using, **_) -> None:
    listing.unlist_outdated()
    listing.list_missing()
