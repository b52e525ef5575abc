"""What is offered, what is ticked, and what a record says once something was taken over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

import factories
from cairnhub.history.models import Event
from cairnhub.history.queries import newest_event_of
from cairnhub.literature import queries
from cairnhub.literature.lookup.comparing import State, compare
from cairnhub.literature.lookup.completing import complete, open_words, values_after
from cairnhub.literature.lookup.found import Found
from cairnhub.literature.models import Reference

DAY = date(2026, 11, 25)
CROSSREF = Found("Crossref", "10.1000/a", title="Rural tracks", authors=("Chen Candice",), year=2010, doi="10.1000/a")
PUBMED = Found("PubMed", "7", title="Rural tracks", authors=("Chen C",), year=2010, doi="10.1000/a", pmid="7")


def rows(reference, *found, holders=None) -> dict:
    return {row.name: row for row in compare(reference, list(found), holders or {})}


def offers(name: str, reference, *found) -> list:
    return [(one.value, one.services, one.state, one.ticked) for one in rows(reference, *found)[name].offers]


class TestComparing:
    def test_empty_fields_are_filled(self):
        empty = Reference(title="Rural tracks")
        assert offers("year", empty, CROSSREF, PUBMED) == [(2010, "Crossref and PubMed", State.FILLS, True)]
        assert offers("pmid", empty, CROSSREF, PUBMED) == [("7", "PubMed", State.FILLS, True)]
        assert offers("journal", empty, CROSSREF, PUBMED) == []

    def test_a_real_value_is_never_ticked(self):
        real = Reference(title="Urban tracks", authors=["Mullan F"], year=2009, doi="10.1000/b", journal="J")
        for name in ("title", "authors", "year", "doi"):
            assert [(state, ticked) for _, _, state, ticked in offers(name, real, CROSSREF)] == [(State.DIFFERS, False)]

    def test_a_paraphrase_is_replaced_and_what_is_missing_added(self):
        paraphrased = Reference(title="About tracks", title_is_paraphrase=True)
        assert offers("title", paraphrased, CROSSREF) == [("Rural tracks", "Crossref", State.REPLACES, True)]
        begun = Reference(title="Rural …", missing=["the rest of the title"])
        assert offers("title", begun, CROSSREF) == [("Rural tracks", "Crossref", State.ADDS, True)]
        assert offers("title", Reference(title="Urban …", missing=["the rest of the title"]), CROSSREF)[0][3] is False

    @pytest.mark.parametrize(
        ("authors", "missing", "ticked"),
        [
            (["Mullan F"], ["the other authors"], True),
            (["Mullan Fitzhugh Q"], ["the other authors"], False),
            (["Batra S"], ["the other authors"], False),
            (["Mullan F"], [], False),
            ([], [], True),
        ],
    )
    def test_authors_are_added_only_where_the_known_ones_are_among_them(self, authors, missing, ticked):
        found = Found("PubMed", "7", authors=("Mullan FS", "Chen C"))
        assert offers("authors", Reference(title="A", authors=authors, missing=missing), found)[0][3] is ticked

    def test_capitals_and_stops_are_no_difference(self):
        known = Reference(title="RURAL: tracks.", authors=["Chen C."], year=2010, doi="10.1000/A", pmid="7")
        found = rows(known, CROSSREF, PUBMED)
        assert [row.offers for name, row in found.items() if name != "authors"] == [[]] * 5
        assert found["doi"].agree == "Crossref and PubMed say"
        assert found["authors"].agree == "PubMed says"
        assert found["journal"].agree == ""

    def test_where_the_services_differ_each_is_offered_and_one_ticked(self):
        empty = Reference(title="Rural tracks")
        assert offers("authors", empty, CROSSREF, PUBMED) == [
            (["Chen C"], "PubMed", State.FILLS, True),
            (["Chen Candice"], "Crossref", State.FILLS, False),
        ]

    def test_differing_words_are_marked_on_both_sides(self):
        row = rows(Reference(title="Urban tracks"), CROSSREF)["title"]
        marked = [("out", "Urban "), ("in", "Rural "), ("same", "tracks")]
        assert row.words == row.offers[0].words == marked
        assert rows(Reference(title="Urban", title_is_paraphrase=True), CROSSREF)["title"].words == []

    def test_an_identifier_of_another_record_cannot_be_taken(self):
        other = Reference(id="other", title="Other", doi="10.1000/A")
        offer = rows(Reference(title="A"), CROSSREF, holders={("doi", "10.1000/a"): other})["doi"].offers[0]
        assert (offer.state, offer.holder, offer.ticked) == (State.TAKEN, other, False)


class TestWhatIsStillMissing:
    def after(self, taken=None, agreed=(), settled=(), **fields) -> dict:
        given = {"title": "A", "authors": ["Mullan F"], "year": 2010, "journal": "J", "doi": "10.1000/a"}
        return values_after(Reference(**(given | fields)), taken or {}, set(agreed), list(settled))

    @pytest.mark.parametrize(
        ("missing", "taken", "agreed", "left"),
        [
            (["authors"], {"authors": ["A B"]}, [], []),
            (["the other authors"], {}, ["authors"], []),
            (["the other authors"], {"year": 2011}, [], ["the other authors"]),
            (["title", "authors"], {"title": "B"}, [], ["authors"]),
            (["the rest of the title"], {"title": "B"}, [], []),
            (["year", "journal", "DOI or PMID"], {}, [], []),
            (["something else"], {"title": "B"}, [], ["something else"]),
        ],
    )
    def test_what_was_taken_or_agrees_is_no_longer_missing(self, missing, taken, agreed, left):
        after = self.after(taken, agreed, missing=missing)
        assert (after["missing"], after["complete"]) == (left, not left)

    def test_a_paraphrase_stays_one_until_a_title_is_taken_or_agrees(self):
        assert self.after(title_is_paraphrase=True, missing=["year"])["missing"] == ["title"]
        assert self.after({"title": "B"}, title_is_paraphrase=True)["title_is_paraphrase"] is False
        assert self.after(agreed=["title"], title_is_paraphrase=True)["title_is_paraphrase"] is False

    def test_a_record_without_authors_or_year_is_not_complete_whatever_it_named(self):
        after = self.after(missing=["journal"], authors=[], year=None)
        assert (after["missing"], after["complete"]) == (["authors", "year"], False)

    def test_what_is_named_already_is_not_named_twice(self):
        after = self.after(missing=["the other authors"], authors=[])
        assert after["missing"] == ["the other authors"]

    def test_an_identifier_is_wanted_only_where_nobody_said_there_is_none(self):
        assert self.after(missing=["year"], doi="", journal="")["complete"] is True
        assert self.after(missing=[], doi="", journal="")["missing"] == ["journal", "DOI or PMID"]
        assert self.after({"pmid": "7"}, missing=["DOI or PMID"], doi="")["complete"] is True

    def test_what_only_a_person_can_see_is_settled_by_a_person(self):
        reference = Reference(title="A", missing=["title", "the full record: only part of it could be read"])
        words = open_words(reference)
        assert words == ["the full record: only part of it could be read"]
        assert self.after(missing=words)["complete"] is False
        assert self.after(missing=words, settled=words)["complete"] is True

    def test_a_complete_record_stays_complete(self):
        assert self.after({"pmid": "7"}, complete=True, journal="") == {"pmid": "7"}


@pytest.mark.django_db
class TestSaving:
    def save(self, reference, editor, **arguments):
        given = {"taken": {}, "agreed": set(), "settled": [], "found": [CROSSREF], "retrieved": DAY}
        return complete(reference=reference, by=editor, **(given | {"seen_event": None} | arguments))

    def test_the_reason_names_the_source_and_the_day(self, editor):
        reference = factories.make_reference(complete=False, missing=["DOI or PMID"])
        event = self.save(reference, editor, taken={"doi": "10.1000/a"})
        assert event.reason == "Completed from Crossref, 10.1000/a, 25 November 2026."
        assert event.by_name == editor.display_name
        assert event.changes == {
            "doi": ["", "10.1000/a"],
            "complete": [False, True],
            "missing": [["DOI or PMID"], []],
        }
        assert (reference.complete, reference.missing) == (True, [])

    def test_the_reason_says_what_was_done(self, editor):
        reference = factories.make_reference(complete=False, missing=["other"], year=None)
        event = self.save(reference, editor, taken={"year": 2011}, found=[CROSSREF, PUBMED])
        assert event.reason == "Partly completed from Crossref, 10.1000/a and PubMed, 7, 25 November 2026."
        event = self.save(reference, editor, settled=["other"])
        assert event.reason == "Checked against Crossref, 10.1000/a, 25 November 2026."
        assert reference.complete

    def test_a_warning_stands_in_the_history(self, editor):
        reference = factories.make_reference(complete=False, year=None)
        warned = Found("PubMed", "7", year=2011, warnings=("this work was retracted",))
        event = self.save(reference, editor, taken={"year": 2011}, found=[warned])
        assert event.reason.endswith("25 November 2026. PubMed says: this work was retracted.")

    def test_nothing_that_differs_is_no_event(self, editor):
        reference = factories.make_reference(complete=True)
        before = Event.objects.count()
        assert self.save(reference, editor, taken={"year": reference.year}) is None
        assert Event.objects.count() == before

    def test_somebody_elses_change_is_not_overwritten(self, editor):
        reference = factories.make_reference(complete=False, year=None)
        seen = newest_event_of("reference", reference.pk)
        self.save(reference, editor, taken={"year": 2011})
        with pytest.raises(ValidationError, match="changed this while you were editing"):
            self.save(reference, editor, taken={"year": 2012}, seen_event=seen)

    def test_an_identifier_that_another_record_got_meanwhile_is_refused(self, editor):
        factories.make_reference(doi="10.1000/a")
        reference = factories.make_reference(complete=False)
        with pytest.raises(ValidationError, match="DOI"):
            self.save(reference, editor, taken={"doi": "10.1000/a"})


@pytest.mark.django_db
class TestQueries:
    def test_holders_are_found_whatever_the_case_and_though_removed(self, editor):
        own = factories.make_reference(pmid="7")
        other = factories.make_reference(doi="10.1000/A")
        factories.actions.remove(obj=other, by=editor, reason="Twice.")
        assert queries.holders(own, [PUBMED]) == {("doi", "10.1000/a"): other}
        assert queries.holders(other, [PUBMED]) == {("pmid", "7"): own}
        assert queries.holders(own, [Found("PubMed", "")]) == {}

    def test_those_with_an_identifier_come_first_and_the_next_goes_round(self):
        for name, doi in (("c", ""), ("b", "10.1000/b"), ("a", ""), ("d", "10.1000/d")):
            factories.make_reference(id=name, doi=doi, complete=False)
        done = factories.make_reference(complete=True)
        assert [one.pk for one in queries.to_complete()] == ["b", "d", "a", "c"]
        following = {one.pk: queries.next_to_complete(one).pk for one in queries.to_complete()}
        assert following == {"b": "d", "d": "a", "a": "c", "c": "b"}
        assert queries.progress() == queries.Progress(complete=1, total=5)
        assert queries.next_to_complete(done).pk in ("a", "b")

    def test_the_only_one_has_no_next(self):
        assert queries.next_to_complete(factories.make_reference(complete=False)) is None
