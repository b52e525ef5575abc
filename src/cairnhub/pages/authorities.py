"""Programme authorities as readers know them; records keep the short code of the source."""

_NAMES = {
    "ahec": "AHEC (area health education centers)",
    "nhsc": "NHSC (National Health Service Corps)",
    "nursing_workforce_diversity": "Nursing Workforce Diversity",
    "thcgme": "THCGME (teaching health center graduate medical education)",
    "title_vii": "Title VII",
    "title_viii": "Title VIII",
}


def authority_name(code: str) -> str:
    """The name of an authority; an unknown code is shown as it stands, and none as nothing."""
    return _NAMES.get(code, code)
