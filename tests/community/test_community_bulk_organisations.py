"""Organisations imported from a list: every row accounted for, nothing written twice, all of it taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.actions import erase
from cairnhub.accounts.models import User
from cairnhub.community.bulk import actions, jobs, queries
from cairnhub.community.bulk.columns import MOST_BYTES
from cairnhub.community.bulk.models import Batch, Draft
from cairnhub.community.bulk.organisations import COLUMNS, Outcome, plan
from cairnhub.community.duplicates.actions import merge, seen_state
from cairnhub.community.models import Organisation
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import TESTS, make_call, make_organisation

pytestmark = pytest.mark.django_db
HEADER = "name,type,country,address,what it does here,sources\n"
LIST = HEADER + (
    "A new school,school,Ghana,new.example/school,Trains nurses.,https://a.example; https://b.example\n"
    "A SCHOOL of medicine,School,,,,\n"
    "Elsewhere,Foundations,,https://www.here.example/,,\n"
    "Beyond Flexner Alliance,Social mission networks,,,,\n"
    "a new school,school,,,,\n"
    ",castle,,nonsense address,,\n"
)


@pytest.fixture
def here(db):
    make_organisation(id="beyond", name="Beyond Flexner Aliance")
    return make_organisation(id="here", name="A school of medicine", url="http://here.example")


@pytest.fixture
def draft(here, editor):
    return keep(LIST, editor)


def keep(text: str, by) -> Draft:
    return actions.keep_draft(kind="organisations", text=text, columns=COLUMNS, by=by)


def take_in(draft, by, **given):
    defaults = {"reason": "The list of May.", "new": set(), "seen": plan(draft.text).digest}
    return actions.import_organisations(draft=draft, by=by, **(defaults | given))


def outcomes(text: str) -> list[str]:
    return [row.outcome.value for row in plan(text).rows]


def test_every_row_has_an_outcome_with_its_line_and_its_reason(draft):
    rows = plan(draft.text).rows
    assert [(row.line, row.outcome.value) for row in rows] == [
        (2, "add"),
        (3, "here"),
        (4, "here"),
        (5, "like"),
        (6, "here"),
        (7, "wrong"),
    ]
    assert [(one.name, one.why) for row in rows[1:5] for one in row.others] == [
        ("A school of medicine", "the same name"),
        ("A school of medicine", "the same address"),
        ("Beyond Flexner Aliance", "names that differ little"),
        ("A new school", "the same name, on line 2"),
    ]
    wrong = dict(rows[5].problems)
    assert list(wrong) == ["name", "type", "address"]
    assert wrong["name"] == "is missing: fill it in, or take the row out."
    assert wrong["address"] == "“nonsense address” is no web address: write it like https://example.org."
    assert wrong["type"].startswith("“castle” is no type: write one of Schools, Research centres")


def test_what_is_added_is_what_the_row_says(draft, editor):
    batch = take_in(draft, editor)
    made = Organisation.objects.get(pk="a_new_school")
    assert (made.organisation_type, made.country, made.url) == ("school", "Ghana", "https://new.example/school")
    assert (made.role, made.source_urls) == ("Trains nurses.", ["https://a.example", "https://b.example"])
    assert not made.verified
    assert batch.counts == {"added": 1, "left_out": 1, "here": 3, "wrong": 1}
    assert Event.objects.get(pk=batch.events[0]).reason == "The list of May."
    assert not Draft.objects.exists()


def test_a_row_that_looks_like_another_is_added_where_somebody_says_so(draft, editor):
    # Line 3 is here already and line 99 is none of the list's: saying so adds neither.
    assert take_in(draft, editor, new={5, 3, 99}).counts["added"] == 2
    assert Organisation.objects.filter(name="Beyond Flexner Alliance").exists()


def test_pressing_twice_writes_once(draft, editor):
    assert take_in(draft, editor) == take_in(draft, editor, seen="whatever")
    assert Organisation.objects.filter(name="A new school").count() == 1


def test_the_same_list_again_adds_nothing(draft, editor):
    take_in(draft, editor)
    with pytest.raises(ValidationError, match="Nothing would be added"):
        take_in(keep(LIST, editor), editor)


def test_a_directory_that_changed_since_the_look_is_looked_at_again(draft, editor):
    seen = plan(draft.text).digest
    make_organisation(name="A new school")
    with pytest.raises(ValidationError, match="has changed since you looked"):
        take_in(draft, editor, seen=seen)


def test_refusals_keep_the_list_and_write_nothing(draft, editor, monkeypatch):
    with pytest.raises(ValidationError, match="Say why"):
        take_in(draft, editor, reason=" ")
    add = history.add

    def fail_at_the_second(*, obj, **given):
        if obj.name.startswith("Beyond"):
            raise ValidationError("The disk is full.")
        return add(obj=obj, **given)

    monkeypatch.setattr(history, "add", fail_at_the_second)
    with pytest.raises(ValidationError, match=r"Line 5: The disk is full\. Nothing was imported\."):
        take_in(draft, editor, new={5})
    assert Draft.objects.count() == 1
    assert not Organisation.objects.filter(name="A new school").exists()


def test_a_list_thrown_away_cannot_be_taken_in(draft, editor):
    actions.drop_draft(draft=Draft.objects.get())
    with pytest.raises(ValidationError, match="thrown away"):
        take_in(draft, editor)


def test_an_import_is_taken_back_as_a_whole_but_for_what_was_touched_since(here, editor):
    rows = "".join(f"{name},school,,,,\n" for name in ("Alder", "Birch tree", "Cedar wood", "Dogwood house"))
    batch = take_in(keep(HEADER + rows, editor), editor)
    alder, birch, cedar, _ = (one.organisation for one in queries.added_by(batch))
    history.change(obj=alder, by=editor, reason="Known now.", values={"country": "Peru"})
    make_call(organisation=birch)
    history.remove(obj=cedar, by=editor, reason="Not here.")
    done = actions.take_back(batch=batch, by=editor)
    assert done.removed == 1
    assert done.stays[0].startswith("Birch tree: Cannot remove it, it is still used by: Schools for a cohort")
    assert done.stays[1] == "Alder: changed since"
    assert [one.state for one in queries.added_by(batch)] == ["changed since", "as added", "removed", "removed"]
    assert actions.take_back(batch=batch, by=editor).removed == 0


def test_one_that_was_merged_away_is_here_and_one_that_was_removed_is_asked_about(here, editor):
    gone, removed = make_organisation(name="The old name"), make_organisation(name="Closed for good")
    merge(kept=here, gone=gone, values={}, by=editor, reason="One.", seen=seen_state(here, gone))
    history.remove(obj=removed, by=TESTS, reason="")
    rows = plan(HEADER + "The old name,school,,,,\nClosed for good,school,,,,\n").rows
    assert [(row.outcome, row.others[0].name) for row in rows] == [
        (Outcome.HERE, "A school of medicine"),
        (Outcome.LIKE, "Closed for good"),
    ]


def test_rows_that_look_like_earlier_ones_are_asked_about(here):
    text = HEADER + "Kellogg Foundation,foundation,,,,\nKelogg Foundation,foundation,,,,\n"
    assert outcomes(text) == ["add", "like"]
    assert plan(text).rows[1].others[0].why == "names that differ little, on line 2"


def test_a_row_that_is_wrong_takes_no_name_from_a_later_one(here):
    assert outcomes(HEADER + "Alder,castle,,,,\nAlder,school,,,,\n") == ["wrong", "add"]


def test_a_row_with_too_many_cells_says_so(here):
    row = plan(HEADER + "Alder, Birch and Co,school,,,,,more\n").rows[0]
    assert row.problems[0][1].startswith("has 8 cells under 6 columns: put quotation marks")


def test_columns_are_known_by_other_names_and_the_rest_is_told(here):
    text = "Organization;Website;Organisation_Type;Favourite colour\nAlder;alder.example;school;green\n"
    assert plan(text).unused == ["Favourite colour"]
    assert plan(text).rows[0].values["url"] == "https://alder.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: no column is called “name”; write the names of the columns there: name, type"),
        ("name,type\n", "There is no row below the header; give one row for each"),
        ("name,organisation,type\na,b,school\n", "Line 1: “name” and “organisation” both mean name; leave one"),
        ('name,type\n"a,school\n', "Line 2: a quotation mark is opened and not closed"),
        ("name,type\n" + "a,school\n" * 501, "There are 501 rows, and at most 500 are taken; send it in parts"),
        ("name,type\n" + "é" * MOST_BYTES, "This is larger than 1000 kB; send it in parts"),
    ],
)
def test_a_list_that_cannot_be_read_says_where_and_what_to_do(editor, text, said):
    with pytest.raises(ValidationError) as refused:
        keep(text, editor)
    assert refused.value.messages[0].startswith(said)
    assert not Draft.objects.exists()


def test_what_the_directory_hands_out_is_all_here(here, client, editor):
    body = client.get(reverse("community:organisations_csv")).content.decode()
    assert {row.outcome for row in plan(body).rows} == {Outcome.HERE}


# Pages


@pytest.fixture
def page(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_looked_at_imported_and_taken_back(page, here, encoding):
    text = "name;type\nÉcole de santé;school\n"
    sent = {"file": SimpleUploadedFile("list.csv", text.encode(encoding))}
    preview = page.post(reverse("bulk:organisations"), sent).headers["Location"]
    body = page.get(preview).content.decode()
    assert "École de santé" in body
    seen = body.split('name="seen" value="')[1].split('"')[0]
    result = page.post(preview, {"seen": seen, "change_reason": "The list of May."}).headers["Location"]
    assert page.get(preview).headers["Location"] == result
    assert page.post(preview, {"seen": seen, "change_reason": "Again."}).headers["Location"] == result
    body = page.get(result).content.decode()
    assert "École de santé" in body
    undone = page.post(reverse("bulk:organisations_undo", args=[Batch.objects.get().pk]), follow=True).content.decode()
    assert "Taken back: 1 of what this import added." in undone
    assert "Nothing of it can be taken back" in undone


def test_choices_survive_an_error(page, draft):
    address = reverse("bulk:organisations_preview", args=[draft.token])
    answer = page.post(address, {"row-5": "new", "seen": plan(draft.text).digest, "change_reason": ""})
    assert answer.status_code == 400
    assert '<input type="radio" name="row-5" value="new" checked>' in answer.content.decode()
    csv = page.get(reverse("bulk:organisations_preview_csv", args=[draft.token])).content.decode()
    assert len(csv.splitlines()) == 7


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Choose a file or paste the rows: one of the two."),
        ({"text": "colour\nred"}, "no column is called “name”"),
        ({"file": ("book.xlsx", b"PK\x03\x04")}, "This is a workbook, not text; save it as CSV"),
        ({"file": ("large.csv", b"a" * (MOST_BYTES + 1))}, "This is larger than 1000 kB"),
    ],
)
def test_what_cannot_be_read_is_sent_back_with_what_to_do(page, sent, said):
    sent = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in sent.items()}
    answer = page.post(reverse("bulk:organisations"), sent)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_list_is_its_senders_alone(client, draft):
    other = User.objects.create_user(email="other@example.org", role="editor")
    client.force_login(other)
    for name in ("organisations_preview", "organisations_preview_csv"):
        assert client.get(reverse(f"bulk:{name}", args=[draft.token])).status_code == 404
    assert client.post(reverse("bulk:organisations_discard", args=[draft.token])).status_code == 404


def test_a_list_is_forgotten_after_a_day_and_with_its_sender(draft, editor):
    jobs.clean_up()
    assert Draft.objects.count() == 1
    Draft.objects.update(made_at=timezone.now() - actions.KEPT)
    jobs.clean_up()
    assert not Draft.objects.exists()
    keep(LIST, editor)
    erase(user=editor)
    assert not Draft.objects.exists()


def test_questions_do_not_grow_with_the_rows(here, django_assert_max_num_queries):
    rows = "".join(f"{'abcdefghijklmnop'[at] * 7} house,school,,{at}.example,,\n" for at in range(16))
    with django_assert_max_num_queries(3):
        assert outcomes(HEADER + rows) == ["add"] * 16


def test_the_result_asks_a_fixed_number_of_questions(here, page, editor, django_assert_max_num_queries):
    rows = "".join(f"{'abcdefghijklmnop'[at] * 7} house,school,,,,\n" for at in range(16))
    batch = take_in(keep(HEADER + rows, editor), editor)
    with django_assert_max_num_queries(12):
        page.get(reverse("bulk:organisations_result", args=[batch.pk]))
