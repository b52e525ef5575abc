"""The facets of the directory in words."""

from dataclasses import dataclass

from cairnhub.history.labels import Labels

from .choices import DataExpertise, Discipline, MethodsExpertise, StakeholderGroup
from .directory import UNKNOWN_COUNTRY, Choice
from .models import ListingKind, OrganisationType

TITLES = {
    "group": "Stakeholder group",
    "type": "Type of organisation",
    "discipline": "Discipline",
    "country": "Country",
    "language": "Language",
    "methods": "Methods",
    "data": "Data",
    "link": "Link of interest",
}
_CODES = {
    "group": StakeholderGroup,
    "type": OrganisationType,
    "discipline": Discipline,
    "methods": MethodsExpertise,
    "data": DataExpertise,
}


@dataclass(frozen=True)
class FacetChoices:
    """One facet with the values that lead somewhere as (value, label, number)."""

    name: str
    title: str
    chosen: str
    values: list[tuple[str, str, int]]


def facets(choice: Choice, counts: dict[str, dict[str, int]]) -> list[FacetChoices]:
    """Every facet that has a value to choose, in the order of the form; a chosen value always stands in its list."""
    labels = Labels(("link", value) for value in {*counts["link"], choice.facets.get("link", "")})
    found = []
    for name, title in TITLES.items():
        chosen = choice.facets.get(name, "")
        numbers = counts[name] | ({chosen: counts[name].get(chosen, 0)} if chosen else {})
        values = [(value, _label(name, value, labels), number) for value, number in numbers.items()]
        if values:
            found.append(FacetChoices(name, title, chosen, _sorted(name, values)))
    return found


def kinds(choice: Choice, counts: dict[str, int]) -> list[tuple[str, str, int, str]]:
    """Everything, people, organisations: value, label, number and the query string that shows them."""
    rows = [("", "All", sum(counts.values()))]
    rows += [(kind.value, str(kind.label), counts[kind]) for kind in ListingKind]
    return [(value, label, number, choice.query_string(kind=value)) for value, label, number in rows]


def chosen_words(choice: Choice) -> list[tuple[str, str]]:
    """What was chosen in words, each with the address that leaves it out."""
    labels = Labels(("link", value) for name, value in choice.facets.items() if name == "link")
    told = [("q", f"“{choice.words}”")] if choice.words else []
    if choice.kind:
        told.append(("kind", str(dict(ListingKind.choices).get(choice.kind, choice.kind))))
    told += [(name, f"{TITLES[name]}: {_label(name, value, labels)}") for name, value in choice.facets.items()]
    return [(words, choice.query_string(**{name: ""})) for name, words in told]


def _label(facet: str, value: str, labels: Labels) -> str:
    if facet == "link":
        return labels.of("link", value).text
    if value == UNKNOWN_COUNTRY:
        return "not known"
    codes = _CODES.get(facet)
    return str(dict(codes.choices).get(value, value)) if codes else value


def _sorted(facet: str, values: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    if facet in _CODES:
        order = {code: at for at, code in enumerate(_CODES[facet].values)}
        return sorted(values, key=lambda row: order.get(row[0], len(order)))
    return sorted(values, key=lambda row: (row[0] == UNKNOWN_COUNTRY, row[1].casefold()))
