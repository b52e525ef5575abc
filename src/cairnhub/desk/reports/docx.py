"""A report as a Word file."""

from io import BytesIO

from docx import Document

from cairnhub.history.models import Verb
from cairnhub.roadmap.brief_docx import shape

from .queries import Told


def word_file(told: Told, title: str, period: str) -> bytes:
    """Write the report as .docx: the same words in the same order as its page."""
    document = Document()
    shape(document)
    document.core_properties.title = title
    document.core_properties.author = "Cairn"
    document.add_heading(title, level=1)
    document.add_paragraph(period)
    for section, figures in told.figures:
        document.add_heading(section, level=2)
        lines = [[one.label, one.then, one.now, one.signed] for one in figures]
        _table(document, ["Figure", "Then", "Now", "Difference"], lines)
    document.add_heading("Changes of the record", level=2)
    changes = [[change.name, *map(str, change.counts)] for change in told.changes]
    _table(document, ["Kind", *(verb.label for verb in Verb)], changes)
    document.add_heading("Decisions", level=2)
    for one in told.decisions:
        document.add_paragraph(f"{one.title} ({one.decided_on:%Y-%m-%d})", style="List Bullet")
    if not told.decisions:
        document.add_paragraph("None was recorded.")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _table(document, header: list[str], lines: list[list[str]]) -> None:
    if not lines:
        document.add_paragraph("None.")
        return
    table = document.add_table(rows=0, cols=len(header))
    table.style = "Table Grid"
    for line in (header, *lines):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
