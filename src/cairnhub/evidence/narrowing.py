"""What the list of studies and the gap map read alike from an address, and show alike."""

from .catalogue import catalogue
from .listing import Listing, read_selection


def read_listing(request) -> tuple[Listing, list[str]]:
    studies = catalogue()
    selection, problems = read_selection(request.GET, studies)
    return Listing.of(studies, selection), problems


def shown_alike(listing: Listing, problems: list[str]) -> dict:
    """What the list and the map both show: the choices, and how many studies they leave."""
    return {
        "listing": listing,
        "problems": problems,
        "query": listing.selection.query_string(),
        "chips": listing.chips(),
        "facets": listing.options(),
        "left": int(listing.mask().sum()),
        "total": len(listing.catalogue.ids),
    }
