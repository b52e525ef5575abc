"""A brief as a Word file of one A4 page."""

from io import BytesIO

from docx import Document
from docx.shared import Cm, Pt

from .brief import Brief

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARGIN = Cm(1.8)


def word_file(brief: Brief) -> bytes:
    """Write the brief as .docx: the same words in the same order as its page."""
    document = Document()
    shape(document)
    document.core_properties.title = brief.title
    document.core_properties.author = "Cairn"
    document.add_heading(brief.title, level=1)
    document.add_paragraph(brief.statement)
    document.add_paragraph(brief.marks).runs[0].italic = True
    _tiles(document, brief)
    for section in brief.sections:
        document.add_heading(section.heading, level=2)
        for line in section.lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(brief.citation)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def shape(document) -> None:
    """Give a document the hub's A4 page and its small, tight styles."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    document.styles["Normal"].font.size = Pt(9)
    for style in ("Normal", "List Bullet", "Heading 1", "Heading 2"):
        form = document.styles[style].paragraph_format
        form.space_before, form.space_after = Pt(4 if style.startswith("Heading") else 0), Pt(2)


def _tiles(document, brief: Brief) -> None:
    table = document.add_table(rows=3, cols=len(brief.tiles))
    for column, tile in enumerate(brief.tiles):
        for row, text in enumerate((tile.about, tile.answer, tile.detail)):
            table.cell(row, column).text = text
        table.cell(1, column).paragraphs[0].runs[0].bold = True
