"""Reads of the community room."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from .models import Consent, Listing, OrcidLink, Organisation, OrganisationType, Person
from .shown import VISITOR, Shown, all_of, shown, whole, with_all


@dataclass(frozen=True)
class Line:
    """One line of the directory, as its reader sees it: a person or an organisation."""

    kind: str
    person: Shown | None
    organisation: Organisation | None


#: What a line of the directory tells of a person.
IN_LINE = ("name", "organisation", "country", "groups", "offers")


def lines(listings: Iterable[Listing], level: int, names: Iterable[str] = Person.FIELDS) -> list[Line]:
    """What stands behind lines of the directory, in their order, in a fixed number of questions.

    `names` are the fields of people that are needed: links and constructs take half of the time, works are long.
    """
    rows, names = list(listings), list(names)
    found = Person.objects.filter(pk__in=[row.person_id for row in rows if row.person_id])
    needs_all = {"orcid", "links", "constructs"} & set(names)
    people = (with_all(found) if needs_all else found.select_related("organisation").defer("works")).in_bulk()
    organisations = Organisation.objects.in_bulk([row.organisation_id for row in rows if row.organisation_id])
    told = []
    for row in rows:
        seen = shown(people[row.person_id], level, names) if row.person_id in people else None
        if seen or row.organisation_id:
            told.append(Line(row.kind, seen, organisations.get(row.organisation_id)))
    return told


def people_shown(listings, level: int) -> list[Shown]:
    """The people among lines of the directory, in their order."""
    return [line.person for line in lines(listings.filter(kind="person"), level) if line.person]


def access_person(person_id: str, level: int) -> Shown:
    """The profile of this address as a reader of this level sees it.

    Raises Http404 with one and the same message where there is none, and where it is hidden from this reader.
    """
    person = with_all(Person.objects.filter(pk=person_id)).first()
    seen = shown(person, level) if person else None
    if seen is None:
        raise Http404("There is no such page.")
    return seen


def own_profile(user) -> Person | None:
    """One's own profile, with everything `shown` reads."""
    return with_all(Person.objects.filter(user=user)).first()


def consents_of(user) -> list[Consent]:
    """What this person agreed to, the newest first."""
    return list(Consent.objects.filter(user=user))


def people_of(organisation: Organisation, level: int) -> list[Shown]:
    """The people who say they belong to an organisation, as far as this reader may see that."""
    return _listed("organisation", organisation.pk, level)


def people_on(link_id: str) -> list[Shown]:
    """The people who let everybody see that they work on a link, as visitors see them, by name."""
    return _listed("link", link_id, VISITOR)


def _listed(facet: str, value: str, level: int) -> list[Shown]:
    found = Person.objects.filter(
        pk__in=Listing.objects.filter(
            facets__facet=facet, facets__value=value, facets__level__lte=level, level__lte=level
        ).values("person_id")
    )
    return all_of(with_all(found), level)


def missing_types() -> list[str]:
    """The types of organisations of which none is listed."""
    present = set(Organisation.objects.visible().order_by().values_list("organisation_type", flat=True).distinct())
    return [kind.label for kind in OrganisationType if kind not in present]


def profile_part(user) -> dict[str, object]:
    """One's profile and what one agreed to, as JSON-able data: a part of the file about that person."""
    person = own_profile(user)
    agreed = [
        {
            "version": consent.version,
            "given at": consent.given_at.isoformat(),
            "withdrawn at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
        }
        for consent in consents_of(user)
    ]
    link = OrcidLink.objects.filter(user=user).first()
    confirmed = {"iD": link.orcid, "since": link.linked_at.isoformat()} if link else None
    if person is None:
        return {"profile": None, "confirmed by ORCID": confirmed, "agreed to": agreed}
    fields = {name: whole(person).texts(name) for name in Person.FIELDS}
    return {
        "profile": fields | {"works": person.works},
        "confirmed by ORCID": confirmed,
        "seen by": {name: person.visibility.get(name, "nobody") for name in Person.FIELDS},
        "made": person.created_at.isoformat(),
        "changed": person.changed_at.isoformat(),
        "agreed to": agreed,
    }
