"""What other services send, made fit to keep: plain text, normalised identifiers, years that can be."""

import html
import re
import unicodedata
from urllib.parse import unquote

from django.utils import timezone

from ..models import EARLIEST_YEAR

LONGEST_TITLE = 1000
LONGEST_NAME = 200
LONGEST_DOI = 200

# A letter must follow the sign, so that "p < 0.05 and n > 3" stays.
_MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>", re.S)
_RESOLVER = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:\s*", re.I)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_PUBMED_PAGE = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|pubmed\.gov)/|^pmid:?\s*", re.I
)
#: Joiners that Persian and Indic words are spelled with; every other invisible sign is taken out.
_JOINERS = "\u200c\u200d"


def plain(value: object, longest: int = LONGEST_TITLE) -> str:
    """Text without markup, control characters and runs of blanks, cut with "…" at the longest; "" for anything else."""
    if not isinstance(value, str):
        return ""
    # Escaped markup is common in titles, some of it escaped twice.
    text = value[: 20 * longest]
    for _ in range(3):
        text = html.unescape(_MARKUP.sub("", text))
    text = " ".join(_visible(unicodedata.normalize("NFC", text)).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def plain_list(value: object, longest: int = LONGEST_TITLE) -> list[str]:
    """The texts of a list that say something."""
    texts = [plain(item, longest) for item in value] if isinstance(value, list) else []
    return [text for text in texts if text]


def doi_from(value: object) -> str:
    """A DOI in small letters without its resolver, since case means nothing in it; "" where it is none."""
    text = _visible(value).strip() if isinstance(value, str) else ""
    bare = _RESOLVER.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    bare = bare.strip().lower()
    return bare if _DOI.match(bare) and len(bare) <= LONGEST_DOI else ""


def pmid_from(value: object) -> str:
    """A PubMed number without its address or leading zeros; "" where it is none."""
    text = _PUBMED_PAGE.sub("", str(value).strip()).strip("/ ") if isinstance(value, str | int) else ""
    number = text.lstrip("0")
    return number if re.fullmatch(r"[0-9]{1,10}", number) else ""


def year_from(value: object) -> int | None:
    """The year that a date begins with, where a publication can be of that year."""
    found = re.match(r"\s*(\d{4})(?!\d)", str(value))
    year = int(found[1]) if found else 0
    return year if EARLIEST_YEAR <= year <= timezone.localdate().year + 1 else None


def folded(text: str) -> str:
    """What is left of a text where capitals, punctuation and blanks do not count."""
    compatible = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign for sign in compatible if sign.isalnum() or sign.isspace()).split())


def _visible(text: str) -> str:
    # Line breaks and tabs separate words; other control, private and unpaired signs mean nothing.
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]", " ", text)
    return "".join(sign for sign in spaced if sign in _JOINERS or not unicodedata.category(sign).startswith("C"))
