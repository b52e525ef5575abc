"""The starting content keeps what it promises: nothing invented, nothing hidden, nothing counted twice."""

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


def test_a_study_level_direction_is_a_finding_only_with_one_exposure_and_one_outcome(content):
    for finding in content.of("finding").values():
        study = content.of("study")[finding.study]
        assert len(study.exposures) == len(study.outcomes) == 1, study.id
        assert finding.link == f"{study.exposures[0]}__{study.outcomes[0]}"
        assert not study.direction.startswith("not_"), study.id


def test_directions_stay_as_coded_but_where_the_claim_is_a_decrease(content):
    turned = {
        finding.study
        for finding in content.of("finding").values()
        if finding.direction != content.of("study")[finding.study].direction
    }
    assert turned == {"ly2022", "garces2015"}
    for name in turned:
        [finding] = [one for one in content.of("finding").values() if one.study == name]
        assert (finding.direction, content.of("study")[name].direction) == ("positive", "negative")
        assert content.of("link")[finding.link].claim == "decrease"
        assert finding.estimate < 0


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
