"""Loading keeps the hub and the files in step, and never overwrites what was done in the hub."""

from math import exp

import pytest

from cairn.base.errors import DataError
from cairnhub.community.models import Organisation
from cairnhub.content.loading import load
from cairnhub.content.models import Load, LoadedRecord
from cairnhub.content.queries import loads, open_questions
from cairnhub.content.schema import FILES
from cairnhub.evidence.models import Answer, Finding, Study
from cairnhub.evidence.pooling.reading import leading_answers
from cairnhub.framework.models import Construct, FrameworkVersion, Link, VersionMember
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.history.registry import model_of
from cairnhub.literature.models import Reference
from factories import make_study

pytestmark = pytest.mark.django_db


def edit(obj, editor, **values):
    actions.change(obj=obj, by=editor, reason="I know better.", values=values)


@pytest.fixture
def track(folder):
    load(folder.path)
    return Construct.objects.get(pk="act_track")


def test_every_field_of_an_object_is_in_its_file():
    for file in FILES:
        model = model_of(file.kind)
        fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
        assert {*file.record.columns(), "id"} - {"from", "to"} <= fields | {"construct"}
        empty = file.record.of("x", {name: None for name in file.record.model_fields if name != "id"})
        assert set(empty.values()) == fields - {"id", "removed"}, file.name


def test_a_first_load_adds_everything_through_recorded_actions(folder):
    report = load(folder.path)
    assert (report.added, report.changed, report.refused) == (15, 0, [])
    assert Event.objects.count() == 15
    assert set(Event.objects.values_list("by_name", "verb")) == {("content", "added")}
    study = Study.objects.get(pk="large2009")
    assert study.values()["outcomes"] == ["out_practice", "out_small_town"]
    assert study.reanalysis_of_id == "small1999"
    assert Finding.objects.get().estimate == 2.5


def test_the_version_freezes_the_framework_as_loaded(folder):
    load(folder.path)
    assert VersionMember.objects.filter(version_id="0.1-draft").count() == 4
    assert FrameworkVersion.objects.get().status == "draft"


def test_frozen_members_are_stored_as_they_are(folder):
    folder.write("versions/0.1-draft.jsonl", '{"kind": "link", "object_id": "a", "label": "A", "values": {"x": 1}}\n')
    load(folder.path)
    assert VersionMember.objects.get().values == {"x": 1}


def test_loading_the_same_files_again_looks_at_nothing(folder, django_assert_max_num_queries):
    load(folder.path)
    with django_assert_max_num_queries(1):
        assert load(folder.path).unchanged
    assert (Event.objects.count(), Load.objects.count()) == (15, 1)


def test_files_rewritten_with_the_same_values_write_no_event(folder):
    load(folder.path)
    folder.put("organisations.yaml", "name: A school", "name:   'A school'")
    report = load(folder.path)
    assert (report.unchanged, report.added, report.changed) == (False, 0, 0)
    assert Event.objects.count() == 15


def test_a_change_in_the_files_is_taken(folder, track):
    folder.put("constructs.yaml", "name: Rural tracks", "name: Tracks")
    report = load(folder.path)
    track.refresh_from_db()
    assert (report.changed, track.name, track.definition) == (1, "Tracks", "A stream of training in rural places.")


def test_an_edit_in_the_hub_stays(folder, track, editor):
    edit(track, editor, name="Country tracks")
    folder.put("constructs.yaml", "definition: A stream", "definition: A long stream")
    report = load(folder.path)
    track.refresh_from_db()
    assert (track.name, track.definition) == ("Country tracks", "A long stream of training in rural places.")
    assert report.conflicts == []


def test_both_changed_differently_keeps_the_hub_and_lists_it_once(folder, track, editor):
    edit(track, editor, name="Country tracks")
    folder.put("constructs.yaml", "name: Rural tracks", "name: Tracks")
    report = load(folder.path)
    conflict = {"kind": "construct", "id": "act_track", "field": "name", "hub": "Country tracks", "file": "Tracks"}
    assert report.conflicts == [conflict]
    assert report.lines() == [
        "construct act_track, field name: changed in the hub and in the files, the hub's value was kept"
    ]
    assert open_questions().conflicts == [conflict]
    folder.put("organisations.yaml", "A school", "The school")
    assert load(folder.path).conflicts == []
    assert open_questions().conflicts == [conflict]
    track.refresh_from_db()
    assert track.name == "Country tracks"


def test_both_changed_alike_is_no_conflict(folder, track, editor):
    edit(track, editor, name="Tracks")
    folder.put("constructs.yaml", "name: Rural tracks", "name: Tracks")
    report = load(folder.path)
    assert (report.changed, report.conflicts) == (0, [])


def test_related_objects_merge_as_one_field(folder, editor):
    load(folder.path)
    edit(Study.objects.get(pk="large2009"), editor, outcomes=["out_practice"])
    folder.put("studies.csv", ",act_track,out_practice; out_small_town,", ",,out_small_town,")
    report = load(folder.path)
    assert [conflict["field"] for conflict in report.conflicts] == ["outcomes"]
    assert Study.objects.get(pk="large2009").values()["exposures"] == []


def test_a_record_gone_from_the_files_is_reported_not_removed(folder):
    load(folder.path)
    folder.write("organisations.yaml", "[]\n")
    report = load(folder.path)
    assert report.gone == [{"kind": "organisation", "id": "a_school"}]
    assert report.lines() == ["organisation a_school: left the files, it stays in the hub until an editor removes it"]
    school = model_of("organisation").objects.get(pk="a_school")
    assert not school.removed


def test_an_object_removed_in_the_hub_stays_removed(folder, editor):
    load(folder.path)
    school = model_of("organisation").objects.get(pk="a_school")
    actions.remove(obj=school, by=editor, reason="Closed.")
    folder.put("organisations.yaml", "A school", "The school")
    assert load(folder.path).conflicts == []
    school.refresh_from_db()
    assert (school.removed, school.name) == (True, "The school")
    folder.write("organisations.yaml", "[]\n")
    assert load(folder.path).gone == []


REMOVED = "kind,id\nconstruct,act_track\nlink,act_track__out_practice\nfinding,small1999__one\n"


def without_what_names_the_track(folder):
    folder.put("studies.csv", "retro_cohort,act_track,", "retro_cohort,,")
    folder.put("studies.csv", "act_track,out_practice; out_small_town", ",out_practice; out_small_town")
    folder.write("link_exceptions.csv", "id,study,from,to,reason\n")
    folder.write("programmes.csv", "id,name,activity\n")


def removed_objects() -> set[str]:
    models = [model_of(kind) for kind in ("construct", "link", "finding")]
    return {obj.pk for model in models for obj in model.objects.filter(removed=True)}


def test_a_removal_in_the_files_is_taken_and_taken_back(folder):
    without_what_names_the_track(folder)
    load(folder.path)
    folder.write("removed.csv", REMOVED)
    assert load(folder.path).changed == 3
    assert removed_objects() == {"act_track", "act_track__out_practice", "small1999__one"}
    (folder.path / "removed.csv").unlink()
    assert load(folder.path).changed == 3
    assert removed_objects() == set()


def test_records_that_are_new_and_removed_are_loaded_out_of_sight(folder):
    without_what_names_the_track(folder)
    folder.write("removed.csv", REMOVED)
    assert load(folder.path).refused == []
    assert removed_objects() == {"act_track", "act_track__out_practice", "small1999__one"}


def test_what_the_hub_still_needs_is_not_removed_and_tried_again(folder, editor):
    load(folder.path)
    design = model_of("design").objects.get(pk="retro_cohort")
    study = make_study(design=design)
    folder.write("removed.csv", "kind,id\ndesign,retro_cohort\n")
    folder.put("studies.csv", ",retro_cohort,", ",,")
    assert [one["id"] for one in load(folder.path).refused] == ["retro_cohort"]
    edit(study, editor, design=None)
    assert load(folder.path).changed == 1
    design.refresh_from_db()
    assert design.removed


def test_an_object_made_in_the_hub_under_the_same_name_wins(folder, editor):
    school = Organisation(id="a_school", name="Our school", organisation_type="school", source_urls=["https://x.org"])
    actions.add(obj=school, by=editor, reason="New.")
    folder.put("organisations.yaml", "  name: A school\n", "  name: A school\n  country: Norway\n")
    report = load(folder.path)
    school.refresh_from_db()
    assert {conflict["field"] for conflict in report.conflicts} == {"name", "source_urls"}
    assert (school.name, school.country) == ("Our school", "Norway")


def test_what_the_hub_cannot_take_is_left_out_and_tried_again(folder, editor):
    other = Reference(id="same_paper", title="The same paper", doi="10.1/new")
    actions.add(obj=other, by=editor, reason="New.")
    load(folder.path)
    folder.put("references.csv", "10.1/small", "10.1/new")
    report = load(folder.path)
    assert [(one["kind"], one["id"]) for one in report.refused] == [("reference", "small1999")]
    assert Reference.objects.get(pk="small1999").doi == "10.1/small"
    assert not load(folder.path).unchanged
    edit(other, editor, doi="")
    assert load(folder.path).changed == 1
    assert Reference.objects.get(pk="small1999").doi == "10.1/new"
    assert load(folder.path).unchanged


def test_a_folder_with_a_mistake_loads_nothing(folder):
    folder.put("findings.csv", ",act_track__out_practice,", ",nowhere,")
    folder.put("links.yaml", "claim: increase", "claim: more")
    with pytest.raises(DataError, match=r"findings\.csv, line 2, .* nowhere is no link .*; 1 more: cairn content"):
        load(folder.path)
    assert not Construct.objects.exists()
    assert not loads().exists()


def test_work_for_editors_is_noted_and_loaded(folder):
    folder.write("link_exceptions.csv", "id,study,from,to,reason\n")
    report = load(folder.path)
    assert report.added == 14
    assert report.notices == open_questions().notices
    assert report.notices[0].startswith("studies.csv, line 3, record large2009, field outcomes: act_track and")


def test_a_load_without_questions_asks_nothing(folder):
    load(folder.path)
    assert open_questions() is None
    assert loads().count() == 1


def test_what_was_loaded_is_remembered_by_field(folder):
    load(folder.path)
    assert LoadedRecord.objects.count() == 15
    assert LoadedRecord.objects.get(kind="link").values == Link.objects.get().values()


MEASURED = """\
id,study,link,finding_kind,direction,effect_kind,estimate,ci_low,ci_high,extracted_by,way,numbers,contrast,outcome_definition
small1999__one,small1999,act_track__out_practice,quantitative,positive,odds_ratio,2.5,1.5,4,one reader,interval,\
estimate=2.5; low=1.5; high=4,took part or not,works in a rural place
"""
POOLING = """\
- id: p
  link: act_track__out_practice
  findings:
  - small1999__one
  effect_kind: odds_ratio
  contrast: took part or not
  outcome_definition: works in a rural place
  reason: One cohort.
"""


def as_loaded_before_the_hub_knew(kind: str, *fields: str) -> None:
    for row in LoadedRecord.objects.filter(kind=kind):
        row.values = {name: value for name, value in row.values.items() if name not in fields}
        row.save()


def test_a_hub_loaded_before_findings_had_numbers_takes_them_without_a_conflict(folder, editor):
    load(folder.path)
    as_loaded_before_the_hub_knew("finding", "way", "numbers", "contrast", "outcome_definition", "cost_amount")
    as_loaded_before_the_hub_knew("study", "allocation", "extracted", "equity_factors")
    edit(Finding.objects.get(), editor, statement="Read again.")
    folder.write("findings.csv", MEASURED)
    folder.write("poolings.yaml", POOLING)
    report = load(folder.path)
    assert (report.added, report.changed, report.lines()) == (1, 1, [])
    finding = Finding.objects.get()
    assert (finding.way, finding.numbers["low"], finding.statement) == ("interval", 1.5, "Read again.")


def test_a_pooling_in_the_files_is_answered_as_it_is_loaded(folder):
    folder.write("findings.csv", MEASURED)
    folder.write("poolings.yaml", POOLING)
    load(folder.path)
    [answer] = Answer.objects.all()
    assert (answer.result["k"], answer.problem) == (1, "")
    assert exp(answer.result["estimate"]) == pytest.approx(2.5)
    assert answer.result["interval_rule"] == "wald"  # one cohort keeps its own interval
    folder.put("findings.csv", "estimate=2.5", "estimate=2.6")
    folder.put("findings.csv", "odds_ratio,2.5", "odds_ratio,2.6")
    load(folder.path)
    assert exp(Answer.objects.first().result["estimate"]) == pytest.approx(2.6)


CERTAINTY = """\
- id: c
  link: act_track__out_practice
  pooling: p
  body: pooled
  answer_digest: {digest}
  start: low
  judgements: {{risk of bias: {{levels: 0}}}}
  level: low
  judged_by: Ada
"""


def test_a_certainty_holds_for_the_answer_it_was_judged_on_alone(folder):
    folder.write("findings.csv", MEASURED)
    folder.write("poolings.yaml", POOLING)
    load(folder.path)
    folder.write("certainties.yaml", CERTAINTY.format(digest=Answer.objects.get().digest))
    load(folder.path)
    [leading] = leading_answers().values()
    assert (leading.certainty.pk, leading.outdated) == ("c", None)
    folder.write("certainties.yaml", CERTAINTY.format(digest="another"))
    load(folder.path)
    [leading] = leading_answers().values()
    assert (leading.certainty, leading.outdated.pk) == (None, "c")
