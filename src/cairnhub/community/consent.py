"""The words people agree to before anything of their profile is shown: one file a version, none changed afterwards."""

from pathlib import Path

from django.http import Http404
from django.utils.safestring import mark_safe

_FOLDER = Path(__file__).parent / "templates" / "community" / "consent"


def versions() -> list[str]:
    """Every version there ever was, the oldest first."""
    return sorted((file.stem for file in _FOLDER.glob("*.html")), key=int)


def current_version() -> str:
    """The version that counts. Agreement to an earlier one shows nothing."""
    return versions()[-1]


def words_of(version: str) -> str:
    """The words of a version as HTML, or Http404."""
    if version not in versions():
        raise Http404("There is no such page.")
    # The files are part of the code; nothing that anybody typed is in them.
    return mark_safe((_FOLDER / f"{version}.html").read_text("utf-8"))  # noqa: S308
