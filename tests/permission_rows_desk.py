"""Who may see the organising body's desk."""

from permission_rows import EDITOR_PAGE, Row

DESK: dict[str, Row] = {
    "desk:index": EDITOR_PAGE,
    "desk:figures_csv": EDITOR_PAGE,
}
