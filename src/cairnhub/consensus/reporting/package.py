"""The data of a process in one file, without anybody in it: the same bytes as long as nothing has changed."""

import io
import json
import zipfile
from collections.abc import Iterator

from cairn.consensus.checklists import NAMES
from cairnhub.pages.downloads import csv_file

from ..models.processes import SMALLEST
from .checklists import HEADER, filled, rows
from .reading import Report
from .tables import TABLES
from .words import FEW

#: The least time a ZIP can hold; a real one would make every file another.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def package(report: Report) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(_files(report)):
            one = zipfile.ZipInfo(f"{report.process.pk}/{name}", _NO_TIME)
            one.compress_type, one.create_system, one.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            file.writestr(one, content)
    return whole.getvalue()


def protocol_json(report: Report) -> str:
    """All versions of the protocol. The digest of each is that of its content as sorted JSON."""
    versions = [
        {
            "number": one.number, "fixed_at": one.fixed_at.isoformat(), "sha256": one.digest, "why": one.why,
            "content": one.content,
        }
        for one in report.protocols
    ]  # fmt: skip
    return json.dumps(versions, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def checklist_csv(report: Report, name: str):
    return csv_file(f"{report.process.pk}-{name}", HEADER, rows(filled(report, name)))


def table_csv(report: Report, name: str):
    return csv_file(f"{report.process.pk}-{name}", TABLES[name].header, TABLES[name].rows(report))


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", _readme(report).encode()
    yield "protocol.json", protocol_json(report).encode()
    for name in TABLES:
        yield f"{name}.csv", table_csv(report, name).content
    for name in NAMES:
        yield f"checklist-{name}.csv", checklist_csv(report, name).content


def _readme(report: Report) -> str:
    process = report.process
    marks = [] if process.is_real else [f"THIS IS {process.get_nature_display().upper()}.", ""]
    marks += ["PROVISIONAL: the process has not ended.", ""] if report.provisional else []
    contents = [f"  {name}.csv: {table.title}" for name, table in TABLES.items()]
    return "\n".join(
        [
            process.title, "", *marks, process.purpose, "",
            "Licence: Creative Commons Attribution 4.0 International (CC BY 4.0),",
            "https://creativecommons.org/licenses/by/4.0/", "",
            "What is told, and what is not:",
            f"Everything here is about {SMALLEST} people or more together; no line is one person's. Where a group",
            "has fewer, it is told together with others of the same wider group (groups.csv), which was fixed before",
            "the first rating; where even those are too few, no group is told. Groups may therefore bear other names",
            f"in one round than in another. Numbers of 1 to 4 people are written as “{FEW}”. A distribution says",
            f"how many of {SMALLEST} or more people chose each value. Single changes between two rounds are left out",
            "where a few people joined or left, because the rounds together would tell what these few answered.", "",
            "  protocol.json: every version of the protocol with its SHA-256, taken of its content as sorted JSON",
            *contents,
            "  checklist-accord.csv, checklist-delphistar.csv: what a report should tell, as far as it is filled", "",
        ]
    )  # fmt: skip
