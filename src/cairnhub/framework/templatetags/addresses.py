"""Web addresses as readers like to see them."""

from urllib.parse import urlsplit

from django import template

register = template.Library()

LONGEST = 56


@register.filter
def readable(address: str) -> str:
    """An address without scheme, `www.` and query, shortened: "socialmission.org/resource-library"."""
    parts = urlsplit(address)
    plain = (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
