"""What every test stands on: a home of its own, no network, people of each role, the benchmarks where they are."""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

KEPT_VARIABLES = {"CAIRN_BENCHMARKS", "CAIRN_DATABASE_URL"}
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ

# Django's settings read the environment once, when they load, so the home must be set before: this module runs
# first, and for the same reason DJANGO_SETTINGS_MODULE stands here and not in pyproject.toml.
if not IS_WORKER:
    for name in [name for name in os.environ if name.startswith("CAIRN_") and name not in KEPT_VARIABLES]:
        del os.environ[name]
    os.environ["CAIRN_HOME"] = tempfile.mkdtemp(prefix="cairn-tests-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cairnhub.config.settings"
    django.setup()


def pytest_unconfigure(config):
    if not IS_WORKER:
        shutil.rmtree(os.environ["CAIRN_HOME"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """Forget cached pages: their key is the number of the newest event, which each test counts from the start."""
    from django.core.cache import caches

    from cairnhub.consensus.taking.access import forget_kept

    caches["pages"].clear()
    forget_kept()


@pytest.fixture
def member(db):
    return _person("member")


@pytest.fixture
def reviewer(db):
    return _person("reviewer")


@pytest.fixture
def editor(db):
    return _person("editor")


@pytest.fixture
def coordinator(db):
    return _person("coordinator")


@pytest.fixture
def benchmarks() -> Path:
    """Return the folder of reference data and trusted values, or skip where CAIRN_BENCHMARKS does not name one."""
    folder = os.environ.get("CAIRN_BENCHMARKS")
    if not folder:
        pytest.skip("CAIRN_BENCHMARKS names no folder of benchmark data")
    return Path(folder)


def _person(role: str):
    from cairnhub.accounts.models import User

    return User.objects.create_user(email=f"{role}@example.org", name=f"Some {role}", role=role)
