"""One recorded process for all attacks on its files."""

import os

import pytest

from consensus_recording import Recording, recorded


@pytest.fixture(scope="session")
def recording(tmp_path_factory) -> Recording:
    if os.environ.get("CAIRN_DATABASE_URL"):
        pytest.skip("the files of PostgreSQL are not ours to read")
    return recorded(tmp_path_factory.mktemp("recorded"))
