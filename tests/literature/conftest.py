"""Crossref and PubMed on this computer."""

import pytest

from literature.answering import serving


@pytest.fixture
def services(settings):
    with serving() as found:
        settings.CROSSREF_URL, settings.PUBMED_URL = f"{found.url}/crossref", f"{found.url}/pubmed"
        settings.LOOKUP_ON, settings.LOOKUP_SECONDS, settings.LOOKUP_CONTACT = True, 2.0, ""
        yield found
