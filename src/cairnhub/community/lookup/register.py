"""ROR, the register of research organisations: those that words may mean, and one by its identifier.

Format: https://ror.readme.io/docs/ror-data-structure (schema 2.1) and https://ror.readme.io/docs/rest-api.
"""

import re
from dataclasses import asdict, dataclass

from django.conf import settings

from cairn.base.errors import DataError
from cairnhub.literature.lookup.cleaning import LONGEST_NAME, plain
from cairnhub.literature.lookup.client import get_json

from ..ror import is_ror, tidy

NAME = "ROR"
SWITCHED_OFF = "looking organisations up is switched off on this hub"
OTHERWISE = "try again later, or write the identifier into the record by hand"
MOST = 10
_OTHER_NAMES = 6
#: Signs that are commands in a query of ROR. Names hold them too, and without them they mean the same.
_MEANING_SOMETHING = re.compile(r'[-+=&|><!(){}\[\]^"~*?:\\/]+')


@dataclass(frozen=True)
class Found:
    """One organisation as ROR has it. `closed` says that it is no more."""

    ror: str
    name: str
    others: tuple[str, ...]
    types: tuple[str, ...]
    place: str
    country: str
    website: str
    closed: bool = False

    @property
    def address(self) -> str:
        return f"https://ror.org/{self.ror}"

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> "Found":
        # JSON makes lists of tuples.
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()})


def search(words: str) -> list[Found]:
    """The organisations that these words most likely mean, the likeliest first. Raises DataError.

    Words that are an identifier, or its address, mean that one alone; there is none where ROR does not know it.
    """
    if is_ror(tidy(words)):
        return [by_identifier(tidy(words))]
    items = _asked("/organizations", {"query": _MEANING_SOMETHING.sub(" ", words)}).get("items")
    if not isinstance(items, list):
        raise DataError(f"{NAME} answered without a list of organisations", remedy=OTHERWISE)
    found = [_found(item) for item in items if isinstance(item, dict)]
    return [one for one in found if one][:MOST]


def by_identifier(ror: str) -> Found:
    """The organisation of this identifier. Raises DataError, NotThereError among them."""
    found = _found(_asked(f"/organizations/{ror}", {}))
    if found is None:
        raise DataError(f"{NAME} answered without a name", remedy=OTHERWISE)
    return found


def _asked(path: str, parameters: dict) -> dict:
    if not settings.LOOKUP_ON:
        raise DataError(SWITCHED_OFF, remedy="write the identifier into the record by hand")
    return get_json(
        settings.ROR_URL + path, parameters, service=NAME, seconds=settings.LOOKUP_SECONDS, otherwise=OTHERWISE
    )


def _found(item: dict) -> Found | None:
    """What an entry says; None where it has no name or identifier, or was withdrawn."""
    names = _dicts(item.get("names"))
    shown = next((one for one in names if "ror_display" in _list(one.get("types"))), names[0] if names else {})
    name, ror = plain(shown.get("value"), LONGEST_NAME), _identifier(item.get("id"))
    if not name or not ror or item.get("status") == "withdrawn":
        return None
    others = dict.fromkeys(plain(one.get("value"), LONGEST_NAME) for one in names)
    where = next(iter(_dicts(item.get("locations"))), {}).get("geonames_details")
    where = where if isinstance(where, dict) else {}
    return Found(
        ror=ror,
        name=name,
        others=tuple(other for other in others if other and other != name)[:_OTHER_NAMES],
        types=tuple(plain(one, 40) for one in _list(item.get("types")) if plain(one, 40)),
        place=plain(where.get("name"), LONGEST_NAME),
        # As the lists of this hub spell it: "The Netherlands" stands under N.
        country=plain(where.get("country_name"), LONGEST_NAME).removeprefix("The "),
        website=_website(item.get("links")),
        closed=item.get("status") == "inactive",
    )


def _identifier(value: object) -> str:
    ror = tidy(value) if isinstance(value, str) else ""
    return ror if is_ror(ror) else ""


def _website(links: object) -> str:
    found = (plain(one.get("value"), 1000) for one in _dicts(links) if one.get("type") == "website")
    # It becomes a link on our pages: nothing but a web address may.
    return next((one for one in found if one.startswith(("https://", "http://")) and len(one) < 1000), "")


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


def _dicts(value: object) -> list[dict]:
    return [one for one in _list(value) if isinstance(one, dict)]
