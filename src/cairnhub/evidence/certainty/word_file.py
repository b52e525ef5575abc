"""The summary of findings as a Word file, for reports and guideline panels."""

import io
from collections.abc import Iterable

from docx import Document
from docx.enum.section import WD_ORIENT

from ..templatetags.answer import effect_words
from .summary import Row

HEADINGS = ("Link", "Cohorts", "Effect (95% interval)", "Of 1,000 people", "Certainty", "In plain words")


def word_file(rows: Iterable[Row]) -> bytes:
    """The summary as one table on a wide page; unknown is said as such."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("Summary of findings", level=1)
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    for row in rows:
        for cell, text in zip(table.add_row().cells, _texts(row), strict=True):
            cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _texts(row: Row) -> tuple[str, ...]:
    reading = row.leading.reading
    certainty = "\n".join([row.level, *row.reasons])
    effect = f"{reading.result['measure']} {effect_words(reading)}"
    return row.link.label(), str(reading.k), effect, row.of_people, certainty, row.words or "not judged yet"
