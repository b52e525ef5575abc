"""What is wrong with studies, findings and what is judged of them, taken together: each rule is broken once."""

import pytest

from cairn.synthesis.appraisal import INSTRUMENTS
from cairnhub.content.checking import check
from cairnhub.content.reading import read


def problems_of(folder) -> list:
    content, problems = read(folder.path)
    assert problems == []
    return check(content)


#: A finding with its numbers, and files that rest on it; each is spoilt in one place below.
FINDINGS = """\
id,study,link,finding_kind,direction,effect_kind,estimate,ci_low,ci_high,way,numbers,contrast,outcome_definition
small1999__one,small1999,act_track__out_practice,quantitative,positive,odds_ratio,2.5,1.5,4,interval,\
estimate=2.5; low=1.5; high=4,took part or not,works in a rural place
"""
POOLING = """\
- id: p
  link: act_track__out_practice
  findings: [small1999__one]
  effect_kind: odds_ratio
  contrast: took part or not
  outcome_definition: works in a rural place
  reason: One cohort.
"""
CERTAINTY = """\
- id: c
  link: act_track__out_practice
  pooling: p
  body: pooled
  answer_digest: abc
  start: low
  judgements: {risk of bias: {levels: 0}}
  level: low
  judged_by: Ada
"""
APPRAISAL = """\
- id: a
  study: small1999
  finding: small1999__one
  instrument: rob2
  answers: {randomisation: low}
  judged_by: Ada
"""
WORDING = """\
- id: w
  instrument: rob2
  domain: randomisation
  text: Was it at random?
  source: Its guidance.
"""
THRESHOLD = """\
- id: t
  link: act_track__out_practice
  effect_kind: odds_ratio
  value: 1.5
  reason: Deans would act.
  proposed_by: Ada
  settled_how: In a round.
"""
TEMPLATE = """\
- id: f
  number: 1
  note: First.
  questions:
  - {name: dose, label: Dose, kind: text, target: dose}
"""
OTHER_LINK = """\
- {id: other, from: act_track, to: out_small_town, statement: S, claim: increase, basis: source, status: proposed}
"""


@pytest.fixture
def judged(folder):
    folder.write("findings.csv", FINDINGS)
    folder.write("poolings.yaml", POOLING)
    folder.write("certainties.yaml", CERTAINTY)
    folder.write("appraisals.yaml", APPRAISAL)
    folder.write("instrument_wordings.yaml", WORDING)
    folder.write("effect_thresholds.yaml", THRESHOLD)
    folder.write("extraction_templates.yaml", TEMPLATE)
    return folder


def test_what_is_judged_of_findings_has_no_problem_where_it_fits(judged):
    assert problems_of(judged) == []


def again(text: str, name: str) -> str:
    return text + text.replace(text.splitlines()[0], f"- id: {name}")


JUDGED_BLOCKING = [
    (
        "findings.csv", "4,interval,", "4,,",
        "findings.csv, line 2, record small1999__one, field way: is missing beside numbers; say in which way the "
        "numbers are reported, e.g. interval",
    ),
    (
        "poolings.yaml", "link: act_track__out_practice", "link: other",
        "poolings.yaml, line 3, record p, field findings: small1999__one is on another link; take it out, or correct "
        "its link",
    ),
    (
        "poolings.yaml", "  reason: One cohort.\n", "  reason: One cohort.\n  comparator_risk: 0.2\n",
        "poolings.yaml, line 8, record p, field comparator_risk: is no risk with its source; give one between 0 and "
        "1, and risk_source beside it",
    ),
    (
        "poolings.yaml", POOLING, again(POOLING, "q"),
        "poolings.yaml, line 8, record q, field leading: p leads this link already; keep one of the two",
    ),
    (
        "certainties.yaml", "  answer_digest: abc\n", "",
        "certainties.yaml, line 1, record c, field answer_digest: is missing; name what was judged; export writes both",
    ),
    (
        "certainties.yaml", "body: pooled", "body: directions",
        "certainties.yaml, line 3, record c, field pooling: does not go with the body directions; take it out, or "
        "write pooled",
    ),
    (
        "certainties.yaml", "link: act_track__out_practice", "link: other",
        "certainties.yaml, line 3, record c, field pooling: p is on another link; name one of this link",
    ),
    (
        "certainties.yaml", CERTAINTY, again(CERTAINTY, "d"),
        "certainties.yaml, line 13, record d, field body: c judges the same; keep one of the two",
    ),
    (
        "appraisals.yaml", "study: small1999", "study: large2009",
        "appraisals.yaml, line 3, record a, field finding: small1999__one belongs to another study; name one of this "
        "study, or none",
    ),
    (
        "appraisals.yaml", APPRAISAL, again(APPRAISAL, "b"),
        "appraisals.yaml, line 12, record b, field judged_by: a is the same person's judgement of the same; keep one "
        "of the two",
    ),
    (
        "instrument_wordings.yaml", "domain: randomisation", "domain: luck",
        "instrument_wordings.yaml, line 3, record w, field domain: 'luck' is no domain of rob2; use one of: "
        "{rob2}",
    ),
    (
        "instrument_wordings.yaml", WORDING, again(WORDING, "x"),
        "instrument_wordings.yaml, line 8, record x, field domain: w words the same domain; keep one of the two",
    ),
    (
        "effect_thresholds.yaml", "value: 1.5", "value: 1",
        "effect_thresholds.yaml, line 4, record t, field value: 1 odds ratio is no effect that could matter; give one "
        "that differs from no effect; a ratio lies above 0",
    ),
    (
        "effect_thresholds.yaml", THRESHOLD, again(THRESHOLD, "u"),
        "effect_thresholds.yaml, line 14, record u, field settled_how: t is settled for this link already; keep one "
        "of the two",
    ),
    (
        "extraction_templates.yaml", "number: 1", "number: 0",
        "extraction_templates.yaml, line 2, record f, field number: is below 1; number the versions from 1",
    ),
    (
        "extraction_templates.yaml", "kind: text", "kind: number",
        "extraction_templates.yaml, line 4, record f, field questions: Dose: the study’s field “dose” takes another "
        "kind of answer.; correct the question",
    ),
    (
        "extraction_templates.yaml", TEMPLATE, again(TEMPLATE, "g"),
        "extraction_templates.yaml, line 7, record g, field number: f has the same number; keep one of the two",
    ),
]  # fmt: skip

JUDGED_FOR_EDITORS = [
    (
        "findings.csv", "odds_ratio,2.5,1.5,4,interval", "correlation,2.5,1.5,4,interval",
        "findings.csv, line 2, record small1999__one, field numbers: a correlation of 2.5 is impossible; give one "
        "between -1 and 1",
    ),
    (
        "findings.csv", "odds_ratio,2.5,1.5,4,interval", "odds_ratio,2.6,1.5,4,interval",
        "findings.csv, line 2, record small1999__one, field estimate: is 2.6, but the numbers say 2.5; look it up "
        "again",
    ),
    (
        "poolings.yaml", "contrast: took part or not", "contrast: twice or once",
        "poolings.yaml, line 3, record p, field findings: small1999__one cannot be pooled here: it sets something "
        "else against something else: “took part or not”, not “twice or once”; take it out, or correct its record",
    ),
    (
        "poolings.yaml", "  findings: [small1999__one]\n", "",
        "poolings.yaml, line 1, record p, field findings: names no finding that could be pooled; take it out, or "
        "correct its record",
    ),
    (
        "studies.csv", "positive,2.5,1.5,4,,single\n", "positive,2.5,1.5,4,,single\nlater2020,small1999,primary,,"
        "act_track,out_practice,null,,,,small1999,single\n",
        "poolings.yaml, line 3, record p, field findings: small1999__one cannot be pooled here: a later analysis of "
        "the same data took its result back; take it out, or correct its record",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "problem"), JUDGED_BLOCKING)
def test_a_mistake_in_what_is_judged_blocks(judged, name, old, new, problem):
    judged.write("links.yaml", (judged.path / "links.yaml").read_text() + OTHER_LINK)
    judged.put(name, old, new)
    found = [str(line) for line in problems_of(judged) if line.blocks]
    assert problem.replace("{rob2}", ", ".join(one.id for one in INSTRUMENTS["rob2"].domains)) in found


@pytest.mark.parametrize(("name", "old", "new", "problem"), JUDGED_FOR_EDITORS)
def test_what_no_longer_fits_together_does_not_block(judged, name, old, new, problem):
    judged.put(name, old, new)
    found = problems_of(judged)
    assert problem in map(str, found)
    assert not any(line.blocks for line in found)


def test_an_answer_that_an_instrument_does_not_have_is_told_in_its_words(judged):
    judged.put("appraisals.yaml", "randomisation: low", "randomisation: perhaps")
    [problem] = problems_of(judged)
    name = INSTRUMENTS["rob2"].domain("randomisation").name
    told = f"appraisals.yaml, line 5, record a, field answers: {name}: “perhaps” is none of its answers; use one of "
    assert str(problem).startswith(told)
    assert problem.blocks


def test_a_cost_names_its_currency(judged):
    judged.put("findings.csv", "outcome_definition\n", "outcome_definition,cost_amount\n")
    judged.put("findings.csv", "works in a rural place\n", "works in a rural place,12\n")
    told = "findings.csv, line 2, record small1999__one, field cost_currency: is missing beside cost_amount; add it, "
    told += "e.g. USD"
    assert told in map(str, problems_of(judged))


def test_two_findings_on_the_same_people_are_told(judged):
    row = FINDINGS.splitlines()[1]
    judged.write("findings.csv", FINDINGS + row.replace("small1999__one", "small1999__two") + "\n")
    judged.put("poolings.yaml", "[small1999__one]", "[small1999__one, small1999__two]")
    [problem] = problems_of(judged)
    assert str(problem) == (
        "poolings.yaml, line 3, record p, field findings: small1999__two is on the same people as small1999__one; "
        "take it out, or correct its record"
    )
    judged.put("poolings.yaml", "  reason: One cohort.", "  reason: One cohort.\n  model: correlated")
    assert problems_of(judged) == []


def test_a_removed_pooling_leaves_the_lead_to_another(judged):
    judged.write("poolings.yaml", again(POOLING, "q"))
    judged.write("certainties.yaml", "[]\n")
    judged.write("removed.csv", "kind,id\npooling,p\n")
    assert problems_of(judged) == []
