"""ORCID and ROR on this computer."""

import pytest

from literature.answering import serving


@pytest.fixture
def services(settings):
    with serving() as found:
        settings.ORCID_URL, settings.ORCID_API_URL = f"{found.url}/orcid", f"{found.url}/pub/v3.0"
        settings.ROR_URL = f"{found.url}/ror/v2"
        settings.ORCID_CLIENT_ID, settings.ORCID_CLIENT_SECRET = "APP-1234567890ABCDEF", "a-well-kept-secret"
        settings.LOOKUP_ON, settings.LOOKUP_SECONDS = True, 2.0
        yield found
