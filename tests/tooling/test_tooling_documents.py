"""The README's commands exist, every setting and command is documented, and every linked file is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
DOCUMENTS = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")})
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_command_exists(document):
    commands = re.findall(r"(?:`|^    (?:\w+=\S+ )*)make ([a-z]+)", document.read_text(encoding="utf-8"), re.M)
    assert set(commands) <= TARGETS


def test_the_readme_opens_with_the_two_commands():
    indented = re.findall(r"^    (.+?)\s*(?:#.*)?$", README, re.M)
    assert indented == ["make run", "make test"]
    assert len(README.splitlines()) < 50


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_linked_file_is_there(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_environment_variable_is_documented():
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "scripts").iterdir()]
    used = {name for file in sources for name in re.findall(r"\bCAIRN_[A-Z_]+\b", file.read_text(encoding="utf-8"))}
    assert sorted(name for name in used if f"`{name}" not in OPERATING) == []


def test_every_command_of_the_hub_is_documented():
    cairn = Path(sys.executable).with_name("cairn")
    text = subprocess.run([cairn, "hub", "--help"], capture_output=True, text=True, check=True).stdout
    verbs = re.findall(r"^  ([a-z-]+)  ", text.split("Commands:")[1], re.M)
    assert len(verbs) > 5
    assert [verb for verb in verbs if f"cairn hub {verb}" not in OPERATING] == []


def test_make_help_lists_every_target():
    text = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"make ([a-z]+)", text)) == TARGETS
