"""ORCID: the public works of a person, asked for when that person presses the button.

Format: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/ (API 3.0, `/works`).
Works that ORCID takes for the same stand in one group, in which the first summary is the one their author prefers.
"""

from django.conf import settings

from cairn.base.errors import DataError
from cairnhub.literature.lookup.cleaning import doi_from, plain, pmid_from, year_from
from cairnhub.literature.lookup.client import get_json

from ..works import Work, without_repeats

NAME = "ORCID"
SWITCHED_OFF = "asking ORCID for works is switched off on this hub"
OTHERWISE = "nothing was changed; try again later"
_LONGEST = 300


def works_at(orcid: str) -> list[Work]:
    """The public works at ORCID of this iD, the newest first. Raises DataError, NotThereError among them."""
    if not settings.LOOKUP_ON:
        raise DataError(SWITCHED_OFF, remedy="everything else of your profile works")
    address = f"{settings.ORCID_API_URL}/{orcid}/works"
    answer = get_json(address, {}, service=NAME, seconds=settings.LOOKUP_SECONDS, otherwise=OTHERWISE)
    groups = answer.get("group")
    if not isinstance(groups, list):
        raise DataError(f"{NAME} answered without a list of works", remedy=OTHERWISE)
    return without_repeats(work for group in groups if isinstance(group, dict) and (work := _work(group)))


def _work(group: dict) -> Work | None:
    summaries = group.get("work-summary")
    first = next((one for one in summaries if isinstance(one, dict)), {}) if isinstance(summaries, list) else {}
    title = plain(_value(_part(_part(first, "title"), "title")))
    if not title:
        return None
    identifiers = [*_identifiers(group), *_identifiers(first)]
    return Work(
        key=str(first.get("put-code", ""))[:20] or title[:20],
        title=title,
        year=year_from(_value(_part(_part(first, "publication-date"), "year"))),
        journal=plain(_value(_part(first, "journal-title")), _LONGEST),
        type=plain(first.get("type"), 60).replace("-", " ").replace("_", " ").lower(),
        doi=next((doi for kind, text in identifiers if kind == "doi" and (doi := doi_from(text))), ""),
        pmid=next((pmid for kind, text in identifiers if kind == "pmid" and (pmid := pmid_from(text))), ""),
    )


def _identifiers(part: dict) -> list[tuple[str, str]]:
    """Kind and value of each identifier of the work itself: that of a book it is in, or of a version, is another's."""
    found = _part(part, "external-ids").get("external-id")
    items = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    own = [one for one in items if str(one.get("external-id-relationship")).lower() == "self"]
    return [(str(one.get("external-id-type")).lower(), str(one.get("external-id-value"))) for one in own]


def _part(part: dict, name: str) -> dict:
    found = part.get(name)
    return found if isinstance(found, dict) else {}


def _value(part: dict) -> object:
    return part.get("value")
