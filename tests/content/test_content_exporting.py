"""An export holds all the hub holds: loaded into an empty hub it gives the same, and the same files again."""

import filecmp

import pytest
from django.core.management import call_command

from cairn.base.errors import InputError
from cairnhub.content.exporting import export
from cairnhub.content.loading import load
from cairnhub.content.schema import FILES
from cairnhub.framework.actions import publish_version
from cairnhub.framework.models import FrameworkVersion, VersionMember
from cairnhub.history import actions
from cairnhub.history.registry import model_of


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
    need = model_of("data_need")(id="n", statement="A register", construct_id="out_practice")
    actions.add(obj=need, by=editor, reason="Asked.")
    publish_version(version=FrameworkVersion(id="0.2", number="0.2", changelog="More."), by=editor, reason="Agreed.")


@pytest.mark.django_db(transaction=True)
def test_an_export_loaded_into_an_empty_hub_gives_the_same_tables(folder, editor, tmp_path):
    load(folder.path)
    edit_the_hub(editor)
    before = tables()
    export(tmp_path / "export")
    call_command("flush", interactive=False, verbosity=0)
    report = load(tmp_path / "export")
    assert report.lines() == []
    assert tables() == before


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
