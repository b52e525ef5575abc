"""What is wrong between records: each rule is broken once, in one place, and says so in one line."""

import pytest

from cairnhub.content.checking import check
from cairnhub.content.reading import read


def problems_of(folder) -> list:
    content, problems = read(folder.path)
    assert problems == []
    return check(content)


def test_a_sound_folder_has_no_problem(folder):
    assert problems_of(folder) == []


BLOCKING = [
    (
        "links.yaml", "  to: out_practice", "  to: out_nowhere",
        "links.yaml, line 3, record act_track__out_practice, field to: out_nowhere is no construct of this folder; "
        "add it or correct the name",
    ),
    (
        "data_sources.yaml", "  - out_practice", "  - out_nowhere",
        "data_sources.yaml, line 4, record register, field constructs: out_nowhere is no construct of this folder; "
        "add it or correct the name",
    ),
    (
        "studies.csv", ",retro_cohort,", ",rct,",
        "studies.csv, line 2, record small1999, field design: rct is no design of this folder; add it or correct the "
        "name",
    ),
    (
        "findings.csv", "small1999__one,small1999", "small1999__one,small2000",
        "findings.csv, line 2, record small1999__one, field study: small2000 is no study of this folder; add it or "
        "correct the name",
    ),
    (
        "programmes.csv", ",act_track,", ",act_other,",
        "programmes.csv, line 2, record old_track, field activity: act_other is no construct of this folder; add it "
        "or correct the name",
    ),
    (
        "constructs.yaml", "  definition: Working in a rural place.\n",
        "  definition: Working in a rural place.\n  parent: out_small_town\n",
        "constructs.yaml, line 13, record out_practice, field parent: leads from out_practice back to itself; "
        "correct it or leave it empty",
    ),
    (
        "links.yaml", "  to: out_practice", "  to: act_track",
        "links.yaml, line 3, record act_track__out_practice, field to: is the construct the link comes from; name two "
        "different constructs",
    ),
    (
        "links.yaml", "  status: proposed\n",
        "  status: proposed\n- {id: again, from: act_track, to: out_practice, statement: S, claim: increase, "
        "basis: source, status: proposed}\n",
        "links.yaml, line 8, record again, field to: the same two constructs as act_track__out_practice; keep one of "
        "the two links",
    ),
    (
        "links.yaml", "  status: proposed\n", "  status: proposed\n  smallest_effect: 1.5\n",
        "links.yaml, line 1, record act_track__out_practice, field smallest_effect_unit: is missing beside "
        "smallest_effect; say in which unit, e.g. odds ratio",
    ),
    (
        "constructs.yaml", "  source_urls:\n  - https://example.org/tracks\n", "",
        "constructs.yaml, line 1, record act_track, field source_urls: is missing; name the page it rests on, or the "
        "copy that was read as its provenance",
    ),
    (
        "programmes.csv", "https://example.org/old", "",
        "programmes.csv, line 2, record old_track, field source_url: is missing; name the page it rests on, or the "
        "copy that was read as its provenance",
    ),
    (
        "references.csv", "10.1/small", "https://doi.org/10.1/small",
        "references.csv, line 2, record small1999, field doi: 'https://doi.org/10.1/small' is no DOI; write it from "
        "10. on",
    ),
    (
        "references.csv", "title; authors; year; journal; DOI\n",
        "title; authors; year; journal; DOI\ncopy,A copy,no,,,,10.1/small,no,,authors\n",
        "references.csv, line 4, record copy, field doi: 10.1/small stands on small1999 already; keep one record of "
        "each paper",
    ),
    (
        "studies.csv", ",2.5,1.5,4,", ",2.5,2.6,4,",
        "studies.csv, line 2, record small1999, field ci_low: the interval from 2.6 to 4.0 does not hold the estimate "
        "2.5; look the three numbers up again",
    ),
    (
        "studies.csv", ",2.5,1.5,4,", ",2.5,4,1.5,",
        "studies.csv, line 2, record small1999, field ci_high: 1.5 is below ci_low 4.0; exchange the two or "
        "correct them",
    ),
    (
        "findings.csv", ",2.5,1.5,4,", ",2.5,1.5,,",
        "findings.csv, line 2, record small1999__one, field ci_high: one end of the interval is missing; give both "
        "ends or neither",
    ),
    (
        "findings.csv", ",2.5,1.5,4,", ",1.4,1.5,4,",
        "findings.csv, line 2, record small1999__one, field ci_low: the interval from 1.5 to 4.0 does not hold the "
        "estimate 1.4; look the three numbers up again",
    ),
    (
        "findings.csv", ",2.5,1.5,4,", ",,1.5,4,",
        "findings.csv, line 2, record small1999__one, field estimate: is missing beside its interval; add it",
    ),
    (
        "findings.csv", "quantitative,positive", "quantitative,not_extracted",
        "findings.csv, line 2, record small1999__one, field direction: not_extracted is no finding; take the finding "
        "out: the study shows it by itself",
    ),
    (
        "findings.csv", "quantitative,positive", "quantitative,",
        "findings.csv, line 2, record small1999__one, field direction: is missing; a quantitative finding needs one",
    ),
    (
        "findings.csv", "quantitative,positive", "qualitative,positive",
        "findings.csv, line 2, record small1999__one, field statement: is missing; tell the finding in words",
    ),
    (
        "link_exceptions.csv", "not whether it works.\"\n",
        "not whether it works.\"\nagain,large2009,act_track,out_small_town,Why\n",
        "link_exceptions.csv, line 3, record again, field study: the same pair as large2009__towns; keep one "
        "of the two",
    ),
    (
        "framework.yaml", "  changelog: First draft.\n",
        "  changelog: First draft.\n- {id: '0.2', number: '0.2', date: 2026-02-01, status: draft, changelog: More.}\n",
        "framework.yaml, line 1, record 0.1-draft, field id: has no frozen members; add versions/0.1-draft.jsonl, or "
        "keep one such version only",
    ),
    (
        "syntheses.csv", "source_url\n", "source_url\ns,large2009,,study_counts,p,0,0,https://example.org\n",
        "syntheses.csv, line 2, record s, field studies_positive: no study is counted; add the counts",
    ),
]  # fmt: skip

FOR_EDITORS = [
    (
        "link_exceptions.csv", "large2009__towns,large2009,act_track,out_small_town",
        "large2009__towns,large2009,out_practice,out_small_town",
        "studies.csv, line 3, record large2009, field outcomes: act_track and out_small_town are on no link and no "
        "listed exception; add a link to links.yaml, or the pair with a reason to link_exceptions.csv",
    ),
    (
        "link_exceptions.csv", "not whether it works.\"\n",
        "not whether it works.\"\nlinked,large2009,act_track,out_practice,Why\n",
        "link_exceptions.csv, line 3, record linked, field to: the pair is on a link too; take the exception out, or "
        "the link",
    ),
    (
        "studies.csv", "small1999,small1999,primary", "small1999,small1999,review",
        "findings.csv, line 2, record small1999__one, field study: small1999 is not a primary study; put what a "
        "review says into syntheses.csv",
    ),
    (
        "studies.csv", ",act_track,out_practice,positive", ",,out_practice,positive",
        "findings.csv, line 2, record small1999__one, field link: act_track__out_practice joins no exposure and "
        "outcome coded for small1999; code the pair in studies.csv or name another link",
    ),
    (
        "syntheses.csv", "source_url\n", "source_url\ns,small1999,,study_counts,p,1,0,https://example.org\n",
        "syntheses.csv, line 2, record s, field review: small1999 is not a review; put what one study says into "
        "findings.csv",
    ),
    (
        "references.csv", "/copy,title; authors; year; journal; DOI", "/copy,",
        "references.csv, line 3, record large2009, field missing: does not say what is to be completed; name it, or "
        "write yes under complete",
    ),
    (
        "references.csv", "A Journal,10.1/small,yes,", "A Journal,,yes,",
        "references.csv, line 2, record small1999, field complete: is yes, but doi is missing; write no and say under "
        "missing what is",
    ),
    (
        "references.csv", "A small study,no", "A small study,yes",
        "references.csv, line 2, record small1999, field complete: is yes, but title is missing; write no and say "
        "under missing what is",
    ),
    (
        "organisations.yaml", "  source_urls:\n  - https://example.org/school\n", "",
        "organisations.yaml, line 1, record a_school, field source_urls: is missing; name the page it rests on, or "
        "the copy that was read as its provenance",
    ),
    (
        "references.csv", "https://example.org/copy", "",
        "references.csv, line 3, record large2009, field provenance_url: is missing; name the page it rests on, or the "
        "copy that was read as its provenance",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), BLOCKING)
def test_a_mistake_that_blocks(folder, name, old, new, problem):
    folder.put(name, old, new)
    found = [line for line in problems_of(folder) if line.blocks]
    assert problem in map(str, found)


@pytest.mark.parametrize(("name", "old", "new", "problem"), FOR_EDITORS)
def test_work_for_an_editor_does_not_block(folder, name, old, new, problem):
    folder.put(name, old, new)
    found = problems_of(folder)
    assert problem in map(str, found)
    assert not any(line.blocks for line in found)


def test_a_removed_record_is_named_by_removed_records_only(folder):
    folder.write("removed.csv", "kind,id\ndesign,retro_cohort\n")
    assert [str(problem) for problem in problems_of(folder)] == [
        "studies.csv, line 2, record small1999, field design: retro_cohort is removed; take it out here, or out of "
        "removed.csv"
    ]
    folder.write("removed.csv", "kind,id\ndesign,retro_cohort\nstudy,small1999\nstudy,large2009\n")
    folder.write("findings.csv", "id,study,link,finding_kind\n")
    folder.write("link_exceptions.csv", "id,study,from,to,reason\n")
    assert not any(problem.blocks for problem in problems_of(folder))


BROKEN_FILES = [
    ("links.yaml", "  : [\n"),
    ("links.yaml", "just words\n"),
    ("studies.csv", "id,id\n"),
    ("studies.csv", "small1999,too,few,cells\n"),
]


@pytest.mark.parametrize(("name", "text"), BROKEN_FILES)
def test_records_naming_those_of_a_broken_file_are_not_blamed(folder, name, text):
    intact = (folder.path / name).read_text().splitlines(keepends=True)[0] if text.startswith("small") else ""
    folder.write(name, intact + text)
    content, problems = read(folder.path)
    assert [problem.file for problem in problems] == [name]
    assert [problem for problem in check(content) if problem.blocks and problem.file != name] == []
