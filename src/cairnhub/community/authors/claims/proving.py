"""Whether a publication itself says that a record is a person's: by the iD that ORCID confirmed to be theirs."""

from collections.abc import Callable

from cairn.base.errors import DataError
from cairn.community import Likeness, likeness
from cairnhub.literature.lookup import crossref
from cairnhub.literature.lookup.client import NotThereError
from cairnhub.literature.models import Reference

from ..reading import Field

MOST_ASKED = 20
"""Publications looked up for one claim, the newest first: who has more will stand on one of these."""

_sources: list[Callable[[object], str]] = []


def register(source: Callable[[object], str]) -> None:
    """Let a room say which iD ORCID confirmed to be a user's, "" where there is none; called once, at the start."""
    _sources.append(source)


def confirmed_orcid(user) -> str:
    """The iD that ORCID confirmed to be this user's; "" where there is none, or nobody here can tell."""
    return next((orcid for source in _sources if (orcid := source(user))), "")


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
