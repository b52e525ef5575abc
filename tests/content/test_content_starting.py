"""The starting content keeps what it promises: nothing invented, nothing hidden, nothing counted twice."""

import re
from urllib.parse import urlparse

import pytest

from cairnhub.content.checking import check
from cairnhub.content.reading import read


@pytest.fixture
def content(starting_content):
    found, problems = read(starting_content)
    assert problems == []
    return found


def test_the_starting_content_has_no_problem(content):
    assert check(content) == []


def test_the_draft_framework_is_whole(content):
    assert len(content.of("construct")) == 82
    old = {member["object_id"] for member in content.frozen["0.2-draft"] if member["kind"] == "link"}
    links = content.of("link")
    assert len(old) == 122
    assert sum(links[name].basis == "source" for name in old) == 72
    assert all(links[name].basis == "source" for name in links.keys() - old)
    assert {link.status for link in links.values()} == {"proposed"}
    assert all(name == f"{link.source}__{link.target}" for name, link in links.items())


def test_nobody_has_agreed_on_a_smallest_effect_yet(content):
    assert all(link.smallest_effect is None for link in content.of("link").values())


def test_no_study_is_invisible(content):
    kinds = [study.study_kind for study in content.of("study").values()]
    assert (kinds.count("primary"), kinds.count("review"), kinds.count("commentary_or_report")) == (119, 18, 4)
    assert {study.coding for study in content.of("study").values()} == {"single"}


def test_every_design_source_and_organisation_is_there(content):
    numbers = {kind: len(content.of(kind)) for kind in ("design", "limitation", "data_source", "organisation")}
    assert numbers == {"design": 20, "limitation": 13, "data_source": 56, "organisation": 96}


def has_one_pair(study) -> bool:
    return len(study.exposures) == len(study.outcomes) == 1


def test_a_finding_is_on_a_pair_its_study_was_coded_with(content):
    for finding in content.of("finding").values():
        study, link = content.of("study")[finding.study], content.of("link")[finding.link]
        assert link.source in study.exposures, finding.id
        assert link.target in study.outcomes, finding.id
        assert not study.direction.startswith("not_"), finding.id
        assert finding.direction in ("null", "mixed", "contested", "positive", "negative"), finding.id


def test_a_study_of_several_pairs_has_a_finding_only_where_its_number_names_one(content):
    told_without_number = set()
    for finding in content.of("finding").values():
        study = content.of("study")[finding.study]
        if has_one_pair(study):
            continue
        if not finding.effect_text:
            told_without_number.add(finding.id)
        else:
            assert finding.effect_text == study.effect_value or finding.effect_text in study.notes, finding.id
        assert finding.comparison or finding.direction == "null", finding.id
    assert told_without_number == {"gillette2025__act_rural_placement__out_hpsa_practice"}


def test_a_number_that_names_a_pair_says_its_sign_towards_the_claim(content):
    """Of the numbers that are an estimate, all that claim an increase and lie above no effect are positive."""
    for finding in content.of("finding").values():
        if finding.estimate is not None and not has_one_pair(content.of("study")[finding.study]):
            nothing = 0 if finding.effect_kind == "regression_coefficient" else 1
            assert content.of("link")[finding.link].claim == "increase", finding.id
            assert (finding.estimate > nothing) == (finding.direction == "positive"), finding.id


def test_directions_stay_as_coded_but_where_the_claim_is_a_decrease(content):
    alone = [one for one in content.of("finding").values() if has_one_pair(content.of("study")[one.study])]
    turned = {one.study for one in alone if one.direction != content.of("study")[one.study].direction}
    assert turned == {"ly2022", "garces2015"}
    for name in turned:
        [finding] = [one for one in alone if one.study == name]
        assert (finding.direction, content.of("study")[name].direction) == ("positive", "negative")
        assert content.of("link")[finding.link].claim == "decrease"
        assert finding.estimate < 0


def test_numbers_are_those_the_study_reports(content):
    """Each is written in the fields of its study that were read."""
    for finding in content.of("finding").values():
        study = content.of("study")[finding.study]
        ends = [f"{end:g}" for end in (study.ci_low, study.ci_high) if end is not None]
        read_there = {
            float(one) for one in [*re.findall(r"-?\d*\.?\d+", f"{study.effect_value} {study.effect_measure}"), *ends]
        }
        assert set(finding.numbers.values()) <= read_there, finding.id
        assert bool(finding.way) == bool(finding.numbers)


def test_an_interval_beside_an_estimate_is_there_as_reported(content):
    for finding in content.of("finding").values():
        if finding.ci_low is not None:
            assert finding.way == "interval"
            numbers = {"estimate": finding.estimate, "low": finding.ci_low, "high": finding.ci_high}
            assert finding.numbers == numbers


def test_a_leading_answer_is_one_cohort_of_exposed_and_not_exposed(content):
    poolings = content.of("pooling").values()
    assert {name for pooling in poolings for name in pooling.findings} == {
        "grumbach2006__act_pathway__out_learner_diversity",
        "ly2022__ctx_admissions_law__out_learner_diversity",
        "playford2017__act_rural_track__out_rural_practice",
        "smdep2021__act_pathway__out_intent_underserved",
    }
    for pooling in poolings:
        assert len(pooling.findings) == 1
        assert pooling.leading
        assert pooling.reason.startswith("The first cohort to report it so; others of the same kind may join.")


def test_no_two_cohorts_are_alike_enough_to_be_pooled(content):
    findings = content.of("finding").values()
    keys = [(one.link, one.effect_kind, one.contrast, one.outcome_definition) for one in findings if one.numbers]
    assert len(keys) == len(set(keys))


def test_nobody_has_judged_or_agreed_on_anything_yet(content):
    for kind in ("certainty", "appraisal", "effect_threshold", "instrument_wording", "extraction_template"):
        assert content.of(kind) == {}, kind
    assert not [one for one in content.of("finding").values() if one.checked_by or one.bias]


def test_who_decided_who_took_part_is_said_where_the_text_says_it(content):
    ways = {study.id: study.allocation for study in content.of("study").values() if study.allocation}
    assert ways == {
        "alsan2018": "random",
        "playford2017": "chosen",
        "srfc_lsom2021": "chosen",
        "srfc_rfu2022": "chosen",
    }


def test_a_link_whose_studies_must_be_recoded_counts_none(content):
    for finding in content.of("finding").values():
        assert "recode" not in content.of("link")[finding.link].note


def test_null_contested_and_negative_results_are_there(content):
    directions = [finding.direction for finding in content.of("finding").values()]
    assert {"null", "contested", "mixed"} <= set(directions)
    assert content.of("study")["replication2024"].reanalysis_of == "greenwood2020"


def test_papers_on_the_same_people_are_one_cohort(content):
    cohorts = {study.cohort_id for study in content.of("study").values() if study.id.startswith("rabinowitz")}
    assert cohorts == {"jefferson_psap"}
    assert content.of("study")["greenwood2020"].cohort_id == content.of("study")["replication2024"].cohort_id


def test_an_estimate_is_a_number_somebody_wrote(content):
    for finding in content.of("finding").values():
        if finding.estimate is not None:
            assert float(finding.effect_text) == finding.estimate
            assert finding.effect_kind not in ("percent", "p_value_only", "other")
            assert finding.comparison


def test_a_paraphrased_title_or_a_missing_identifier_waits_to_be_completed(content):
    for reference in content.of("reference").values():
        if reference.title_is_paraphrase or not (reference.doi or reference.pmid):
            assert not reference.complete, reference.id


def test_the_reviewed_predictors_are_all_kept(content):
    syntheses = content.of("synthesis").values()
    assert len(syntheses) == 20
    assert {synthesis.review for synthesis in syntheses} == {"goodfellow2016"}
    assert all(
        synthesis.link is None or synthesis.link.endswith("__out_underserved_practice") for synthesis in syntheses
    )


def test_no_copy_of_somebody_elses_page_is_published(content):
    records = [record for of_kind in content.records.values() for record in of_kind.values()]
    copies = {urlparse(url).netloc for record in records for url in getattr(record, "provenance_urls", [])}
    published = [url for record in records for url in getattr(record, "source_urls", [])]
    published += [getattr(record, name, "") for record in records for name in ("url", "source_url")]
    assert copies
    assert copies & {urlparse(url).netloc for url in published} == set()


def test_references_publish_canonical_addresses_only(content):
    hosts = {urlparse(reference.url).netloc for reference in content.of("reference").values() if reference.url}
    assert hosts == {"doi.org", "pubmed.ncbi.nlm.nih.gov"}


def test_a_programme_has_a_first_year_only_where_the_source_says_so(content):
    assert [entry.id for entry in content.of("programme").values() if entry.started] == ["chc_np_residency"]
