"""What is wrong with a content folder, one line each: where, what, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right. `line` counts from 1; 0 means the file as a whole.

    `blocks` says that loading would be wrong or impossible; otherwise loading goes on and an editor completes it later.
    """

    file: str
    line: int
    record: str
    field: str
    what: str
    remedy: str
    blocks: bool = True

    def where(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.record:
            parts.append(f"record {self.record}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return " ".join(f"{self.where()}: {self.what}; {self.remedy}".split())


@dataclass(frozen=True)
class Place:
    """Where a record stands: its file, its first line, and the line of each of its fields where they differ."""

    file: str
    line: int
    fields: dict[str, int]

    def problem(self, record: str, field: str, what: str, remedy: str, *, blocks: bool = True) -> Problem:
        return Problem(self.file, self.fields.get(field, self.line), record, field, what, remedy, blocks)


def from_validation(error: ValidationError, *, place: Place, record: str, known_fields: Iterable[str]) -> list[Problem]:
    """Say each failure of a record's schema in plain words."""
    problems = []
    for failure in error.errors(include_url=False):
        field = _path(failure["loc"])
        what, remedy = _plain(failure, known_fields)
        top = str(failure["loc"][0]) if failure["loc"] else ""
        line = place.fields.get(top, place.line)
        problems.append(Problem(place.file, line, record, field, what, remedy))
    return problems


def _path(location: tuple[int | str, ...]) -> str:
    words = ""
    for part in location:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def _plain(failure: Any, known_fields: Iterable[str]) -> tuple[str, str]:
    value, context = failure["input"], failure.get("ctx", {})
    match failure["type"]:
        case "missing":
            return "is missing", "add it"
        case "extra_forbidden":
            if len(failure["loc"]) > 1:
                return "is not a field here", "remove it"
            return "is not a field of this file", f"remove it or use one of: {', '.join(known_fields)}"
        case "enum":
            return f"{value!r} is not allowed", f"use one of: {context['expected'].replace(' or ', ', ')}"
        case "string_type":
            return f"{value!r} is not text", "put it in quotation marks"
        case "list_type":
            return f"{value!r} is not a list", "write one item a line, each after a dash"
        case "dict_type":
            return (
                f"{value!r} is not names with values",
                "write each name once, as name: value, in CSV as name=value; name=value",
            )
        case "bool_parsing" | "bool_type":
            return f"{value!r} is neither yes nor no", "write yes or no"
        case "int_parsing" | "int_type" | "int_from_float" | "float_parsing" | "float_type":
            return f"{value!r} is not a number", "write digits only, or leave it empty where unknown"
        case "finite_number":
            return f"{value!r} is no finite number", "write digits only, or leave it empty where unknown"
        case "value_error":
            what, _, remedy = str(context["error"]).partition("; ")
            return what, remedy or "correct it"
    return failure["msg"][:1].lower() + failure["msg"][1:], "correct it"
