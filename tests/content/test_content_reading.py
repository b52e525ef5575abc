"""Every mistake in a file is one line that says file, line, record, field, what and what to do; all are collected."""

import pytest

from cairn.base.errors import InputError
from cairn.synthesis import WAYS
from cairnhub.content.reading import digest, read


def problems_of(folder) -> list[str]:
    return [str(problem) for problem in read(folder.path)[1]]


def test_a_sound_folder_is_read_without_a_problem(folder):
    content, problems = read(folder.path)
    assert problems == []
    assert {kind: len(records) for kind, records in content.records.items() if records} == {
        "construct": 3,
        "link": 1,
        "design": 1,
        "data_source": 1,
        "reference": 2,
        "study": 2,
        "pair_exception": 1,
        "finding": 1,
        "programme": 1,
        "organisation": 1,
        "framework_version": 1,
    }


def test_cells_become_lists_numbers_and_answers(folder):
    content, _ = read(folder.path)
    assert content.of("reference")["small1999"].authors == ["Doe J", "Roe R"]
    assert content.of("reference")["small1999"].complete is True
    assert content.of("reference")["large2009"].year is None
    assert content.of("study")["small1999"].ci_high == 4.0
    assert content.of("framework_version")["0.1-draft"].date == "2026-01-31"


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            "constructs.yaml", "stage: activity", "stage: activities",
            "constructs.yaml, line 3, record act_track, field stage: 'activities' is not allowed; use one of: context, "
            "input, activity, output, short_term_outcome, medium_term_outcome, impact",
        ),
        (
            "constructs.yaml", "  definition: Working in a small town.\n", "",
            "constructs.yaml, line 15, record out_small_town, field definition: is missing; add it",
        ),
        (
            "constructs.yaml", "  definition: Working in a small town.\n", "  definition: ''\n",
            "constructs.yaml, line 18, record out_small_town, field definition: is missing; add it",
        ),
        (
            "framework.yaml", "  status: draft\n", "  status: draft\n  author: me\n",
            "framework.yaml, line 5, record 0.1-draft, field author: is not a field of this file; remove it or use one "
            "of: id, number, date, status, changelog",
        ),
        (
            "constructs.yaml", "- https://example.org/tracks", "- example.org/tracks",
            "constructs.yaml, line 6, record act_track, field source_urls[1]: 'example.org/tracks' is not a web "
            "address; start it with https:// or leave it empty",
        ),
        (
            "constructs.yaml", "- id: out_small_town", "- id: Small Town",
            "constructs.yaml, line 15, record Small Town, field id: 'Small Town' is not an identifier; use small "
            "letters, digits and _ . - only, starting with a letter or digit",
        ),
        (
            "constructs.yaml", "- id: out_small_town", "- id: act_track",
            "constructs.yaml, line 15, record act_track, field id: stands on line 1 already; give it another "
            "identifier",
        ),
        (
            "constructs.yaml", "  parent: out_practice\n", "  parent: out_practice\n  parent: out_practice\n",
            "constructs.yaml, line 20, field parent: is given twice in one record; keep one",
        ),
        (
            "constructs.yaml", "  name: Rural tracks\n", "  name: \"Rural \\0 tracks\"\n",
            "constructs.yaml, line 1, record act_track: name holds a NUL character; take it out",
        ),
        (
            "designs.yaml", "compares: true", "compares: perhaps",
            "designs.yaml, line 4, record retro_cohort, field compares: 'perhaps' is neither yes nor no; "
            "write yes or no",
        ),
        (
            "designs.yaml", "  source_urls:\n  - https://example.org/designs\n", "  source_urls: https://example.org\n",
            "designs.yaml, line 5, record retro_cohort, field source_urls: 'https://example.org' is not a list; write "
            "one item a line, each after a dash",
        ),
        (
            "framework.yaml", "date: 2026-01-31", "date: last week",
            "framework.yaml, line 3, record 0.1-draft, field date: 'last week' is not a date; write it as 2026-12-31",
        ),
        (
            "references.csv", ",1999,", ",1849,",
            "references.csv, line 2, record small1999, field year: 1849 is not between 1850 and {next_year}; "
            "correct it, or leave it empty",
        ),
        (
            "references.csv", ",1999,", ",19x9,",
            "references.csv, line 2, record small1999, field year: '19x9' is not a number; write digits only, or leave "
            "it empty where unknown",
        ),
        (
            "references.csv", "A small study,no", "A small study,No, really",
            "references.csv, line 2, record small1999: has 11 cells, the first line has 10; put texts with commas in "
            "quotation marks",
        ),
        (
            "references.csv", "id,title,", "id,titel,",
            "references.csv, line 1, field titel: is not a column of this file; name each once of: id, title, "
            "title_is_paraphrase, authors, year, journal, doi, pmid, openalex, url, complete, missing, provenance_url, "
            "provenance_note",
        ),
        (
            "link_exceptions.csv", "id,study,from,to,reason", "id,study,from,to",
            "link_exceptions.csv, line 1, field reason: is missing from the first line; add the column",
        ),
        (
            "studies.csv", "out_practice; out_small_town", "[out_practice",
            "studies.csv, line 3, record large2009, field outcomes: '[out_practice' is not a list; write one item a "
            "line, each after a dash",
        ),
        (
            "syntheses.csv", "source_url\n", "source_url\ns,r,,study_counts,p,-1,0,https://example.org\n",
            "syntheses.csv, line 2, record s, field studies_positive: -1 is below 0; correct it, or leave it empty",
        ),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_what_to_do(folder, name, old, new, problem):
    from django.utils import timezone

    folder.put(name, old, new)
    assert problems_of(folder) == [problem.replace("{next_year}", str(timezone.localdate().year + 1))]


NUMBERED = "id,study,link,finding_kind,direction,effect_kind,way,numbers\n"


def with_numbers(folder, way: str, numbers: str) -> None:
    row = f"f,small1999,act_track__out_practice,quantitative,positive,odds_ratio,{way},{numbers}\n"
    folder.write("findings.csv", NUMBERED + row)


@pytest.mark.parametrize("cell", ["estimate=2.5; low=1.5; high=4", '"{""estimate"": 2.5, ""low"": 1.5, ""high"": 4}"'])
def test_pairs_in_a_cell_become_names_with_values(folder, cell):
    with_numbers(folder, "interval", cell)
    content, problems = read(folder.path)
    assert problems == []
    assert content.of("finding")["f"].numbers == {"estimate": 2.5, "low": 1.5, "high": 4.0}


PAIRS = "write each name once, as name: value, in CSV as name=value; name=value"
DIGITS = "write digits only, or leave it empty where unknown"


@pytest.mark.parametrize(
    ("way", "cell", "field", "problem"),
    [
        ("interval", "2.5", "numbers", f"'2.5' is not names with values; {PAIRS}"),
        ("interval", "low=1; low=2", "numbers", f"'low=1; low=2' is not names with values; {PAIRS}"),
        ("interval", "=2", "numbers", f"'=2' is not names with values; {PAIRS}"),
        ("interval", "{low", "numbers", f"'{{low' is not names with values; {PAIRS}"),
        ("interval", "low=one", "numbers.low", f"'one' is not a number; {DIGITS}"),
        ("interval", "low=inf", "numbers.low", f"'inf' is no finite number; {DIGITS}"),
        (
            "guess", "", "way",
            f"'guess' is not allowed; use one of: {', '.join(WAYS)}",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_pairs_names_its_place_and_what_to_do(folder, way, cell, field, problem):
    with_numbers(folder, way, cell)
    assert problems_of(folder) == [f"findings.csv, line 2, record f, field {field}: {problem}"]


TEMPLATE = "- id: form\n  number: 1\n  note: First.\n  questions:\n  - {name: dose, label: Dose, kind: text}\n"


def test_parts_of_a_record_are_read_field_by_field(folder):
    folder.write("extraction_templates.yaml", TEMPLATE)
    content, problems = read(folder.path)
    asked = {"name": "dose", "label": "Dose", "kind": "text", "help": "", "choices": [], "target": ""}
    assert problems == []
    assert content.of("extraction_template")["form"].values()["questions"] == [asked]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("label: Dose, ", "", "field questions[1].label: is missing; add it"),
        (
            "kind: text", "sort: text, kind: text",
            "field questions[1].sort: is not a field here; remove it",
        ),
        (
            "{name: dose, label: Dose, kind: text}", "dose",
            "field questions[1]: is not a record; write its fields one a line, each as name: value",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_part_names_the_part(folder, old, new, problem):
    folder.write("extraction_templates.yaml", TEMPLATE.replace(old, new))
    assert problems_of(folder) == [f"extraction_templates.yaml, line 4, record form, {problem}"]


def test_a_nul_character_inside_names_and_values_is_refused(folder):
    wording = '- id: a\n  study: small1999\n  instrument: rob2\n  judged_by: Ada\n  support: {deviations: "\\0"}\n'
    folder.write("appraisals.yaml", wording)
    assert problems_of(folder) == ["appraisals.yaml, line 1, record a: support holds a NUL character; take it out"]


def test_every_mistake_is_collected(folder):
    folder.put("constructs.yaml", "stage: activity", "stage: wrong")
    folder.put("links.yaml", "claim: increase", "claim: wrong")
    folder.put("references.csv", ",1999,", ",0,")
    assert [problem.partition(",")[0] for problem in problems_of(folder)] == [
        "constructs.yaml",
        "links.yaml",
        "references.csv",
    ]


def test_text_that_is_not_yaml_names_the_line(folder):
    folder.put("constructs.yaml", "  name: Rural practice", "  name: [Rural practice")
    [problem] = problems_of(folder)
    assert problem.startswith("constructs.yaml, line 11: is not YAML (")


def test_a_yaml_file_without_a_list(folder):
    folder.write("limitations.yaml", "statement: alone\n")
    assert problems_of(folder) == ["limitations.yaml, line 1: is not a list; start each record with a dash"]


def test_a_record_that_is_only_a_word(folder):
    folder.write("limitations.yaml", "- alone\n")
    assert problems_of(folder) == [
        "limitations.yaml, line 1: is not a record; write its fields one a line, each as name: value"
    ]


def test_an_impossible_yaml_date(folder):
    folder.put("framework.yaml", "2026-01-31", "2026-02-31")
    [problem] = problems_of(folder)
    assert problem.startswith("framework.yaml: is not YAML (day is out of range")


def test_an_open_quotation_mark_in_csv(folder):
    folder.put("programmes.csv", "The old track", '"The old" track')
    [problem] = problems_of(folder)
    assert problem.startswith("programmes.csv, line 2: is not CSV (")


def test_a_cell_over_several_lines_keeps_the_line_numbers(folder):
    folder.put("link_exceptions.csv", "says who", "says\nwho")
    folder.write(
        "link_exceptions.csv",
        (folder.path / "link_exceptions.csv").read_text() + "x,large2009,act_track,Out,reason\n",
    )
    [problem] = problems_of(folder)
    assert problem.startswith("link_exceptions.csv, line 4, record x, field to: 'Out' is not an identifier")


def test_bytes_that_are_not_utf8(folder):
    path = folder.path / "programmes.csv"
    path.write_bytes(path.read_bytes().replace(b"old track", b"old tr\xe4ck"))
    assert problems_of(folder) == ["programmes.csv, line 2: is not UTF-8 text; save the file again as UTF-8"]


def test_a_nul_byte_is_refused(folder):
    path = folder.path / "programmes.csv"
    path.write_bytes(path.read_bytes().replace(b"old track", b"old\0track"))
    assert problems_of(folder) == ["programmes.csv, line 2: holds a NUL character; take it out"]


def test_a_byte_order_mark_does_no_harm(folder):
    path = folder.path / "programmes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert problems_of(folder) == []


def test_a_missing_file_is_named_and_an_optional_one_is_not(folder):
    (folder.path / "links.yaml").unlink()
    assert problems_of(folder) == ["links.yaml: is missing; add it, if need be without any record"]


def test_a_folder_in_the_place_of_a_file_counts_as_missing(folder):
    (folder.path / "links.yaml").unlink()
    (folder.path / "links.yaml").mkdir()
    assert problems_of(folder) == ["links.yaml: is missing; add it, if need be without any record"]


def test_a_record_without_a_name_is_placed_by_its_line(folder):
    folder.put("links.yaml", "- id: act_track__out_practice", "- id:")
    [problem] = problems_of(folder)
    assert problem.startswith("links.yaml, line 1, field id: ")


def test_a_missing_folder(tmp_path):
    with pytest.raises(InputError, match="there is no such folder; name a folder of content files"):
        read(tmp_path / "nowhere")


def test_removed_names_records_of_the_folder(folder):
    folder.write("removed.csv", "kind,id\nlink,act_track__out_practice\nlink,gone\n")
    content, problems = read(folder.path)
    assert content.removed == {("link", "act_track__out_practice")}
    assert [str(problem) for problem in problems] == [
        "removed.csv, line 3, record gone, field id: names no record of this folder; take the line out"
    ]


def test_removed_with_other_columns(folder):
    folder.write("removed.csv", "link\n")
    assert problems_of(folder) == ["removed.csv, line 1: has other columns; write kind,id in the first line"]


def test_frozen_members_of_a_version(folder):
    folder.write(
        "versions/0.1-draft.jsonl", '{"kind": "link", "object_id": "a", "label": "A", "values": {}}\nnonsense\n'
    )
    folder.write("versions/9.jsonl", "")
    content, problems = read(folder.path)
    assert [member["object_id"] for member in content.frozen["0.1-draft"]] == ["a"]
    assert [str(problem) for problem in problems] == [
        "versions/0.1-draft.jsonl, line 2: is not a member of a version; export the version again; these files are not "
        "written by hand",
        "versions/9.jsonl, record 9: is no version of framework.yaml; add it there",
    ]


def test_the_digest_changes_with_any_file_and_only_then(folder):
    before = digest(folder.path)
    (folder.path / "notes.txt").write_text("not content")
    assert digest(folder.path) == before
    folder.put("organisations.yaml", "A school", "The school")
    after = digest(folder.path)
    assert after != before
    folder.write("versions/0.1-draft.jsonl", "")
    assert digest(folder.path) != after
