"""Who may see the organising body's desk."""

from django.utils import timezone

from cairnhub.desk.reports import actions
from permission_rows import EDITOR_PAGE, Row, from_role, page


def make_published() -> str:
    report = actions.make(day=timezone.localdate())
    actions.set_published(report=report, published=True)
    return report.day


def by_day(made: str) -> dict:
    return {"day": made}


DESK: dict[str, Row] = {
    "desk:index": EDITOR_PAGE,
    "desk:figures_csv": EDITOR_PAGE,
    "reports:index": page(),
    "reports:make": Row(from_role("editor", 405), from_role("editor", 302)),
    "reports:report": page(make_published, by_day),
    "reports:report_csv": page(make_published, by_day),
    "reports:report_docx": page(make_published, by_day),
    "reports:publish": Row(from_role("coordinator", 405), from_role("coordinator", 302), make_published, by_day),
}
