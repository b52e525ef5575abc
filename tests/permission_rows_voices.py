"""Who may see whose voice is missing: everybody."""

from permission_rows import Row, page

VOICES: dict[str, Row] = {
    "voices:index": page(),
    "voices:voices_csv": page(),
}
