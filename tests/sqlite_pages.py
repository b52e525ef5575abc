"""Reading SQLite's pages past SQLite: in which order the rows of a table lie in its file (sqlite.org/fileformat2)."""

import struct
from collections.abc import Iterator
from pathlib import Path

_LEAF_INDEX, _LEAF_TABLE = 0x0A, 0x0D
_INTERIOR = (0x02, 0x05)


def as_laid_down(file: Path, root: int) -> list[int]:
    """The row numbers of the b-tree at this page, a table or an index of integer keys, as pages hold them from their
    end to their start, which is how they are filled."""
    data = file.read_bytes()
    size = struct.unpack(">H", data[16:18])[0]
    found = []
    for page in sorted(_leaves(data, 65536 if size == 1 else size, root)):
        found += _rows(data, 65536 if size == 1 else size, page)
    return found


def _leaves(data: bytes, size: int, page: int) -> Iterator[int]:
    start, head = _place(size, page)
    if data[head] not in _INTERIOR:
        yield page
        return
    yield from _leaves(data, size, struct.unpack(">I", data[head + 8 : head + 12])[0])
    for offset in _cells(data, head, 12):
        yield from _leaves(data, size, struct.unpack(">I", data[start + offset : start + offset + 4])[0])


def _rows(data: bytes, size: int, page: int) -> list[int]:
    start, head = _place(size, page)
    read = _row_of_table if data[head] == _LEAF_TABLE else _row_of_index
    return [read(data, start + offset) for offset in sorted(_cells(data, head, 8), reverse=True)]


def _place(size: int, page: int) -> tuple[int, int]:
    # The first page begins with the header of the file.
    return (page - 1) * size, (page - 1) * size + (100 if page == 1 else 0)


def _cells(data: bytes, head: int, header: int) -> list[int]:
    number = struct.unpack(">H", data[head + 3 : head + 5])[0]
    return [struct.unpack(">H", data[at : at + 2])[0] for at in range(head + header, head + header + 2 * number, 2)]


def _row_of_table(data: bytes, at: int) -> int:
    _length, at = _varint(data, at)
    return _varint(data, at)[0]


def _row_of_index(data: bytes, at: int) -> int:
    """The last column of a key, which is the row number."""
    _length, at = _varint(data, at)
    begin = at
    header, at = _varint(data, at)
    kinds = []
    while at < begin + header:
        kind, at = _varint(data, at)
        kinds.append(kind)
    at = begin + header + sum(map(_width, kinds[:-1]))
    return int.from_bytes(data[at : at + _width(kinds[-1])], "big", signed=True)


def _width(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        value = value << 7 | data[at + place] & 0x7F
        if data[at + place] < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
