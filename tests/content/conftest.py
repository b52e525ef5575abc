"""A content folder small enough to be read at a glance, and a way to spoil one place of it."""

from pathlib import Path

import pytest

FILES = {
    "constructs.yaml": """\
- id: act_track
  name: Rural tracks
  stage: activity
  definition: A stream of training in rural places.
  basis: source
  source_urls:
  - https://example.org/tracks

- id: out_practice
  name: Rural practice
  stage: medium_term_outcome
  definition: Working in a rural place.
  basis: reasoning

- id: out_small_town
  name: Small-town practice
  stage: medium_term_outcome
  definition: Working in a small town.
  parent: out_practice
  basis: reasoning
""",
    "links.yaml": """\
- id: act_track__out_practice
  from: act_track
  to: out_practice
  statement: Rural tracks raise rural practice.
  claim: increase
  basis: source
  status: proposed
""",
    "designs.yaml": """\
- id: retro_cohort
  name: Retrospective cohort
  use: Follows graduates in records.
  compares: true
  source_urls:
  - https://example.org/designs
""",
    "data_sources.yaml": """\
- id: register
  name: Register of clinicians
  access_level: open
  constructs:
  - out_practice
  source_urls:
  - https://example.org/register
""",
    "references.csv": """\
id,title,title_is_paraphrase,authors,year,journal,doi,complete,provenance_url,missing
small1999,A small study,no,"Doe J; Roe R",1999,A Journal,10.1/small,yes,,
large2009,A large study of towns,yes,,,,,no,https://example.org/copy,title; authors; year; journal; DOI
""",
    "studies.csv": """\
id,references,study_kind,design,exposures,outcomes,direction,effect_value,ci_low,ci_high,reanalysis_of,coding
small1999,small1999,primary,retro_cohort,act_track,out_practice,positive,2.5,1.5,4,,single
large2009,large2009,primary,,act_track,out_practice; out_small_town,mixed,,,,small1999,single
""",
    "link_exceptions.csv": """\
id,study,from,to,reason
large2009__towns,large2009,act_track,out_small_town,"Descriptive: says who took part, not whether it works."
""",
    "findings.csv": """\
id,study,link,finding_kind,direction,effect_kind,estimate,ci_low,ci_high,extracted_by
small1999__one,small1999,act_track__out_practice,quantitative,positive,odds_ratio,2.5,1.5,4,one reader
""",
    "syntheses.csv": "id,review,link,synthesis_kind,predictor,studies_positive,studies_not_positive,source_url\n",
    "limitations.yaml": "[]\n",
    "programmes.csv": """\
id,name,activity,started,source_url
old_track,The old track,act_track,1974,https://example.org/old
""",
    "organisations.yaml": """\
- id: a_school
  name: A school
  organisation_type: school
  source_urls:
  - https://example.org/school
""",
    "framework.yaml": """\
- id: 0.1-draft
  number: 0.1-draft
  date: 2026-01-31
  status: draft
  changelog: First draft.
""",
}

STARTING_CONTENT = Path(__file__).parents[2] / "content"


class Folder:
    """A folder of content files that a test can spoil."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def put(self, name: str, old: str, new: str) -> None:
        """Replace a piece of one file, which must stand there exactly once."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))


@pytest.fixture
def folder(tmp_path) -> Folder:
    return Folder(tmp_path / "content")


@pytest.fixture
def starting_content() -> Path:
    return STARTING_CONTENT
