"""Write records as the files of a content folder: one form, so that two exports differ only where the content does."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import yaml

from cairn.base.errors import InputError

from .base import Record
from .reading import REMOVED, VERSIONS, Content
from .schema import FILES


def write(content: Content, folder: Path, *, force: bool = False) -> dict[str, int]:
    """Write all files, records in the order of their identifiers; answer how many records each file holds.

    Optional files that would be empty are written only where they stand already.

    Raises:
        InputError: a file would be overwritten and `force` is not given.
    """
    texts = _texts(content, folder)
    standing = [name for name in texts if (folder / name).exists()]
    if standing and not force:
        raise InputError("stands there already", where=str(folder / standing[0]), remedy="add --force to overwrite")
    for name, (text, _) in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return {name: number for name, (_, number) in texts.items()}


def _texts(content: Content, folder: Path) -> dict[str, tuple[str, int]]:
    texts = {}
    for file in FILES:
        records = [content.of(file.kind)[name] for name in sorted(content.of(file.kind))]
        if records or not file.optional or (folder / file.name).exists():
            as_text = yaml_text if file.name.endswith(".yaml") else csv_text
            texts[file.name] = as_text(records, file.record), len(records)
    if content.removed or (folder / REMOVED).exists():
        texts[REMOVED] = _removed_text(content), len(content.removed)
    for version, members in content.frozen.items():
        lines = "".join(json.dumps(member, ensure_ascii=False, sort_keys=True) + "\n" for member in members)
        texts[f"{VERSIONS}/{version}.jsonl"] = lines, len(members)
    return texts


def yaml_text(records: list[Any], record: type[Record]) -> str:
    """Return the records as YAML, a blank line between them; unknown fields are left out."""
    blocks = [_block(entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)) for entry in records]
    return "\n".join(blocks) if blocks else "[]\n"


def _block(values: dict[str, Any]) -> str:
    return yaml.safe_dump([values], allow_unicode=True, sort_keys=False, width=110)


def csv_text(records: list[Any], record: type[Record]) -> str:
    """Return the records as CSV with all columns; an empty cell is unknown."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(record.columns())
    for entry in records:
        values = entry.model_dump(mode="json", by_alias=True)
        writer.writerow([_cell(values[column]) for column in record.columns()])
    return buffer.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return repr(value).removesuffix(".0")
        case list():
            return _list_cell(value)
        case dict():
            return _pairs_cell(value)
    return str(value)


def _list_cell(items: list[str]) -> str:
    if any(";" in item or item.startswith("[") for item in items):
        return json.dumps(items, ensure_ascii=False)
    return "; ".join(items)


def _pairs_cell(pairs: dict[str, Any]) -> str:
    """Write name=value; name=value where that is read as the same pairs, else JSON; by name, as no database promises
    to keep another order.
    """
    values = list(pairs.values())
    numbers = all(isinstance(value, float) for value in values)
    words = [*pairs, *([] if numbers else values)]
    if all(map(_is_plain, words)) and not any("=" in name for name in pairs):
        return "; ".join(f"{name}={_cell(value)}" for name, value in sorted(pairs.items()))
    return json.dumps(pairs, ensure_ascii=False, sort_keys=True)


def _is_plain(word: Any) -> bool:
    return isinstance(word, str) and word == word.strip() != "" and not {*";{"} & {*word}


def _removed_text(content: Content) -> str:
    rows = sorted(content.removed)
    return "kind,id\n" + "".join(f"{kind},{name}\n" for kind, name in rows)
