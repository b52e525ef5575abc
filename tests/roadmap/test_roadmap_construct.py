"""The page of a construct: what to do, what leads to it, on whose experience that rests."""

from datetime import date

import pytest

from cairnhub.framework.models import Construct
from cairnhub.history import actions
from cairnhub.roadmap.queries.chain import chain_from, onward
from cairnhub.roadmap.queries.construct import construct_facts
from cairnhub.roadmap.queries.current import current_roadmap
from factories import (
    TESTS,
    make_construct,
    make_finding,
    make_link,
    make_need,
    make_outcome,
    make_programme,
    make_reference,
    make_source,
    make_study,
    make_synthesis,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():
    return make_construct(id="track", name="Rural track", source_urls=["https://example.org/track"], basis="source")


@pytest.fixture
def practice():
    return make_outcome(id="practice", name="Rural practice")


@pytest.fixture
def link(track, practice):
    return make_link(id="link", source=track, target=practice, basis="source", mechanism="exposure")


def facts(construct, user=None):
    return construct_facts(user, construct.pk)


def page(client, construct):
    return client.get(construct.get_absolute_url()).content.decode()


def test_a_link_is_told_with_what_its_studies_say(track, practice, link):
    for direction, cohort in (("positive", "one"), ("positive", "two"), ("null", "")):
        make_finding(link=link, study=make_study(cohort_id=cohort), direction=direction)
    make_study(exposures=[track], outcomes=[practice], direction="mixed")
    make_study(study_kind="review", direction="not_applicable", look_here=[link])
    make_synthesis(link=link, studies_positive=14, studies_not_positive=2)

    (step,) = facts(track).leads_to

    assert step.other == practice
    assert [(label, number) for _, label, number in step.directions] == [("for", 2), ("no effect", 1)]
    assert (step.studies, step.not_extracted, step.reviews) == (4, 1, 1)
    assert [(one.positive, one.not_positive) for one in step.counts] == [(14, 2)]
    assert step.status.css == "status-unsettled"
    assert step.certainty is None


def test_a_link_nobody_studied_is_told_as_that(client, track, link):
    assert "no primary study looks at it, as far as the hub knows" in page(client, track)


def test_retired_links_and_removed_ends_are_left_out(track, practice):
    make_link(source=track, target=practice, status="retired")
    assert facts(track).leads_to == ()
    assert facts(practice).comes_from == ()


def test_whose_experience(client, track, link):
    make_study(exposures=[track], country="Australia", discipline="medicine")
    make_study(exposures=[track], country="Australia", discipline="nursing")
    make_study(look_here=[link], country="", discipline="medicine")
    make_study(exposures=[track], country="Canada", study_kind="review", direction="not_applicable")
    make_programme(activity=track, name="PSAP", started=1974, dose="six weeks")

    found = facts(track)

    assert found.experience.countries == (("Australia", 2),)
    assert found.experience.country_unknown == 1
    assert dict(found.experience.disciplines) == {"medicine": 2, "nursing": 1}
    assert (len(found.studies), found.reviews) == (3, 1)
    text = page(client, track)
    assert "Australia 2, not known 1" in text
    assert "since 1974" in text
    assert "six weeks" in text


def test_costs_and_conditions_are_told_in_their_words(client, track, link):
    make_finding(link=link, finding_kind="cost", direction="", statement="4,000 dollars a learner.")
    make_finding(link=link, finding_kind="qualitative", direction="", statement="Needs local preceptors.")
    found = facts(track)
    assert [one.words for one in found.costs] == ["4,000 dollars a learner."]
    assert [one.words for one in found.conditions] == ["Needs local preceptors."]
    assert "Needs local preceptors." in page(client, track)


def test_what_nobody_has_reported_is_said(client, track, link):
    text = page(client, track)
    assert "Nobody has recorded a dose." in text
    assert "Nobody has reported a cost" in text
    assert "Nobody has reported conditions" in text
    assert "Nobody has reported a harm, and nobody says that it was looked for. That is not the same as none." in text


def test_harms_expected_looked_for_found_and_further_on_are_told_apart(track, practice, link):
    burden = make_outcome(id="burden", name="Preceptor burden", stage="output", harm=True)
    scores = make_outcome(id="scores", name="Scores", stage="short_term_outcome")
    loss = make_outcome(id="loss", name="Displacement", stage="impact", harm=True)
    debt = make_outcome(id="debt", name="Debt", stage="short_term_outcome", harm=True)
    make_link(id="adds", source=track, target=burden)
    make_link(id="spares", source=track, target=scores, claim="no_worse")
    make_link(id="moves", source=practice, target=loss)
    make_link(id="relieves", source=track, target=debt, claim="decrease")
    against = make_finding(link=link, direction="negative", statement="Fewer went rural.")

    harms = facts(track).harms

    assert [step.link.pk for step in harms.claimed] == ["adds"]
    assert [step.link.pk for step in harms.no_worse] == ["spares"]
    assert [one.words for one in harms.against] == [against.statement]
    assert list(harms.further_on) == [loss]
    assert not harms.nothing


def test_how_an_outcome_can_be_measured(client, practice, link):
    make_source(name="Provider register", access_level="open", years="2007-2024", constructs=[practice])
    make_source(name="Closed survey", access_level="restricted", constructs=[practice])
    make_need(construct=practice, statement="Nobody follows graduates for ten years.")
    found = facts(practice)
    assert [source.name for source in found.sources] == ["Closed survey", "Provider register"]
    assert found.open_sources() == 1
    text = page(client, practice)
    assert "2007-2024" in text
    assert "Nobody follows graduates for ten years." in text
    assert "What leads to it" in text


def test_nothing_measures_it(client, practice):
    assert "Nothing in the catalogue measures it." in page(client, practice)


def test_parts_and_whole(client, practice):
    part = make_outcome(id="safety_net", name="Safety-net practice", parent=practice)
    hidden = make_outcome(id="gone", name="Gone", parent=practice)
    actions.remove(obj=hidden, by=TESTS, reason="Twice here.")
    assert facts(practice).parts == (part,)
    assert f'href="{practice.get_absolute_url()}"' in page(client, part)


@pytest.fixture
def way(track, practice, link):
    """Track to practice from a source; practice to access, access to equity, equity back to access as hypotheses."""
    access = make_outcome(id="access", name="Access", stage="impact")
    equity = make_outcome(id="equity", name="Equity", stage="impact")
    make_link(id="one", source=practice, target=access)
    make_link(id="two", source=access, target=equity)
    make_link(id="back", source=equity, target=access)
    make_link(id="short", source=track, target=equity)
    return track


def told(chain):
    return [(step.onto.construct.pk, step.is_hypothesis, step.onto.told_above, told(step.onto)) for step in chain.steps]


def test_the_chain_unfolds_each_construct_once_and_ends_in_a_circle(way):
    chain = chain_from(way, current_roadmap())
    assert told(chain) == [
        ("practice", False, False, [("access", True, False, [("equity", True, True, [])])]),
        ("equity", True, False, [("access", True, True, [])]),
    ]


def test_the_way_with_the_fewest_hypotheses_is_told(way):
    ways = {one.impact.pk: (one.steps, one.hypotheses) for one in onward(way, current_roadmap()).ways}
    assert ways == {"access": (2, 1), "equity": (1, 1)}


def test_a_longer_way_seen_in_sources_is_preferred(way, practice):
    access = Construct.objects.get(pk="access")
    for link in access.links_in.filter(source=practice):
        actions.change(obj=link, by=TESTS, reason="Seen.", values={"basis": "source"})
    ways = {one.impact.pk: (one.steps, one.hypotheses) for one in onward(way, current_roadmap()).ways}
    assert ways["access"] == (2, 0)


def test_a_construct_without_links_leads_nowhere(client, track):
    assert onward(track, current_roadmap()).ways == ()
    assert chain_from(track, current_roadmap()).steps == ()
    assert "No chain of links leads from here to an impact yet." in page(client, track)


def test_studies_are_named_as_people_do(track):
    make_study(exposures=[track], references=[make_reference(authors=["Rabinowitz H", "Diamond J"], year=2011)])
    assert [name for name, _ in facts(track).studies] == ["Rabinowitz et al. 2011"]


def test_where_copies_were_read_is_for_reviewers(client, reviewer):
    track = make_construct(provenance_urls=["https://mirror.example/track"], basis="source")
    assert "mirror.example" not in page(client, track)
    client.force_login(reviewer)
    assert "mirror.example" in page(client, track)


def test_a_removed_construct_is_seen_by_editors_only(client, editor, track):
    actions.remove(obj=track, by=TESTS, reason="Twice here.")
    hidden, absent = client.get("/framework/constructs/track/"), client.get("/framework/constructs/none/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content.replace(b"track", b"none") == absent.content
    client.force_login(editor)
    assert client.get("/framework/constructs/track/").status_code == 200


def test_the_page_says_as_of_when(track):
    assert facts(track).changed == f"{date.today().day} {date.today():%B %Y}"  # noqa: DTZ011


@pytest.mark.parametrize("identifier", ["track", "practice"])
def test_queries_do_not_grow_with_what_is_known(
    client, track, practice, link, identifier, django_assert_max_num_queries
):
    for number in range(4):
        study = make_study(exposures=[track], outcomes=[practice])
        make_finding(link=link, study=study)
        make_finding(link=link, study=study, finding_kind="cost", direction="", statement="Dear.")
        make_synthesis(link=link)
        make_programme(activity=track, name=f"Programme {number}")
        make_source(name=f"Source {number}", constructs=[practice])
        make_link(source=track, target=make_outcome(name=f"Outcome {number}"))
    current_roadmap()
    with django_assert_max_num_queries(24):
        client.get(f"/framework/constructs/{identifier}/")
