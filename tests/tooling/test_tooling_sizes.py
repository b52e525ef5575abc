"""Functions of at most 50 lines, files of at most 400, so that each can be read in one go."""

import ast
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FUNCTION = 50
LONGEST_FILE = 400

# A file or a function (path::name) that may be longer, each with the reason.
ALLOWED: dict[str, str] = {}

FILES = sorted(
    file
    for folder in ("src", "tests", "scripts", "benchmarks")
    for file in (ROOT / folder).rglob("*.py")
    if "migrations" not in file.parts
)


@functools.cache
def functions_of(file: Path) -> list[tuple[str, int]]:
    """Return the name and the number of lines of each function."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.name, node.end_lineno - node.lineno + 1) for node in functions]


def too_long(file: Path):
    name = file.relative_to(ROOT).as_posix()
    if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE:
        yield name
    yield from (f"{name}::{function}" for function, lines in functions_of(file) if lines > LONGEST_FUNCTION)


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "benchmarks"])
def test_no_file_and_no_function_is_too_long(folder):
    long = {name for file in FILES if file.is_relative_to(ROOT / folder) for name in too_long(file)}
    assert long <= set(ALLOWED)


def test_exceptions_are_still_needed_and_say_why():
    long = {name for file in FILES for name in too_long(file)}
    assert set(ALLOWED) <= long
    assert all(reason.strip() for reason in ALLOWED.values())


def test_half_of_the_functions_are_under_ten_lines():
    lines = sorted(length for file in FILES if file.is_relative_to(ROOT / "src") for _, length in functions_of(file))
    assert lines[len(lines) // 2] < 10


def test_a_long_function_and_a_long_file_are_found(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    function = "def long():\n" + "    x = 1\n" * LONGEST_FUNCTION
    (tmp_path / "function.py").write_text(function, encoding="utf-8")
    (tmp_path / "file.py").write_text("x = 1\n" * (LONGEST_FILE + 1), encoding="utf-8")
    assert list(too_long(tmp_path / "function.py")) == ["function.py::long"]
    assert list(too_long(tmp_path / "file.py")) == ["file.py"]
