"""The pages of the evidence room."""

import csv
import io

import pytest

import factories
from cairnhub.evidence import views
from cairnhub.history import actions

pytestmark = pytest.mark.django_db


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def link():
    return factories.make_link()


def make_study(link, **fields):
    return factories.make_study(exposures=[link.source], outcomes=[link.target], **fields)


class TestList:
    def test_an_empty_hub_says_how_to_fill_it(self, client):
        html = page(client, "/evidence/")
        assert "0 studies" in html
        assert "Suggest it" in html

    def test_null_and_negative_results_stand_beside_positive_ones(self, client):
        for direction in ("positive", "negative", "null"):
            factories.make_study(direction=direction)
        html = page(client, "/evidence/")
        for direction in ("positive", "negative", "null", "contested"):
            assert f'href="/evidence/?direction={direction}"' in html

    def test_facets_and_words_narrow_the_list(self, client, link):
        one = make_study(link, direction="null", notes="mentoring")
        other = make_study(link, direction="positive", notes="mentoring")
        html = page(client, "/evidence/", q="mentoring", direction="null", activity=link.source_id)
        assert one.get_absolute_url() in html
        assert other.get_absolute_url() not in html
        assert "1 of 2 studies" in html

    def test_a_value_nobody_has_is_named_in_a_clear_message(self, client):
        factories.make_study()
        html = page(client, "/evidence/", kind="<b>banana")
        assert "“&lt;b&gt;banana” is not a value of “Kind of study”" in html
        assert 'role="alert"' in html

    def test_nothing_left_offers_a_way_back(self, client):
        factories.make_study()
        html = page(client, "/evidence/", q="xylophone")
        assert "No study here has all of this" in html
        assert "all 1 studies" in html

    def test_what_is_not_known_is_shown_as_not_known(self, client):
        reference = factories.make_reference(
            title="A guess", title_is_paraphrase=True, authors=[], year=None, complete=False
        )
        factories.make_study(references=[reference])
        html = page(client, "/evidence/")
        for words in ("[A guess]", "authors not known", "year unknown", "design unknown", "to be completed"):
            assert words in html
        assert "no exposure coded" in html
        assert "1 was coded by one reader and needs a second" in html

    def test_pages_keep_the_selection(self, client, monkeypatch):
        monkeypatch.setattr(views, "PAGE_SIZE", 2)
        for _ in range(3):
            factories.make_study(direction="null")
        html = page(client, "/evidence/", direction="null", page="2")
        assert "Page 2 of 2" in html
        assert 'href="?direction=null&amp;page=1"' in html
        assert page(client, "/evidence/", page="many").count('class="study"') == 2

    def test_the_form_keeps_words_order_and_choices(self, client):
        factories.make_study(notes="mentoring")
        html = page(client, "/evidence/", q="mentoring", kind="primary", sort="title")
        assert 'value="mentoring"' in html
        assert 'name="kind" value="primary" checked' in html
        assert '<option value="title" selected>' in html

    def test_the_file_holds_the_filtered_list_without_what_was_read(self, client, link):
        reference = factories.make_reference(doi="10.1000/x", provenance_url="https://mirror.example/x")
        one = make_study(link, references=[reference], direction="null", n=None, n_text="72 studies")
        make_study(link, direction="positive")
        response = client.get("/evidence/studies.csv", {"direction": "null"})
        (row,) = rows_of(response)
        assert row["id"] == one.pk
        assert row["address"] == "https://doi.org/10.1000/x"
        assert (row["people"], row["people as written"]) == ("", "72 studies")
        assert (row["exposures"], row["outcomes"]) == ("Rural track", "Rural practice")
        assert "mirror.example" not in response.content.decode()

    def test_a_removed_study_is_nowhere(self, client, link, editor):
        study = make_study(link, references=[factories.make_reference(title="Xylophone study")])
        actions.remove(obj=study, by=editor, reason="twice")
        for address in (
            "/evidence/",
            "/evidence/map/",
            "/evidence/studies.csv",
            "/evidence/map.csv",
            "/evidence/map.svg",
        ):
            assert study.pk not in page(client, address)
        assert client.get(study.get_absolute_url()).status_code == 404
        assert study.get_absolute_url() not in page(client, "/search/", q="xylophone")
        assert study.get_absolute_url() not in page(client, study.main_reference.get_absolute_url())

    def test_the_number_of_queries_does_not_grow(self, client, link, django_assert_max_num_queries):
        for _ in range(6):
            make_study(link)
        with django_assert_max_num_queries(14):
            page(client, "/evidence/", q="rural", direction="positive")


class TestMap:
    def test_a_figure_leads_to_the_studies_it_counts(self, client, link):
        make_study(link, discipline="nursing")
        make_study(link, study_kind="review", discipline="nursing")
        html = page(client, "/evidence/map/", discipline="nursing")
        pair = f"activity={link.source_id}&amp;outcome={link.target_id}"
        assert f'href="/evidence/?discipline=nursing&amp;kind=primary&amp;{pair}"' in html
        assert f'href="/evidence/?discipline=nursing&amp;kind=review&amp;{pair}"' in html
        assert "1 primary study (1 study-level, not extracted), 1 review" in html

    def test_a_link_without_a_study_leads_to_the_link(self, client, link):
        assert link.get_absolute_url() in page(client, "/evidence/map/", all="1")
        html = page(client, "/evidence/map/")
        assert "None of these studies has both" in html
        assert "Activities without a study" in html

    def test_its_files_hold_the_same(self, client, link):
        factories.make_finding(study=make_study(link), link=link, direction="negative")
        (row,) = rows_of(client.get("/evidence/map.csv"))
        assert (row["activity"], row["outcome"], row["link"]) == ("Rural track", "Rural practice", link.pk)
        assert (row["primary studies"], row["negative"], row["positive"], row["reviews"]) == ("1", "1", "0", "0")
        assert client.get("/evidence/map.svg")["Content-Type"].startswith("image/svg+xml")

    def test_the_number_of_queries_does_not_grow(self, client, link, django_assert_max_num_queries):
        for _ in range(6):
            make_study(link)
        with django_assert_max_num_queries(16):
            page(client, "/evidence/map/")


class TestStudy:
    def test_it_shows_each_pair_with_its_link_its_exception_or_neither(self, client, link):
        other, third = factories.make_outcome(name="Retention"), factories.make_outcome(name="Debt")
        study = factories.make_study(exposures=[link.source], outcomes=[link.target, other, third])
        factories.make_pair_exception(study=study, source=link.source, target=other, reason="A by-product.")
        html = page(client, study.get_absolute_url())
        assert link.get_absolute_url() in html
        assert "On no link: A by-product." in html
        assert "On no link yet." in html
        assert html.count("study-level, not extracted") == 3

    def test_a_finding_stands_in_full_where_its_address_points(self, client, link):
        study = make_study(link)
        finding = factories.make_finding(
            study=study, link=link, direction="negative", estimate=0.5, ci_low=0.4, ci_high=0.7, effect_text="0.5"
        )
        html = page(client, study.get_absolute_url())
        assert f'id="finding-{finding.pk}"' in html
        assert f'href="#finding-{finding.pk}"' in html
        assert "the opposite of what the link claims" in html
        assert "95% interval 0.4 to 0.7" in html
        assert "needs a second reader" in html

    def test_an_effect_with_its_interval_has_a_picture_a_table_and_files(self, client):
        study = factories.make_study(effect_kind="odds_ratio", effect_value="2.5", ci_low=1.5, ci_high=4)
        html = page(client, study.get_absolute_url())
        assert 'aria-labelledby="interval-title interval-desc"' in html
        assert f"{study.get_absolute_url()}interval.svg" in html
        (row,) = rows_of(client.get(f"{study.get_absolute_url()}interval.csv"))
        assert (row["effect"], row["95% interval from"], row["95% interval to"]) == ("2.5", "1.5", "4.0")

    def test_without_an_interval_there_is_no_picture(self, client):
        study = factories.make_study()
        assert "Its effect with its interval" not in page(client, study.get_absolute_url())
        for file in ("interval.svg", "interval.csv", "counts.svg", "counts.csv"):
            assert client.get(f"{study.get_absolute_url()}{file}").status_code == 404

    def test_a_review_shows_its_counts_and_runs_no_test_on_them(self, client, link):
        synthesis = factories.make_synthesis(link=link, theme="background", studies_positive=19, studies_not_positive=2)
        address = synthesis.review.get_absolute_url()
        html = page(client, address)
        assert 'id="syntheses"' in html
        assert "no vote-count test is run" in html
        assert "19 of 21" in html
        (row,) = rows_of(client.get(f"{address}counts.csv"))
        assert (row["studies positive"], row["studies not positive"], row["link"]) == ("19", "2", link.pk)

    def test_a_re_analysis_is_shown_on_both(self, client):
        first = factories.make_study(direction="contested")
        again = factories.make_study(direction="null", reanalysis_of=first)
        html = page(client, first.get_absolute_url())
        assert "Its result was analysed again" in html
        assert again.get_absolute_url() in html
        html = page(client, again.get_absolute_url())
        assert "This analyses again the data of" in html
        assert first.get_absolute_url() in html

    def test_papers_on_the_same_people_name_each_other(self, client):
        one, two = (factories.make_study(cohort_id="jefferson") for _ in range(2))
        alone, unknown = factories.make_study(cohort_id="alone"), factories.make_study()
        assert two.get_absolute_url() in page(client, one.get_absolute_url())
        assert "A cohort of its own" in page(client, alone.get_absolute_url())
        assert "Independence unknown" in page(client, unknown.get_absolute_url())

    def test_it_leads_to_its_history_and_to_a_correction(self, client):
        study = factories.make_study()
        html = page(client, study.get_absolute_url())
        assert study.history_url() in html
        assert "Suggest a correction" in html

    def test_only_reviewers_and_editors_see_where_it_was_read(self, client, member, reviewer):
        mirror = "https://mirror.example/copy"
        reference = factories.make_reference(provenance_url=mirror, provenance_note="Abstract only.")
        study = factories.make_study(references=[reference])
        for address in (study.get_absolute_url(), reference.get_absolute_url()):
            for who, sees in ((None, False), (member, False), (reviewer, True)):
                client.logout()
                if who:
                    client.force_login(who)
                assert (mirror in page(client, address)) is sees

    def test_an_editor_sees_a_removed_one_marked(self, client, editor):
        study = factories.make_study()
        actions.remove(obj=study, by=editor, reason="twice")
        client.force_login(editor)
        assert "Removed: readers do not see this" in page(client, study.get_absolute_url())

    def test_the_number_of_queries_does_not_grow(self, client, link, django_assert_max_num_queries):
        studies = [make_study(link, cohort_id="one", example_of=[factories.make_design()]) for _ in range(4)]
        for study in studies[1:]:
            actions.change(obj=study, by=factories.TESTS, reason="", values={"reanalysis_of": studies[0].pk})
        for _ in range(3):
            factories.make_finding(study=studies[0], link=link)
        with django_assert_max_num_queries(22):
            page(client, studies[0].get_absolute_url())

    def test_an_editor_can_extract_list_and_edit_from_here(self, client, link, editor):
        study = factories.make_study(exposures=[link.source], outcomes=[link.target, factories.make_outcome()])
        client.force_login(editor)
        html = page(client, study.get_absolute_url())
        assert f"/edit/finding/add/?study={study.pk}&amp;link={link.pk}" in html
        assert f"/edit/pair_exception/add/?study={study.pk}&amp;source={link.source_id}" in html
        finding = factories.make_finding(study=study, link=link)
        assert f"/edit/finding/{finding.pk}/" in page(client, study.get_absolute_url())

    def test_visitors_see_no_links_to_forms(self, client, link):
        factories.make_finding(study=(study := make_study(link)), link=link)
        assert "/edit/" not in page(client, study.get_absolute_url())
        assert "/edit/" not in page(client, "/evidence/")

    def test_it_names_the_designs_it_is_an_example_of(self, client):
        design = factories.make_design(name="Event study")
        study = factories.make_study(example_of=[design])
        assert "Example of" in page(client, study.get_absolute_url())
        assert design.get_absolute_url() in page(client, study.get_absolute_url())
