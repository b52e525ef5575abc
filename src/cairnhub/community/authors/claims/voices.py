"""Authors among those whose voices are counted: people who are one by a confirmed claim, never by a name."""

from collections.abc import Collection

from cairnhub.community.consent import current_version
from cairnhub.community.models import Person
from cairnhub.community.voices.models import Among
from cairnhub.community.voices.pools import Pool

from ..models import ClaimState


def _claimants() -> Collection[int]:
    confirmed = Person.objects.filter(author_claims__state=ClaimState.CONFIRMED)
    agreed = confirmed.filter(consented_to=current_version(), user__is_active=True)
    return set(agreed.values_list("user_id", flat=True))


AUTHORS = Pool(
    Among.AUTHORS,
    "Authors",
    "Members who have claimed a name on a publication here, once that is confirmed.",
    _claimants,
)
