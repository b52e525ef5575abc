"""Panellists as people among whom voices are counted."""

from cairnhub.community.voices.models import Among
from cairnhub.community.voices.pools import Pool

from .queries import panellists

PANELLISTS = Pool(
    Among.PANELLISTS,
    "Panellists",
    "People with an account here who were sent an invitation to a consensus process. Who of them took part, nobody "
    "knows. While nobody has been invited, and once the addresses of a process are deleted, none is counted.",
    panellists,
)
