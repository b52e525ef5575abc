"""Two names that are one person, one name that is two people, and people who ask not to be listed."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError

from cairnhub.community.authors.claims.actions import claim, confirm
from cairnhub.community.authors.correcting import actions, queries
from cairnhub.community.authors.models import AuthorClaim, AuthorCorrection, HiddenAuthor
from cairnhub.community.authors.reading import Author, Field, behind
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_finding, make_link, make_person, make_reader, make_reference, make_study

pytestmark = pytest.mark.django_db


def published(*authors: str, **fields):
    return make_study(references=[make_reference(authors=list(authors))], **fields)


def named(name: str, field: Field | None = None) -> Author:
    return next(author for author in (field or Field()).authors.values() if author.name == name)


def at(key: str, end: str = "") -> str:
    return f"/community/authors/{key}/{end}"


def merged(into: str, other: str, editor) -> AuthorCorrection:
    field = Field()
    return actions.merge(
        field=field, into=named(into, field), other=named(other, field), by=editor, reason="Their own page lists both."
    )


def undo(correction: AuthorCorrection, editor) -> None:
    event = Event.objects.filter(kind="author_correction", object_id=correction.pk).last()
    history.undo(event=event, by=editor, reason="Two people after all.")


def test_two_names_count_as_one_and_a_wrong_merge_is_undone(client, editor):
    published("Mullan F", "Chen C")
    published("Mullan FS", "Politzer R")
    old = named("Mullan FS").key

    correction = merged("Mullan F", "Mullan FS", editor)

    field = Field()
    one = named("Mullan F", field)
    assert len(field.authors) == 3
    assert len(field.studies[one.key]) == 2
    assert {author.name for author in field.names(field.partners[one.key])} == {"Chen C", "Politzer R"}
    assert client.get(at(old)).url == at(one.key)
    assert "As printed: Mullan F; Mullan FS." in client.get(at(one.key)).content.decode()

    undo(correction, editor)

    assert len(Field().authors) == 4
    assert client.get(at(old)).status_code == 200
    assert "As printed" not in client.get(at(one.key)).content.decode()


def test_undoing_one_of_two_merges_leaves_the_other(editor):
    for name in ("Doe J", "Doe JA", "Doe, Jane"):
        published(name)
    first = merged("Doe J", "Doe JA", editor)
    merged("Doe, Jane", "Doe J", editor)
    assert len(Field().authors) == 1

    undo(first, editor)

    assert {author.name for author in Field().authors.values()} == {"Doe, Jane", "Doe JA"}


def test_names_on_one_publication_are_two_people(editor):
    published("Doe J", "Doe JA")
    with pytest.raises(ValidationError, match="stand on one publication"):
        merged("Doe J", "Doe JA", editor)


def test_a_record_is_not_merged_with_itself(editor):
    published("Doe J")
    with pytest.raises(ValidationError, match="one record already"):
        merged("Doe J", "Doe J", editor)


def test_records_of_two_claimants_are_not_counted_as_one(editor):
    published("Doe J")
    published("Doe JA")
    for name, who in (("Doe J", "Jo"), ("Doe JA", "Ann")):
        field = Field()
        made = claim(field=field, author=named(name, field), user=make_person(name=who).user)
        confirm(claim=made, by=editor)
    with pytest.raises(ValidationError, match="Two members have confirmed claims"):
        merged("Doe J", "Doe JA", editor)


def test_one_name_is_told_apart_by_publication_and_put_together_again(editor):
    here = published("Chen C", "Ay A")
    there = published("Chen C", "Bee B")
    work = there.references.get().pk
    field = Field()

    made = actions.split(field=field, author=named("Chen C", field), works=[work], by=editor, reason="Another Chen.")

    field = Field()
    both = [author for author in field.authors.values() if author.name == "Chen C"]
    assert sorted(field.studies[one.key] for one in both) == sorted([{here.pk}, {there.pk}])
    assert all(len(field.partners[one.key]) == 1 for one in both)
    assert queries.likely_pairs(field) == []
    later = published("Chen C")
    assert {later.pk, here.pk} in Field().studies.values()

    undo(made, editor)

    assert len([author for author in Field().authors.values() if author.name == "Chen C"]) == 1


@pytest.mark.parametrize(
    ("chosen", "refusal"), [((), "by somebody else"), (("nothing",), "by somebody else"), ((0, 1), "leave one out")]
)
def test_all_none_or_other_publications_cannot_be_told_apart(editor, chosen, refusal):
    works = [published("Chen C").references.get().pk for _ in range(2)]
    field = Field()
    with pytest.raises(ValidationError, match=refusal):
        actions.split(
            field=field,
            author=named("Chen C", field),
            works=[works[one] if isinstance(one, int) else one for one in chosen],
            by=editor,
            reason="Another.",
        )


def test_who_was_told_apart_counts_with_another_name(editor):
    published("Chen C")
    there = published("Chen C")
    published("Chen-Smith C")
    field = Field()
    actions.split(
        field=field,
        author=named("Chen C", field),
        works=[there.references.get().pk],
        by=editor,
        reason="Another Chen.",
    )
    field = Field()
    apart = next(one for one in field.authors.values() if field.studies[one.key] == {there.pk})
    actions.merge(field=field, into=named("Chen-Smith C", field), other=apart, by=editor, reason="She married.")

    field = Field()

    assert sorted(len(studies) for studies in field.studies.values()) == [1, 2]
    assert len(field.studies[named("Chen-Smith C", field).key]) == 2


def test_an_editor_sets_two_side_by_side_and_says_why(client, editor):
    published("Mullan F", "Chen C")
    published("Mullan FS", "Chen C")
    one, other = named("Mullan F").key, named("Mullan FS").key
    client.force_login(editor)
    assert "Set beside Mullan FS" in client.get(at(one)).content.decode()
    address = at(one, f"same/{other}/")
    page = client.get(address).content.decode()
    assert "They share 1 co-author" in page
    assert "Mullan FS" in page

    assert client.post(address, {"name": other}).status_code == 400
    done = client.post(address, {"name": other, "change_reason": "Her own page lists both."})

    assert done.url == at(other)
    assert AuthorCorrection.objects.get().names == ["Mullan FS", "Mullan F"]
    assert Event.objects.get(kind="author_correction").reason == "Her own page lists both."


def test_names_alike_are_suggested_and_any_other_is_found(client, editor):
    published("Mullan F"), published("Mullan, Fitzhugh"), published("Mullan, Frank"), published("Smith M")
    client.force_login(editor)
    pairs = client.get("/community/authors/likely/").content.decode()
    assert "Mullan F and Mullan, Fitzhugh" in pairs or "Mullan, Fitzhugh and Mullan F" in pairs
    assert "3 pairs" not in pairs
    page = client.get(at(named("Mullan F").key, "same/?q=smi")).content.decode()
    assert "Smith M" in page
    assert "Nobody else is called so" in client.get(at(named("Mullan F").key, "same/?q=zz")).content.decode()


def test_an_editor_tells_apart_by_a_form(client, editor):
    published("Chen C")
    there = published("Chen C").references.get().pk
    client.force_login(editor)
    address = at(named("Chen C").key, "apart/")
    assert client.post(address, {"change_reason": "Another."}).status_code == 400
    assert (
        client.post(address, {"works": [there], "change_reason": "Another."}).url == "/community/authors/corrections/"
    )
    assert len(Field().authors) == 2


def test_everybody_reads_what_was_corrected_and_editors_find_undo(client, editor):
    assert "None yet" in client.get("/community/authors/corrections/").content.decode()
    published("Mullan F"), published("Mullan FS")
    made = merged("Mullan F", "Mullan FS", editor)
    page = client.get("/community/authors/corrections/").content.decode()
    assert "Mullan F and Mullan FS are one author" in page
    assert "/remove/" not in page
    text = client.get("/community/authors/corrections.csv").content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == [made.pk]
    client.force_login(editor)
    address = f"/edit/author_correction/{made.pk}/remove/"
    assert address in client.get("/community/authors/corrections/").content.decode()
    assert client.post(address, {"change_reason": "Two people."}).status_code == 302
    assert len(Field().authors) == 2


def test_who_asks_is_not_listed_and_no_name_is_kept(client, editor):
    link = make_link()
    make_finding(study=published("Mullan F", "Chen C"), link=link)
    published("Mullan FS")
    merged("Mullan F", "Mullan FS", editor)
    field = Field()
    author = named("Mullan F", field)
    claim(field=field, author=author, user=make_person().user)
    with pytest.raises(ValidationError, match="Leave the name out"):
        actions.hide(field=field, author=author, by=editor, reason="Dr. Mullan asked.")

    actions.hide(field=field, author=author, by=editor, reason="Asked by e-mail.")

    assert [one.name for one in Field().authors.values()] == ["Chen C"]
    assert [one.name for one, _ in behind([link.pk])] == ["Chen C"]
    assert client.get(at(author.key)).status_code == 404
    assert not AuthorClaim.objects.exists()
    assert "ullan" not in client.get("/community/authors/corrections/").content.decode()
    assert "ullan" not in str(HiddenAuthor.objects.values().get())
    assert client.get("/search/?q=Mullan").content.decode().count("one author") == 0

    client.force_login(editor)
    hidden = HiddenAuthor.objects.get()
    assert "Asked by e-mail." in client.get("/community/authors/hidden/").content.decode()
    client.post(f"/community/authors/hidden/{hidden.pk}/")
    assert len(Field().authors) == 3


def test_hiding_one_of_two_namesakes_leaves_the_other(editor):
    published("Chen C", "Ay A")
    there = published("Chen C")
    field = Field()
    works = [there.references.get().pk]
    actions.split(field=field, author=named("Chen C", field), works=works, by=editor, reason="Another Chen.")
    field = Field()
    apart = next(one for one in field.authors.values() if field.studies[one.key] == {there.pk})

    actions.hide(field=field, author=apart, by=editor, reason="Asked for it.")

    field = Field()
    assert sorted(author.name for author in field.authors.values()) == ["Ay A", "Chen C"]
    assert there.pk not in set().union(*field.studies.values())


def test_a_record_takes_a_few_questions_of_the_database(client, django_assert_max_num_queries):
    link = make_link()
    for at_all in range(6):
        make_finding(study=published("Mullan F", f"Other{at_all} A"), link=link)
    make_reader("Ada", "member")
    with django_assert_max_num_queries(24):
        client.get(at(named("Mullan F").key))


def test_the_links_page_asks_three_questions_more(django_assert_num_queries):
    link = make_link()
    for _ in range(4):
        make_finding(study=published("Mullan F", "Chen C"), link=link)
    with django_assert_num_queries(3):
        assert [(author.name, number) for author, number in behind([link.pk])] == [("Chen C", 4), ("Mullan F", 4)]


def test_link_and_construct_pages_name_who_published_the_findings(client):
    link = make_link()
    make_finding(study=published("Mullan F"), link=link)
    address = at(named("Mullan F").key)
    assert address in client.get(link.get_absolute_url()).content.decode()
    for construct in (link.source, link.target):
        assert address in client.get(construct.get_absolute_url()).content.decode()
    other = make_link()
    assert "its study names no author" in client.get(other.get_absolute_url()).content.decode()
