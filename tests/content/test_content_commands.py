"""`cairn content check|load|export`: sentences for people, one JSON object for machines, exit codes for scripts."""

import json

import pytest

from cairn.cli.app import run


def test_check_says_what_is_wrong_and_leaves_with_3(folder, capsys):
    folder.put("links.yaml", "claim: increase", "claim: more")
    assert run(["content", "check", str(folder.path)]) == 3
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("links.yaml, line 5, record act_track__out_practice, field claim: 'more' is not allowed;")
    assert out[-1].endswith("records read, 1 to put right.")


def test_check_of_a_sound_folder_leaves_with_0(folder, capsys):
    assert run(["content", "check", str(folder.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"records": 15, "problems": []}


def test_check_as_json_gives_every_part_of_a_problem(folder, capsys):
    folder.put("designs.yaml", "name: Retrospective cohort", "name: ''")
    assert run(["content", "check", str(folder.path), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["problems"] == [
        {
            "file": "designs.yaml", "line": 2, "record": "retro_cohort", "field": "name", "what": "is missing",
            "remedy": "add it", "blocks": True,
        }
    ]  # fmt: skip


def test_a_missing_folder_is_bad_input(tmp_path, capsys):
    assert run(["content", "check", str(tmp_path / "nowhere")]) == 2
    assert "there is no such folder; name a folder of content files" in capsys.readouterr().err


@pytest.mark.django_db
def test_load_tells_what_it_did_and_then_that_nothing_changed(folder, capsys):
    assert run(["content", "load", str(folder.path)]) == 0
    assert capsys.readouterr().out == "Content loaded: 15 records added, 0 changed.\n"
    assert run(["content", "load", str(folder.path)]) == 0
    assert capsys.readouterr().out == "The content is the same as last time.\n"
    folder.write("organisations.yaml", "[]\n")
    assert run(["content", "load", str(folder.path)]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("organisation a_school: left the files")


@pytest.mark.django_db
def test_load_as_json(folder, capsys):
    assert run(["content", "load", str(folder.path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report == {
        "unchanged": False, "added": 15, "changed": 0, "conflicts": [], "gone": [], "refused": [], "notices": [],
    }  # fmt: skip


@pytest.mark.django_db
def test_a_folder_that_cannot_be_loaded_is_bad_data(folder, capsys):
    folder.put("links.yaml", "  to: out_practice", "  to: nowhere")
    folder.write("findings.csv", "id,study,link,finding_kind\n")
    assert run(["content", "load", str(folder.path)]) == 3
    assert "links.yaml, line 3, record act_track__out_practice, field to: nowhere" in capsys.readouterr().err


@pytest.mark.django_db
def test_export_lists_the_files_and_overwrites_only_by_force(folder, tmp_path, capsys):
    run(["content", "load", str(folder.path)])
    target = str(tmp_path / "export")
    capsys.readouterr()
    assert run(["content", "export", target]) == 0
    assert "constructs.yaml" in capsys.readouterr().out
    assert run(["content", "export", target]) == 2
    assert "stands there already; add --force to overwrite" in capsys.readouterr().err
    assert run(["content", "export", target, "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"]["constructs.yaml"] == 3
