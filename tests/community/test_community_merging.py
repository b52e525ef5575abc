"""Two organisations made one, everything that pointed at the other moved along, and all of it undone."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from cairnhub.accounts.actions import erase
from cairnhub.agenda.models import Call, FundingInterest
from cairnhub.community.actions import save_profile
from cairnhub.community.duplicates import actions, pointers, queries
from cairnhub.community.duplicates.models import Distinct, Merger, Moved
from cairnhub.community.models import Listing, Organisation
from cairnhub.governance.models import Mention
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from cairnhub.notices.actions import follow
from cairnhub.notices.models import Follow
from cairnhub.search.models import SearchEntry
from factories import make_call, make_decision, make_link, make_organisation, make_person, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db):
    return make_organisation(id="kept", name="Beyond Flexner Alliance", url="https://x.org")


@pytest.fixture
def gone(db):
    return make_organisation(id="gone", name="Beyond Flexner", country="United States")


def merge(kept, gone, by, **values):
    given = {"values": values, "reason": "The same.", "seen": actions.seen_state(kept, gone)}
    return actions.merge(kept=kept, gone=gone, by=by, **given)


def part(merger, by):
    return actions.part(merger=merger, by=by, reason="They are two.")


def fresh(obj):
    return type(obj).objects.get(pk=obj.pk)


def test_one_goes_its_address_leads_to_the_other_and_its_fields_are_as_chosen(kept, gone, editor, client):
    merge(kept, gone, editor, country="United States")
    assert (fresh(kept).country, fresh(gone).removed) == ("United States", True)
    assert client.get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    assert not SearchEntry.objects.filter(kind="organisation", object_id="gone").exists()
    assert not Listing.objects.filter(organisation=gone).exists()


def test_everything_that_points_at_the_other_moves_and_moves_back(kept, gone, editor, member):
    person, call = make_person(user=member, organisation=gone), make_call(organisation=gone)
    question = make_question()
    said = FundingInterest.objects.create(question=question, organisation=gone)
    follow(user=member, obj=gone)
    decision = make_decision(evidence=["organisation:gone"], changed=["organisation:gone", "organisation:kept"])
    merger = merge(kept, gone, editor)
    assert {fresh(one).organisation_id for one in (person, call, said)} == {"kept"}
    assert Follow.objects.get(user=member).object_id == "kept"
    assert fresh(decision).evidence == ["organisation:kept"]
    assert fresh(decision).changed == ["organisation:kept"]
    assert not Mention.objects.filter(object_id="gone").exists()
    assert person.listing.facets.filter(facet="organisation", value="kept").exists()
    parted = part(merger, editor)
    assert (parted.fields, parted.records) == ([], [])
    assert {fresh(one).organisation_id for one in (person, call, said)} == {"gone"}
    assert Follow.objects.get(user=member).object_id == "gone"
    assert fresh(decision).evidence == ["organisation:gone"]
    assert set(fresh(decision).changed) == {"organisation:gone", "organisation:kept"}
    assert fresh(person).listing.facets.filter(facet="organisation", value="gone").exists()
    assert not fresh(gone).removed


def test_undoing_gives_fields_back_but_those_changed_since(kept, gone, editor):
    merger = merge(kept, gone, editor, country="United States", name="Beyond Flexner")
    history.change(obj=fresh(kept), by=editor, reason="Moved.", values={"country": "Canada"})
    parted = part(merger, editor)
    assert parted.fields == ["country"]
    assert (fresh(kept).name, fresh(kept).country) == ("Beyond Flexner Alliance", "Canada")


def test_what_one_organisation_alone_may_have_goes_over_and_back(kept, gone, editor):
    """No two that stand in the directory have one ROR: the other must be gone when it goes over, and come back last."""
    history.change(obj=gone, by=editor, reason="Looked up.", values={"ror": "03vek6s52"})
    merger = merge(kept, gone, editor, ror="03vek6s52")
    assert fresh(kept).ror == "03vek6s52"
    part(merger, editor)
    assert (fresh(kept).ror, fresh(gone).ror, fresh(gone).removed) == ("", "03vek6s52", False)


def test_what_was_changed_since_stays_where_it_is(kept, gone, editor, member):
    other = make_organisation(name="A third")
    call, person = make_call(organisation=gone), make_person(user=member, organisation=gone)
    merger = merge(kept, gone, editor)
    history.change(obj=fresh(call), by=editor, reason="It is theirs.", values={"organisation": other.pk})
    save_profile(user=member, values={"organisation": other.pk}, visibility={})
    parted = part(merger, editor)
    assert parted.records == ["a person", call.label()]
    assert {fresh(call).organisation_id, fresh(person).organisation_id} == {other.pk}


def test_what_may_not_stand_there_twice_stays_with_the_one_that_went(kept, gone, editor):
    question = make_question()
    for one in (kept, gone):
        FundingInterest.objects.create(question=question, organisation=one)
    merger = merge(kept, gone, editor)
    assert set(FundingInterest.objects.values_list("organisation", flat=True)) == {"kept", "gone"}
    assert not merger.moved.exists()
    part(merger, editor)
    assert set(FundingInterest.objects.values_list("organisation", flat=True)) == {"kept", "gone"}


def test_a_removed_call_moves_too_so_that_it_can_come_back(kept, gone, editor):
    call = make_call(organisation=gone)
    history.remove(obj=call, by=editor, reason="Over.")
    merge(kept, gone, editor)
    history.restore(obj=fresh(call), by=editor, reason="Not yet.")
    assert fresh(call).organisation_id == "kept"


def test_mergers_one_after_the_other_lead_all_the_way_and_are_undone_from_the_last(kept, gone, editor):
    last = make_organisation(id="last", name="The last")
    first, second = merge(kept, gone, editor), merge(last, kept, editor)
    assert queries.leads_to("gone") == last
    with pytest.raises(ValidationError, match="has gone since"):
        part(first, editor)
    part(second, editor)
    assert queries.leads_to("gone") == kept
    part(first, editor)
    assert queries.leads_to("gone") is None


def test_addresses_that_lead_in_a_circle_lead_nowhere(kept, gone):
    for one, other in ((kept, gone), (gone, kept)):
        Merger.objects.create(kept=one, gone=other)
    for one in (kept, gone):
        history.remove(obj=one, by=history.System("Tests"), reason="")
    assert queries.leads_to("gone") is None


def test_whoever_brought_it_back_by_hand_can_still_part_them(kept, gone, editor, client):
    call = make_call(organisation=gone)
    merger = merge(kept, gone, editor)
    history.restore(obj=fresh(gone), by=editor, reason="Not the same.")
    assert client.get(gone.get_absolute_url()).status_code == 200
    part(merger, editor)
    assert fresh(call).organisation_id == "gone"


def test_refusals_write_nothing(kept, gone, editor):
    seen = actions.seen_state(kept, gone)
    given = {"values": {}, "by": editor, "reason": "The same."}
    with pytest.raises(ValidationError, match="Say why"):
        actions.merge(kept=kept, gone=gone, **(given | {"reason": " "}), seen=seen)
    with pytest.raises(ValidationError, match="Choose two"):
        actions.merge(kept=kept, gone=kept, **given, seen=seen)
    with pytest.raises(ValidationError, match="Choose two"):
        actions.tell_apart(one=kept, other=kept, by=editor)
    history.change(obj=gone, by=editor, reason="New.", values={"country": "Chile"})
    with pytest.raises(ValidationError, match="while you were looking"):
        actions.merge(kept=kept, gone=gone, **given, seen=seen)
    merger = merge(kept, gone, editor)
    with pytest.raises(ValidationError, match="removed already"):
        merge(kept, gone, editor)
    part(merger, editor)
    with pytest.raises(ValidationError, match="undone already"):
        part(merger, editor)
    assert Merger.objects.count() == 1


def test_what_points_at_it_and_cannot_be_changed_stops_the_merger_and_is_named(kept, gone, editor, monkeypatch):
    call = make_call(organisation=gone)

    def refuse(self):
        raise ValidationError("Its day is wrong.")

    monkeypatch.setattr(type(call), "clean", refuse)
    with pytest.raises(ValidationError, match="“Schools for a cohort” points at it and cannot be changed"):
        merge(kept, gone, editor)
    assert not fresh(gone).removed


def test_a_call_that_cannot_be_changed_any_more_is_left_by_the_undoing(kept, gone, editor, monkeypatch):
    call = make_call(organisation=gone)
    merger = merge(kept, gone, editor)

    def refuse(self):
        raise ValidationError("Its day is wrong.")

    monkeypatch.setattr(type(call), "clean", refuse)
    assert part(merger, editor).records == [call.label()]
    assert not fresh(gone).removed


def test_an_erased_person_is_in_no_list_of_what_was_moved(kept, gone, editor, member):
    person = make_person(user=member, organisation=gone)
    make_call(organisation=gone)
    follow(user=member, obj=gone)
    merger = merge(kept, gone, editor)
    actions.tell_apart(one=kept, other=make_organisation(), by=member)
    assert Moved.objects.filter(row=person.pk).exists()
    erase(user=member)
    assert list(merger.moved.values_list("model", flat=True)) == ["agenda.Call"]
    assert Distinct.objects.get().by is None


#: Tables that name an object by kind and identifier and tell what was, or are made anew: they do not move.
STAYING = {
    "history.Event",
    "search.SearchEntry",
    "governance.Mention",
    "framework.VersionMember",
    "outcomes.Applied",
    "content.LoadedRecord",
}


def test_every_table_that_names_objects_moves_or_is_known_to_stay():
    """A new one is put on one of the two lists, so that no merger leaves it behind unseen."""
    naming = {
        model._meta.label
        for model in apps.get_models()
        if {"kind", "object_id"} <= {field.name for field in model._meta.concrete_fields}
    }
    assert naming == STAYING | {model._meta.label for model in pointers.NAMING}


def test_every_key_to_organisations_is_found_in_rooms_above_too():
    found = {(one.model._meta.label, one.field) for one in pointers.pointers()}
    keys = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.related_model is Organisation and not model._meta.auto_created
    }
    derived = {("community.Listing", "organisation")}
    own = {(f"duplicates.{name}", field) for name, field in OWN}
    assert keys - derived - own <= found
    assert {("agenda.Call", "organisation"), ("community.Person", "organisation")} <= found
    assert not {("duplicates.Merger", "kept"), *derived} & found


OWN = (("Merger", "kept"), ("Merger", "gone"), ("Distinct", "first"), ("Distinct", "second"))


def test_the_history_of_both_says_what_happened(kept, gone, editor):
    part(merge(kept, gone, editor), editor)
    of = {pk: [one.reason for one in Event.objects.filter(object_id=pk)] for pk in ("kept", "gone")}
    assert of["kept"][:2] == [
        "“Beyond Flexner” was parted from it. They are two.",
        "“Beyond Flexner” was merged into it. The same.",
    ]
    assert of["gone"][0] == "It was parted from “Beyond Flexner Alliance”. They are two."


def test_lists_of_tracked_objects_are_turned_and_turned_back(kept, gone, editor, monkeypatch):
    """No room keeps a list of organisations yet, so the lists of links of calls stand for one."""
    old, new = make_link(), make_link()
    one, both = make_call(links=[old]), make_call(links=[old, new])
    lists = (pointers.Pointer(Call, "links", pointers.Shape.KEYS),)
    monkeypatch.setattr(pointers, "pointers", lambda: lists)
    merger = Merger.objects.create(kept=kept, gone=gone)
    pointers.move(old.pk, new.pk, merger=merger, by=editor, reason="The same.")
    assert [list(call.links.all()) for call in (one, both)] == [[new], [new]]
    merger.kept_id, merger.gone_id = new.pk, old.pk
    assert pointers.move_back(merger, by=editor, reason="Two.") == []
    assert [set(call.links.all()) for call in (one, both)] == [{old}, {old, new}]
