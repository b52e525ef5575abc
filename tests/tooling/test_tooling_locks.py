"""What is installed is named once, with a reason, and locked by hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
EXTRAS = PROJECT["optional-dependencies"]
NAMED_IN = {
    "base": PROJECT["dependencies"],
    "postgres": PROJECT["dependencies"] + EXTRAS["postgres"],
    "dev": PROJECT["dependencies"] + EXTRAS["postgres"] + EXTRAS["charts"] + EXTRAS["dev"],
}


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", lock_text(name), re.M)
    }


@pytest.mark.parametrize("lock", NAMED_IN)
def test_every_dependency_is_locked_at_a_version_that_fits(lock):
    for line in NAMED_IN[lock]:
        wanted = Requirement(line)
        assert pins(lock)[canonicalize_name(wanted.name)] in wanted.specifier, line


@pytest.mark.parametrize("lock", NAMED_IN)
def test_every_pin_has_hashes_and_no_index_is_named(lock):
    text = lock_text(lock)
    entries = re.findall(r"^[\w.-]+==.*(?:\n    .*)*", text, re.M)
    assert len(entries) == len(pins(lock)) > 20
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize(("smaller", "larger"), [("base", "postgres"), ("postgres", "dev")])
def test_a_larger_lock_holds_the_smaller_one(smaller, larger):
    assert pins(smaller).items() <= pins(larger).items()


@pytest.mark.parametrize("dependency", sorted(set(NAMED_IN["dev"])))
def test_every_dependency_says_why_it_is_there(dependency):
    line = next(line for line in PYPROJECT.splitlines() if f'"{dependency}"' in line)
    assert re.search(r"# \S+ \S+", line), line
