"""Authors of the studies: who is one, the network of all, and its picture."""

import csv
import io

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from cairn.community import coauthorship
from cairnhub.community.authors import drawings, picture
from cairnhub.community.authors.models import Drawing, Shared
from cairnhub.community.authors.reading import Field
from cairnhub.history import actions
from factories import make_finding, make_link, make_reference, make_study

pytestmark = pytest.mark.django_db
TESTS = actions.System("Tests")


def published(*authors: str):
    return make_study(references=[make_reference(authors=list(authors))])


def key_of(name: str) -> str:
    return next(author.key for author in Field().authors.values() if author.name == name)


def test_names_that_differ_in_marks_are_one_and_others_are_not():
    published("Müller A", "Mullan, Fitzhugh", "Mullan, Frank", "Mullan F")
    published("Muller  A")

    field = Field()

    assert [author.name for author in field.ranked if len(field.studies[author.key]) == 2] in (
        ["Müller A"],
        ["Muller A"],
    )
    assert len(field.authors) == 4


def test_only_visible_studies_have_authors(client):
    gone = published("Gone G")
    published("Here H")
    assert client.get(f"/community/authors/{key_of('Gone G')}/").status_code == 200
    address = f"/community/authors/{key_of('Gone G')}/"

    actions.remove(obj=gone, by=TESTS, reason="Not about it.")

    assert [author.name for author in Field().authors.values()] == ["Here H"]
    assert client.get(address).status_code == 404


def test_two_records_of_one_study_tie_only_those_who_share_a_record():
    make_study(references=[make_reference(authors=["Ay A", "Bee B"]), make_reference(authors=["Cee C"])])

    field = Field()

    assert field.partners[key_of("Cee C")] == set()
    assert len(field.studies[key_of("Cee C")]) == 1


def test_the_page_names_bridges_and_groups_apart(client):
    published("Ay A", "Bee B", "Bridge X")
    published("Bridge X", "Dee D", "Eff E")
    published("Apart P", "Apart Q")
    published("Alone Z")

    page = client.get("/community/authors/").content.decode()

    assert "8 authors of 4 publications" in page
    assert "joins groups of 2 and 2 authors" in page
    assert page.index("Bridge X</a> joins") > 0
    assert "The largest group joined by publications has 5 authors. 1 other group shares no author" in page
    assert "1 who share no publication with anybody here is not drawn" in page
    assert page.count("<circle") == 7


def test_without_studies_the_page_says_what_to_do(client):
    page = client.get("/community/authors/").content.decode()

    assert "No study with a named author is here yet" in page
    assert not Drawing.objects.exists()


def test_the_picture_is_made_once_for_each_state(client):
    published("Ay A", "Bee B")
    client.get("/community/authors/")
    first = Drawing.objects.get()
    client.get("/community/authors/?page=2")
    assert Drawing.objects.get().drawn_at == first.drawn_at

    published("Ay A", "Cee C")
    page = client.get("/community/authors/").content.decode()

    assert Drawing.objects.get().digest != first.digest
    assert page.count("<circle") == 3


def test_a_large_network_is_asked_for_once_and_drawn_by_the_worker(client, monkeypatch):
    monkeypatch.setattr(drawings, "SMALL", 1)
    published("Ay A", "Bee B")

    page = client.get("/community/authors/").content.decode()
    client.get("/community/authors/?page=1")

    assert "is being drawn" in page
    assert "Ay A" in page
    assert OrmQ.objects.count() == 1
    drawings.make()
    drawings.make()
    assert client.get("/community/authors/").content.decode().count("<circle") == 2
    assert Drawing.objects.count() == 1


def test_a_picture_whose_job_failed_is_asked_for_again(client, monkeypatch):
    monkeypatch.setattr(drawings, "SMALL", 1)
    published("Ay A", "Bee B")
    client.get("/community/authors/")
    OrmQ.objects.all().delete()
    client.get("/community/authors/")
    assert OrmQ.objects.count() == 0
    Drawing.objects.update(asked_at=timezone.now() - drawings.PATIENCE * 2)

    client.get("/community/authors/")
    client.get("/community/authors/")

    assert OrmQ.objects.count() == 1


def on_links():
    """Ay works on one link and, without a finding yet, on another; Bee on the first, Cee and Dee on the second."""
    first, second, third = make_link(), make_link(), make_link()
    both = published("Ay A")
    make_finding(study=both, link=first)
    make_study(references=[make_reference(authors=["Ay A"])], look_here=[second])
    make_finding(study=published("Bee B", "Bee2 B"), link=first)
    make_study(
        references=[make_reference(authors=["Cee C", "Dee D"])], exposures=[second.source], outcomes=[second.target]
    )
    make_finding(study=published("Apart P", "Apart Q"), link=third)
    published("Alone Z")
    return first, second


def test_who_works_on_the_same_links_is_a_network_of_its_own(client):
    first, _ = on_links()

    page = client.get("/community/authors/?by=links").content.decode()

    assert "Who works on the same links?" in page
    assert "Ay A</a> joins groups of 2 and 2 authors" in page
    assert "The largest group joined by links has 5 authors. 1 other group shares no author" in page
    assert "1 who share no link with anybody here is not drawn" in page
    drawn = page.split('aria-label="Picture of')[1].split("</svg>")[0]
    assert (drawn.count("<circle"), drawn.count("<rect")) == (7, 3)
    assert first.label()[:10] in drawn
    assert "?by=links" in page.split('aria-current="page">By')[0].rsplit("<a", 1)[1]


def test_who_works_on_which_link_is_a_table_and_a_file(client):
    first, second = on_links()
    page = client.get("/community/authors/?by=links").content.decode()
    table = page.split("Who works on which link</h2>")[1].split("</table>")[0]
    assert table.count("<tr>") == 4
    assert "Cee C" in table.split(second.get_absolute_url())[1]
    assert "Who works on which link</h2>" not in client.get("/community/authors/").content.decode()
    text = client.get("/community/authors/links.csv").content.decode("utf-8-sig")
    rows = {row["link"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[second.pk]["names of authors"] == "Ay A; Cee C; Dee D"
    assert rows[first.pk]["authors"] == "3"


def test_each_network_has_its_picture_as_a_file(client):
    on_links()
    for shared in Shared.values:
        answer = client.get(f"/community/authors/by-{shared}.svg")
        assert answer["Content-Type"].startswith("image/svg+xml")
        assert b"<circle" in answer.content
    assert client.get("/community/authors/by-friends.svg").status_code == 404
    assert client.get("/community/authors/by-links.exe").status_code == 404


def test_a_picture_not_drawn_yet_is_no_file_and_its_page_is_not_kept(client, monkeypatch):
    monkeypatch.setattr(drawings, "SMALL", 1)
    on_links()
    assert client.get("/community/authors/by-links.svg").status_code == 404
    assert "no-store" in client.get("/community/authors/?by=links")["Cache-Control"]
    drawings.make("links")
    assert client.get("/community/authors/by-links.svg").status_code == 200
    assert "no-store" not in client.get("/community/authors/?by=links")["Cache-Control"]


def test_the_pictures_of_both_networks_are_kept_beside_each_other(client):
    on_links()
    client.get("/community/authors/?by=links")
    client.get("/community/authors/")
    first = dict(Drawing.objects.values_list("shared", "pk"))
    client.get("/community/authors/?by=links")
    assert dict(Drawing.objects.values_list("shared", "pk")) == first
    assert set(first) == set(Shared.values)


def test_links_without_a_finding_stand_apart_on_the_authors_page(client):
    first, second = on_links()
    page = client.get(f"/community/authors/{key_of('Ay A')}/").content.decode()
    found, beyond = page.split("Studied too, without a finding here yet")
    assert first.get_absolute_url() in found
    assert second.get_absolute_url() not in found
    assert second.get_absolute_url() in beyond


def test_a_page_for_an_author_tells_links_and_who_else_works_on_them(client):
    link = make_link()
    make_finding(study=published("Ay A", "Bee B"), link=link)
    make_finding(study=published("Cee C"), link=link)

    page = client.get(f"/community/authors/{key_of('Ay A')}/").content.decode()

    assert link.get_absolute_url() in page
    assert "Cee C</a>" in page.split("who else works on them")[1].split("Publishes with")[0]
    assert "Bee B</a>" in page.split("Publishes with")[1]
    assert "Cee C" not in page.split("Publishes with")[1]


def test_the_file_holds_every_author_and_no_formula(client):
    published("Ay A", "Bee B")
    published("=Ay A")

    rows = list(csv.DictReader(io.StringIO(client.get("/community/authors/authors.csv").content.decode("utf-8-sig"))))

    assert {row["author"] for row in rows} == {"Ay A", "Bee B", "'=Ay A"}
    assert next(row for row in rows if row["author"] == "Ay A")["names of co-authors"] == "Bee B"


def test_names_are_text_in_the_picture(client):
    published("<script>x</script> A", "Bee B")

    page = client.get("/community/authors/").content.decode()

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_largest_groups_are_drawn_and_of_one_too_large_those_with_most_works(monkeypatch):
    monkeypatch.setattr(picture, "MOST_DRAWN", 4)
    star = {f"w{at}": ["Hub", f"Spoke{at}"] for at in range(6)}

    assert picture.chosen(coauthorship(star | {"other": ["X", "Y"]})) == ["Hub", "Spoke0", "Spoke1", "Spoke2"]
