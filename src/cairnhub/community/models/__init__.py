"""Organisations and people around the framework, and what the directory shows of them."""

from .listing import Facet, Listing, ListingKind
from .organisations import Organisation, OrganisationType
from .people import Consent, OrcidLink, Person

__all__ = ["Consent", "Facet", "Listing", "ListingKind", "OrcidLink", "Organisation", "OrganisationType", "Person"]
