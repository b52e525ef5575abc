"""No page or file for everybody names a page that was read but may not be published, for any study of the hub."""

import html
import re
from pathlib import Path

import pytest

from cairnhub.content.loading import load
from cairnhub.evidence.models import Study, Synthesis
from cairnhub.literature.models import Reference

pytestmark = pytest.mark.django_db
CONTENT = Path(__file__).parents[2] / "content"
ADDRESS = re.compile(r"https?://[^\s\"'<>,;]+")


def addresses_in(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return {found.rstrip("/.") for found in ADDRESS.findall(html.unescape(response.content.decode()))}


def test_no_public_page_of_any_study_names_a_copy(client):
    load(CONTENT)
    references = list(Reference.objects.all())
    published = {reference.address for reference in references} | {reference.url for reference in references}
    published |= {f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}" for reference in references if reference.pmid}
    published |= set(Synthesis.objects.values_list("source_url", flat=True))
    read = {reference.provenance_url for reference in references} - {""}
    copies = {address.rstrip("/.") for address in read} - {address.rstrip("/.") for address in published}
    assert len(copies) > 50, "the starting content names what was read"
    pages = [one.get_absolute_url() for one in (*Study.objects.all(), *references)]
    lists = [f"/evidence/?page={number}" for number in range(1, 7)]
    files = ["/evidence/studies.csv", "/evidence/map.csv", "/search/?q=rural", "/search/?q=https"]
    for url in (*pages, *lists, "/evidence/map/", *files):
        assert not addresses_in(client, url) & copies, url
