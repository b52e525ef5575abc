"""The merge of one record, field by field, for every way three values can agree or differ."""

from hypothesis import given
from hypothesis import strategies as st

from cairnhub.content.merging import Conflict, merge

FIELDS = ("name", "definition", "source_urls")
VALUES = st.one_of(st.none(), st.sampled_from(["a", "b", "c"]), st.lists(st.sampled_from(["x", "y"]), max_size=2))
RECORDS = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))


def after(merged, hub):
    return hub | merged.take


def test_a_field_changed_in_the_files_alone_is_taken():
    assert merge(base={"name": "a"}, file={"name": "b"}, hub={"name": "a"}).take == {"name": "b"}


def test_a_field_changed_in_the_hub_alone_is_kept():
    merged = merge(base={"name": "a"}, file={"name": "a"}, hub={"name": "b"})
    assert (merged.take, merged.conflicts) == ({}, [])


def test_a_field_changed_in_both_is_kept_and_listed():
    merged = merge(base={"name": "a"}, file={"name": "b"}, hub={"name": "c"})
    assert (merged.take, merged.conflicts) == ({}, [Conflict("name", hub="c", file="b")])


def test_the_same_change_in_both_is_no_conflict():
    merged = merge(base={"name": "a"}, file={"name": "b"}, hub={"name": "b"})
    assert (merged.take, merged.conflicts) == ({}, [])


@given(RECORDS, RECORDS, RECORDS)
def test_each_field_ends_as_the_hub_or_as_the_files_have_it(base, file, hub):
    merged = merge(base=base, file=file, hub=hub)
    for field, value in after(merged, hub).items():
        assert value == (file[field] if field in merged.take else hub[field])


@given(RECORDS, RECORDS, RECORDS)
def test_an_edit_in_the_hub_is_never_lost(base, file, hub):
    ended = after(merge(base=base, file=file, hub=hub), hub)
    assert all(ended[field] == hub[field] for field in FIELDS if hub[field] != base[field])


@given(RECORDS, RECORDS, RECORDS)
def test_a_change_in_the_files_is_taken_or_listed_or_there_already(base, file, hub):
    merged = merge(base=base, file=file, hub=hub)
    listed = {conflict.field for conflict in merged.conflicts}
    for field in FIELDS:
        if file[field] != base[field]:
            assert field in merged.take or field in listed or hub[field] == file[field]


@given(RECORDS, RECORDS, RECORDS)
def test_merging_the_same_files_again_does_nothing(base, file, hub):
    once = merge(base=base, file=file, hub=hub)
    again = merge(base=file, file=file, hub=after(once, hub))
    assert (again.take, again.conflicts) == ({}, [])


@given(RECORDS, RECORDS)
def test_an_unedited_hub_follows_the_files(base, file):
    merged = merge(base=base, file=file, hub=base)
    assert after(merged, base) == file
    assert merged.conflicts == []
