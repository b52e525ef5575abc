"""Read a content folder into records, each with the place where it stands."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from cairn.base.errors import InputError

from .base import Record
from .problems import Place, Problem, from_validation
from .schema import FILES, File

#: Goes into the digest: raise it when the same files must be loaded again because they are read differently.
READER = 1
REMOVED = "removed.csv"
VERSIONS = "versions"


@dataclass
class Content:
    """All records of a folder by kind and identifier; `places` says where each stands.

    `removed` are the (kind, identifier) pairs taken out of readers' sight. `frozen` holds, for each framework version
    that was published elsewhere, its members as they stood then. Identifiers of records that could not be read are
    in `unreadable`, and the kinds of files with lines that gave no record in `cut_short`, so that a record
    naming one of theirs is not blamed too. `digest` is of the bytes of all files.
    """

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {file.kind: {} for file in FILES})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    cut_short: set[str] = field(default_factory=set)
    removed: set[tuple[str, str]] = field(default_factory=set)
    frozen: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    digest: str = ""

    def of(self, kind: str) -> dict[str, Any]:
        return self.records[kind]

    def may_hold(self, kind: str, name: str) -> bool:
        """Tell whether the folder has this record, or may have it where it could not be read."""
        return name in self.of(kind) or (kind, name) in self.unreadable or kind in self.cut_short

    def place(self, record: Record) -> Place:
        return self.places[record.kind, record.id]


def read(folder: Path) -> tuple[Content, list[Problem]]:
    """Read every file; answer what could be read and everything that is wrong with the rest.

    It checks each record by itself; `checking.check` looks at records together.

    Raises:
        InputError: there is no such folder.
    """
    _require(folder)
    content, problems = Content(digest=digest(folder)), []
    for file in FILES:
        wrong: list[Problem] = []
        for given, place in _given(folder, file, wrong):
            _keep(content, file, given, place, problems)
        if wrong:
            content.cut_short.add(file.kind)
        problems += wrong
    _read_removed(folder, content, problems)
    _read_frozen(folder, content, problems)
    return content, problems


def digest(folder: Path) -> str:
    """Return a fingerprint of all files of the folder; equal means nothing to load.

    Raises:
        InputError: there is no such folder.
    """
    _require(folder)
    total = hashlib.sha256(str(READER).encode())
    for path in _paths(folder):
        total.update(f"\n{path.name}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _require(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), remedy="name a folder of content files")


def _paths(folder: Path) -> list[Path]:
    named = [folder / name for name in (*(file.name for file in FILES), REMOVED)]
    return [*(path for path in named if path.is_file()), *sorted((folder / VERSIONS).glob("*.jsonl"))]


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    raw = path.read_bytes()
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        problems.append(Problem(name, line, "", "", "holds a NUL character", "take it out"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "", "", "is not UTF-8 text", "save the file again as UTF-8"))
        return None


def _given(folder: Path, file: File, problems: list[Problem]) -> Iterator[tuple[Any, Place]]:
    path = folder / file.name
    if not path.is_file():
        if not file.optional:
            problems.append(Problem(file.name, 0, "", "", "is missing", "add it, if need be without any record"))
        return
    text = _text(path, file.name, problems)
    if text is None:
        return
    rows = _yaml_rows if path.suffix == ".yaml" else _csv_rows
    yield from rows(file.name, text, file.record, problems)


def _keep(content: Content, file: File, given: Any, place: Place, problems: list[Problem]) -> None:
    name = str(given.get("id") or "") if isinstance(given, dict) else ""
    if name in content.of(file.kind):
        first = content.places[file.kind, name]
        problems.append(place.problem(name, "id", f"stands on line {first.line} already", "give it another identifier"))
        return
    try:
        record = file.record.model_validate(given)
    except ValidationError as error:
        content.unreadable.add((file.kind, name))
        problems += from_validation(error, place=place, record=name, known_fields=file.record.columns())
        return
    content.of(file.kind)[record.id] = record
    content.places[file.kind, record.id] = place


def _yaml_rows(name: str, text: str, record: type[Record], problems: list[Problem]) -> Iterator[tuple[Any, Place]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            problems.append(Problem(name, 1, "", "", "is not a list", "start each record with a dash"))
            return
        for node in root.value:
            place = Place(name, node.start_mark.line + 1, _field_lines(name, node, problems))
            yield loader.construct_document(node), place
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = f"is not YAML ({error.problem or error.context})"
        problems.append(Problem(name, line, "", "", what, "look at this line and the one before"))
    except ValueError as error:
        problems.append(Problem(name, 0, "", "", f"is not YAML ({error})", "put the value in quotation marks"))
    finally:
        loader.dispose()


def _field_lines(name: str, node: yaml.Node, problems: list[Problem]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else []:
        if key.value in lines:
            line = key.start_mark.line + 1
            problems.append(Problem(name, line, "", str(key.value), "is given twice in one record", "keep one"))
        lines[key.value] = key.start_mark.line + 1
    return lines


def _csv_rows(name: str, text: str, record: type[Record], problems: list[Problem]) -> Iterator[tuple[Any, Place]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if not _header_fits(name, header, record, problems):
            return
        line = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(header):
                what = f"has {len(cells)} cells, the first line has {len(header)}"
                problems.append(Problem(name, line, cells[0], "", what, "put texts with commas in quotation marks"))
            elif cells:
                yield _split(dict(zip(header, cells, strict=True)), record), Place(name, line, {})
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, "", "", f"is not CSV ({error})", "look at the quotation marks"))


def _header_fits(name: str, header: list[str], record: type[Record], problems: list[Problem]) -> bool:
    known = record.columns()
    for column in header:
        if column not in known or header.count(column) > 1:
            remedy = f"name each once of: {', '.join(known)}"
            problems.append(Problem(name, 1, "", column, "is not a column of this file", remedy))
            return False
    needed = [column for column, field_ in known.items() if record.model_fields[field_].is_required()]
    for column in needed:
        if column not in header:
            problems.append(Problem(name, 1, "", column, "is missing from the first line", "add the column"))
            return False
    return True


def _split(row: dict[str, str], record: type[Record]) -> dict[str, Any]:
    known = record.columns()
    return {column: _cell(cell, record.model_fields[known[column]].annotation) for column, cell in row.items()}


def _cell(cell: str, annotation: Any) -> Any:
    match getattr(annotation, "__origin__", None):
        case origin if origin is list:
            if cell.startswith("["):
                return _json(cell)
            return [part.strip() for part in cell.split(";") if part.strip()]
        case origin if origin is dict:
            return _json(cell) if cell.startswith("{") else _pairs(cell)
    return cell.strip()


def _json(cell: str) -> Any:
    # What holds the signs that separate is written as JSON; what is not JSON is left for the schema to refuse.
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def _pairs(cell: str) -> Any:
    parts = [part.partition("=") for part in cell.split(";") if part.strip()]
    pairs = {name.strip(): value.strip() for name, sign, value in parts if sign and name.strip()}
    return pairs if len(pairs) == len(parts) else cell


def _read_removed(folder: Path, content: Content, problems: list[Problem]) -> None:
    path = folder / REMOVED
    text = _text(path, REMOVED, problems) if path.is_file() else None
    for number, row in enumerate(csv.reader(io.StringIO(text or "")), start=1):
        if number == 1 and row != ["kind", "id"]:
            problems.append(Problem(REMOVED, 1, "", "", "has other columns", "write kind,id in the first line"))
            return
        if number > 1 and row:
            if len(row) != 2 or row[0] not in content.records or row[1] not in content.of(row[0]):
                what, remedy = "names no record of this folder", "take the line out"
                problems.append(Problem(REMOVED, number, row[-1], "id", what, remedy))
            else:
                content.removed.add((row[0], row[1]))


def _read_frozen(folder: Path, content: Content, problems: list[Problem]) -> None:
    for path in sorted((folder / VERSIONS).glob("*.jsonl")):
        name = f"{VERSIONS}/{path.name}"
        text = _text(path, name, problems)
        if text is None:
            continue
        if path.stem not in content.of("framework_version"):
            problems.append(Problem(name, 0, path.stem, "", "is no version of framework.yaml", "add it there"))
        content.frozen[path.stem] = [
            member
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip() and (member := _member(name, number, line, problems)) is not None
        ]


def _member(name: str, number: int, line: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        member = json.loads(line)
        if set(member) == {"kind", "object_id", "label", "values"}:
            return member
    except (ValueError, TypeError):
        pass
    remedy = "export the version again; these files are not written by hand"
    problems.append(Problem(name, number, "", "", "is not a member of a version", remedy))
    return None
