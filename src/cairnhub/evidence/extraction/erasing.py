"""What becomes of extractions whose reader erases their account: the science stays, the name goes."""

from django.db.models import Value
from django.db.models.functions import Replace

from cairnhub.accounts.models import User
from cairnhub.accounts.personal import FORMER_MEMBER
from cairnhub.history.models import Event

from ..models import Agreement, Extraction, ExtractionState, StudyFile


def erase_reader(user: User) -> None:
    """Delete what this reader had not finished; take the name from the rest."""
    mine = Extraction.objects.filter(reader=user)
    mine.filter(state__in=(ExtractionState.DRAFT, ExtractionState.WITHDRAWN)).delete()
    mine.update(reader_name=FORMER_MEMBER)
    Agreement.objects.filter(by=user).update(by_name=FORMER_MEMBER)
    StudyFile.objects.filter(added_by=user).update(added_by_name=FORMER_MEMBER)
    # Reasons once named both readers.
    named = Event.objects.filter(reason__startswith="Extracted by ", reason__contains=user.display_name)
    named.update(reason=Replace("reason", Value(user.display_name), Value(FORMER_MEMBER.lower())))
