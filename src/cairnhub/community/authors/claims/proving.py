"""Whether a publication itself says that a record is a person's: by the iD that ORCID confirmed to be theirs."""

from cairn.base.errors import DataError
from cairn.community import Likeness, likeness
from cairnhub.literature.lookup import crossref
from cairnhub.literature.lookup.client import NotThereError
from cairnhub.literature.models import Reference

from ..reading import Field

MOST_ASKED = 20
"""Publications looked up for one claim, the newest first: who has more will stand on one of these."""


def stands_on_a_publication(field: Field, record: str, orcid: str) -> bool:
    """Whether Crossref names this iD on a publication of the record, with a name that can be the one printed there.

    Raises DataError where no publication says so and one of them could not be asked about.
    """
    names = {one.work: one.name for one in field.printed[record]}
    known = Reference.objects.filter(pk__in=names).exclude(doi="").order_by("-year", "pk")
    failed: DataError | None = None
    for reference in known[:MOST_ASKED]:
        try:
            authors = crossref.orcids_of(reference.doi)
        except NotThereError:
            continue
        except DataError as failure:
            failed = failure
            continue
        name = names[reference.pk]
        if any(found == orcid and likeness(name, theirs) is not Likeness.DIFFERENT for theirs, found in authors):
            return True
    if failed:
        raise failed
    return False
