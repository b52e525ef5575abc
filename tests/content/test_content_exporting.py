"""An export holds all the hub holds: loaded into an empty hub it gives the same, and the same files again."""

import filecmp
from datetime import date

import pytest
from django.core.management import call_command

from cairn.base.errors import InputError
from cairn.synthesis.certainty import Domain, Override
from cairnhub.community.authors.models import AuthorCorrection
from cairnhub.content.base import Record
from cairnhub.content.evidence_schema import Appraisal, Certainty
from cairnhub.content.exporting import export
from cairnhub.content.loading import load
from cairnhub.content.schema import FILES
from cairnhub.content.writing import csv_text, yaml_text
from cairnhub.evidence.certainty.actions import judge
from cairnhub.evidence.certainty.bodies import pooled_body
from cairnhub.evidence.extraction.questions import current_template
from cairnhub.evidence.models import InstrumentWording
from cairnhub.evidence.pooling.reading import leading_answers
from cairnhub.framework.actions import publish_version
from cairnhub.framework.models import FrameworkVersion, VersionMember
from cairnhub.history import actions
from cairnhub.history.registry import kinds, model_of
from consensus_builders import drafted
from factories import (
    make_appraisal,
    make_call,
    make_decision,
    make_finding,
    make_group,
    make_policy,
    make_policy_version,
    make_pooling,
    make_question,
    make_seat,
    make_target,
    make_threshold,
    store,
)

#: Kinds of which neither the folder of these tests nor an edit makes one.
ABSENT = {"founding_article", "founding_claim", "synthesis", "limitation"}


def tables() -> dict:
    """Everything the content tables hold, by kind and identifier."""
    held = {file.kind: {obj.pk: obj.values() for obj in model_of(file.kind).objects.all()} for file in FILES}
    members = VersionMember.objects.order_by("version_id", "kind", "object_id")
    return held | {"members": list(members.values_list("version_id", "kind", "object_id", "label", "values"))}


def edit_the_hub(editor) -> None:
    track = model_of("construct").objects.get(pk="act_track")
    text = "Several lines:\n- one; two\n- \"three\", 'four': [five]\ttab, ünïcode → and a very long line " + "x" * 200
    actions.change(
        obj=track, by=editor, reason="Test.", values={"definition": text, "source_urls": ["https://a.org/c;d"]}
    )
    reference = model_of("reference").objects.get(pk="small1999")
    odd = ["Doe J; Roe R", '[Group] "A"', "no, really"]
    actions.change(obj=reference, by=editor, reason="Test.", values={"authors": odd, "journal": "A, B;\nC"})
    actions.remove(obj=model_of("organisation").objects.get(pk="a_school"), by=editor, reason="Closed.")
    actions.add(
        obj=model_of("question")(id="q", text="Why?", decided_by="Deans", decision="Tracks"), by=editor, reason="Ask",
        related={"links": ["act_track__out_practice"]},
    )  # fmt: skip
    override = model_of("reason_override")(id="o", link_id="act_track__out_practice", letter="B", holds=False)
    override.explanation = "Looked at."
    actions.add(obj=override, by=editor, reason="Looked at.")
    shares = {"importance": 0.5, "uncertainty": 0.25, "decision_value": 0.25, "equity": 0}
    weights = model_of("weights_in_force")(id="weights", process="p", title="P", who="9 people", shares=shares)
    actions.add(obj=weights, by=editor, reason="Chosen.")
    need = model_of("data_need")(id="n", statement="A register", construct_id="out_practice")
    actions.add(obj=need, by=editor, reason="Asked.")
    publish_version(version=FrameworkVersion(id="0.2", number="0.2", changelog="More."), by=editor, reason="Agreed.")


def live_on_the_agenda() -> None:
    """Every kind and field of the agenda, a merged question named before the one that stands."""
    link, pooling = model_of("link").objects.get(pk="act_track__out_practice"), model_of("pooling").objects.first()
    stands = make_question(
        id="z_stands", links=[link], status="answered", answer_pooling=pooling, known_grants=["https://a.org"]
    )
    make_question(id="a_merged", merged_into=stands)
    make_question(id="claimed", status="claimed", claimed_by="A school", claimed_until=date(2027, 5, 1))
    group = make_group(links=[link], questions=[stands], page="## Aim\n\n- one", ended=True)
    make_call(group=group, links=[link], questions=[stands], closed=True)


def correct_authors() -> None:
    """Both sorts of corrections, with signs in names that separate elsewhere."""
    store(AuthorCorrection(id="one", says="same", records=["a-1", "b-2"], names=["Doe J; Roe R", '"A", B']))
    store(AuthorCorrection(id="two", says="apart", records=["a-1"], names=["Doe: J"], works=["small1999", "gone"]))


def govern() -> None:
    """Every kind and field of governing in the open, an earlier decision named before the later one that holds."""
    make_seat(name="Chair: first", purpose="Leads;\nlistens", position=3)
    make_target(voice="region:oceania", share=None, number=15)
    make_target(among="reviewers")
    first = make_decision(id="a_first", evidence=["link:act_track__out_practice"], changed=["event:1"], reasons="- why")
    second = make_decision(id="b_second", evidence_urls=["https://a.org/c;d"], supersedes=[first])
    policy = make_policy(position=2)
    make_policy_version(policy, text="# One\n\n- a\n- b: c\n", approved_by=first)
    make_policy_version(policy, text="# Two\n\n    code\n\n“ünï” # x", approved_by=second)
    make_policy_version(policy, text="Three")


def plan_a_process() -> None:
    """Every field of a protocol, with signs in texts that separate elsewhere."""
    drafted(
        "chnri", irb="IRB; 12", honoraria="- 20 USD", exclusion_rule="median at most 3 overall", choose_number=5,
        gathers=[{"what": "links", "part": "links; all"}], consent_version=3, items_each=30, scale_low=0,
    )  # fmt: skip


def judge_the_evidence(editor) -> None:
    """Use every kind and field of the evidence room, with signs in texts that separate elsewhere."""
    finding = model_of("finding").objects.get(pk="small1999__one")
    numbers = {"estimate": 2.5, "low": 1.5, "high": 4.0}
    alike = {"contrast": "took part or not", "outcome_definition": "works in a rural place"}
    said = {"adjusted_for": "age; origin", "subgroup": "women", "subgroup_factor": "gender", "place": "Table 2"}
    values = {"way": "interval", "numbers": numbers, "bias": "some", "outcome_level": "far"} | alike | said
    actions.change(obj=finding, by=editor, reason="Test.", values=values)
    further = {"Limits = named; all": 'few; "old"', "Sites": 3, "Asked": ["a;b", "c"]}
    study = {"allocation": "chosen", "equity_factors": ["race", "plus"], "kirkpatrick": "2a", "extracted": further}
    actions.change(obj=model_of("study").objects.get(pk="small1999"), by=editor, reason="Test.", values=study)
    other = {"learners": "Nurses", "rurality": "both", "dose": "6 weeks", "comparator": "None", "funding": "A fund",
             "conflicts": "None", "extracted": {"Follow-up": "5 years", "Limits": "few"}}  # fmt: skip
    actions.change(obj=model_of("study").objects.get(pk="large2009"), by=editor, reason="Test.", values=other)
    link, study = finding.link, finding.study
    make_finding(id="cost", study=study, link=link, finding_kind="cost", statement="It cost.", direction="",
                 cost_amount=12.5, cost_currency="USD", cost_year=2009, cost_perspective="the school",
                 theme="Money", quotation="\"Dear; very dear\"")  # fmt: skip
    current_template()
    make_appraisal(study=study, randomisation="high")
    store(InstrumentWording(instrument="mersqi", domain="design", text="Which?; 3: how", source="p. 1"))
    pooling = make_pooling(finding, comparator_risk=0.2, risk_source="A register", open_to_new=False)
    gone = make_pooling(finding, leading=False)
    actions.remove(obj=gone, by=editor, reason="Twice.")
    make_threshold(link=link)
    few = {Domain.IMPRECISION: Override(-1, "Few people; half were lost.")}
    judge(judged=pooled_body(pooling, {}), facts={"dose_response": False}, overrides=few, by=editor, note="No: yes")


@pytest.mark.django_db(transaction=True)
def test_an_export_loaded_into_an_empty_hub_gives_the_same_tables(folder, editor, tmp_path):
    load(folder.path)
    edit_the_hub(editor)
    judge_the_evidence(editor)
    live_on_the_agenda()
    govern()
    correct_authors()
    plan_a_process()
    before = tables()
    assert not [kind for kind, held in before.items() if kind not in ABSENT and not held]
    [judged] = leading_answers().values()
    assert judged.certainty is not None
    export(tmp_path / "export")
    call_command("flush", interactive=False, verbosity=0)
    report = load(tmp_path / "export")
    assert report.lines() == []
    assert tables() == before
    [again] = leading_answers().values()
    assert again.certainty.level == judged.certainty.level
    assert again.reading.result == judged.reading.result


def test_every_kind_of_the_graph_has_its_file():
    assert set(kinds()) == {file.kind for file in FILES}


@pytest.mark.django_db(transaction=True)
def test_the_starting_content_comes_out_as_it_went_in(starting_content, tmp_path):
    report = load(starting_content)
    assert report.lines() == []
    export(tmp_path / "export")
    names = [path.relative_to(starting_content).as_posix() for path in starting_content.rglob("*.yaml")]
    names += [path.relative_to(starting_content).as_posix() for path in starting_content.rglob("*.csv")]
    _, mismatch, errors = filecmp.cmpfiles(starting_content, tmp_path / "export", names, shallow=False)
    assert (mismatch, errors) == ([], [])
    before = tables()
    call_command("flush", interactive=False, verbosity=0)
    load(tmp_path / "export")
    assert tables() == before


@pytest.mark.django_db
def test_an_export_overwrites_only_when_told(folder, tmp_path):
    load(folder.path)
    target = tmp_path / "export"
    files = export(target)
    assert files["constructs.yaml"] == 3
    with pytest.raises(InputError, match="stands there already; add --force to overwrite"):
        export(target)
    (target / "removed.csv").write_text("kind,id\nold,old\n")
    export(target, force=True)
    assert (target / "removed.csv").read_text() == "kind,id\n"


@pytest.mark.django_db
def test_an_empty_hub_exports_files_that_can_be_read(tmp_path):
    export(tmp_path / "export")
    assert load(tmp_path / "export").added == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"b": 1.0, "a": 2.0}, {"a": 2.0, "b": 1.0}),
        ({"b": {"d": 1, "c": 2}, "a": {}}, {"a": {}, "b": {"c": 2, "d": 1}}),
    ],
)
def test_pairs_are_written_the_same_in_whatever_order_a_database_hands_them_out(one, other):
    files = [csv_text([_Paired(id="x", pairs=pairs)], _Paired) for pairs in (one, other)]
    assert files[0] == files[1]


APPRAISAL = {"study": "s", "instrument": "rob2", "judged_by": "Ada"}
JUDGED = {"levels": -1, "suggested": 0, "rule": "r", "because": "Few.", "known": True, "reason": "Looked."}


@pytest.mark.parametrize(
    ("record", "values", "fields"),
    [
        (
            Appraisal,
            APPRAISAL,
            {
                "answers": {"randomisation": "low", "deviations": "low", "missing": "high"},
                "support": {"randomisation": "p. 3", "missing": "p. 4"},
            },
        ),
        (
            Certainty,
            {"link": "l", "body": "directions", "start": "low", "level": "low", "judged_by": "Ada"},
            {
                "facts": {"confounding_remains": True, "dose_response": False},
                "judgements": {Domain.BIAS.value: JUDGED, Domain.IMPRECISION.value: JUDGED},
            },
        ),
        (
            Certainty,
            {"link": "l", "body": "qualitative", "start": "high", "level": "low", "judged_by": "Ada", "facts": {}},
            {
                "judgements": {
                    "methodological limitations": {"concern": "minor concerns", "reason": "One reader."},
                    "coherence": {"concern": "minor concerns", "reason": "Two voices."},
                },
            },
        ),
    ],
)
def test_judgements_are_written_as_they_are_asked_in_whatever_order_a_database_hands_them_out(record, values, fields):
    texts = [yaml_text([record.of("x", values | given)], record) for given in (fields, _backwards(fields))]
    assert texts[0] == texts[1]
    for names in fields.values():
        places = [texts[0].index(f"    {name}:") for name in names]
        assert places == sorted(places)


def _backwards(pairs: dict) -> dict:
    turned = reversed(pairs.items())
    return {name: _backwards(value) if isinstance(value, dict) else value for name, value in turned}


class _Paired(Record):
    id: str
    pairs: dict
