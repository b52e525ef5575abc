"""What is found, whatever the database: these tests run on SQLite and on PostgreSQL and expect the same."""

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairnhub.search import queries
from cairnhub.search.index import drop, put
from cairnhub.search.models import SearchEntry
from cairnhub.search.words import read_question

pytestmark = pytest.mark.django_db
any_number_of_examples_on_one_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)

#          kind     title                                          body
ENTRIES = {
    "a": ("study", "Rural tracks and where graduates practise", "A cohort in Médecine, post-baccalaureate."),
    "b": ("study", "Teaching health centers", "Rural/remote practice; graduates of nursing. 10.1097/ACM.0001"),
    "c": ("link", "Rural tracks → rural practice", ""),
    "d": ("link", "Recruitment → diversity", "Recruiting people from rural places widens tracks."),
    "e": ("person", "O'Brien, the practitioner", "1e5abc and 2010s"),
}


@pytest.fixture
def entries():
    for object_id, (kind, title, body) in ENTRIES.items():
        put(kind=kind, object_id=object_id, title=title, body=body, url=f"/{object_id}/")


def found(text, **options):
    return "".join(sorted(row.object_id for row in queries.find(text, **options).rows))


@pytest.mark.parametrize(
    ("asked", "whole_text", "titles_only"),
    [
        # one word, in any form of case, number and accent
        ("rural", "abcd", "ac"),
        ("RURAL", "abcd", "ac"),
        ("track", "acd", "ac"),
        ("medecine", "a", ""),
        ("médecine", "a", ""),
        # every word must be there, in any order, in the title or in the text
        ("tracks rural", "acd", "ac"),
        ("graduates practise", "a", "a"),
        ("nursing centers", "b", ""),
        # parts of words joined by signs
        ("remote", "b", ""),
        ("baccalaureate", "a", ""),
        ("post-baccalaureate", "a", ""),
        ("10.1097/acm.0001", "b", ""),
        ("o'brien", "e", "e"),
        ("1e5abc", "e", ""),
        ("2010s", "e", ""),
        # side by side
        ('"rural practice"', "c", "c"),
        ('"rural tracks"', "ac", "ac"),
        # an open end needs three letters
        ("recruit*", "d", "d"),
        ("pract*", "abce", "ace"),
        ("r*", "", ""),
        # words every text has are left out where there are others
        ("the rural", "abcd", "ac"),
        ("the", "e", "e"),
        # a kind is not a word of the text
        ("study", "", ""),
        ("kind:study", "", ""),
        # nothing asked, nothing found
        ("", "", ""),
        ('"*(', "", ""),
    ],
)
def test_what_is_found(entries, asked, whole_text, titles_only):
    assert found(asked) == whole_text
    assert found(asked, titles_only=True) == titles_only


def test_kinds_limit_what_is_found(entries):
    assert found("rural", kinds=["link"]) == "cd"
    assert found("rural", kinds=["link", "study"]) == "abcd"
    assert found("rural", kinds=["person"]) == ""


def test_each_kind_is_counted(entries):
    kinds = ["study", "link", "person", "data_source"]
    assert queries.count_by_kind("rural", kinds) == {"study": 2, "link": 2}
    assert queries.count_by_kind("rural", kinds, titles_only=True) == {"study": 1, "link": 1}
    assert queries.count_by_kind("", kinds) == {}


def test_a_word_in_the_title_weighs_most(entries):
    assert {row.object_id for row in queries.find("rural", limit=2).rows} == {"a", "c"}


def test_every_match_of_a_kind(entries):
    assert set(queries.matching("rural", "study")) == {"a", "b"}
    assert queries.matching("rural", "study")[0] == "a"
    assert queries.matching("nowhere", "study") == []
    assert queries.matching(" * ", "study") is None


def test_rows_carry_marked_pieces_never_html():
    put(kind="study", object_id="x", title="<b>Rural</b>", body="<script>rural</script>", url="/x/")
    row = queries.find("rural").rows[0]
    assert [(piece.text, piece.found) for piece in row.title] == [("<b>", False), ("Rural", True), ("</b>", False)]
    assert "".join(piece.text for piece in row.snippet) == "<script>rural</script>"
    assert (row.kind, row.url) == ("study", "/x/")


def test_pages_follow_each_other_without_gap_or_repetition(entries):
    whole = [row.object_id for row in queries.find("rural").rows]
    parts = [queries.find("rural", limit=2, offset=offset).rows for offset in (0, 2, 4)]
    assert [row.object_id for rows in parts for row in rows] == whole


def test_a_common_word_is_bounded_and_says_so(monkeypatch):
    monkeypatch.setattr(queries, "MOST_RANKED", 3)
    for number in range(5):
        put(kind="study", object_id=f"s{number}", title="Rural", body="", url="/")
    put(kind="link", object_id="rare", title="A longer title about something rural", body="", url="/")
    results = queries.find("rural", limit=20)
    assert (results.total, results.more, results.count) == (3, True, "more than 3")
    assert {row.object_id for row in results.rows} == {"s3", "s4", "rare"}
    assert queries.count_by_kind("rural", ["study", "link"]) == {"study": 4, "link": 1}
    assert set(queries.matching("rural", "study")) == {f"s{number}" for number in range(5)}


def test_an_overview_has_the_best_of_each_kind_even_of_one_beyond_what_is_ranked(monkeypatch):
    put(kind="link", object_id="old", title="Rural", body="", url="/")
    for number in range(4):
        put(kind="study", object_id=f"s{number}", title="Rural", body="", url="/")
    monkeypatch.setattr(queries, "MOST_RANKED", 3)
    groups = queries.overview("rural", ["person", "link", "study"], each=2)
    assert [(group.kind, group.count, len(group.rows)) for group in groups] == [
        ("link", "1", 1),
        ("study", "more than 3", 2),
    ]


def test_the_index_keeps_step_with_changes_and_removals(entries):
    put(kind="study", object_id="a", title="Urban tracks", body="", url="/a/")
    assert (found("urban"), found("rural")) == ("a", "bcd")
    drop(kind="study", object_id="a")
    drop(kind="study", object_id="a")
    assert found("urban") == ""


def test_putting_the_same_again_keeps_one_entry(entries):
    put(kind="study", object_id="a", title="Rural", body="", url="/a/")
    assert SearchEntry.objects.filter(object_id="a").count() == 1
    assert found("rural") == "abcd"


def test_every_tracked_kind_has_a_name():
    kinds = {model.kind for model in apps.get_models() if hasattr(model, "search_body")}
    assert kinds <= queries.kind_names().keys()


@any_number_of_examples_on_one_database
@given(st.text())
def test_no_question_raises(entries, text):
    queries.find(text)
    queries.find(text, kinds=["study"], titles_only=True)
    queries.overview(text, ["study", "link"])
    queries.matching(text, "study")


@any_number_of_examples_on_one_database
@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_characters="\0"), max_size=200))
def test_a_text_is_found_by_each_of_its_own_words(text):
    put(kind="study", object_id="own", title="", body=text, url="/")
    for word in text.split():
        if read_question(word):
            assert found(word) == "own", word
