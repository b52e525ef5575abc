"""Stakeholder groups rank by their own ratings, on the same draws."""

from cairn.gaps import CriterionName, Ratings, assess, rank, rank_by_group, where_groups_differ
from gaps_builders import ASKED, NOBODY_ASKED, make_link


def rated(id_, community, schools, as_of=ASKED):
    def ratings(one):
        return (one,) * 60 if one else ()

    given = {"community": ratings(community), "schools": ratings(schools)}
    return assess(make_link(id_, ratings=Ratings(importance=given, equity=given)), as_of)


LINKS = [rated("retention", 9, 1), rated("research", 1, 9), *[rated(f"l{n}", 5, 5) for n in range(8)]]
IMPORTANCE_ALONE = {CriterionName.IMPORTANCE: 1.0}
BY_IMPORTANCE = {"community": IMPORTANCE_ALONE, "schools": IMPORTANCE_ALONE}


def test_each_group_that_rated_has_its_own_ranking():
    rankings = rank_by_group(LINKS, BY_IMPORTANCE)
    assert list(rankings) == ["community", "schools"]
    assert rankings["community"].links[0].id == "retention"
    assert rankings["schools"].links[0].id == "research"
    assert rankings["schools"].group == "schools"


def test_a_group_may_have_weights_of_its_own():
    rankings = rank_by_group(LINKS, {"schools": IMPORTANCE_ALONE})
    assert rankings["schools"].weights[CriterionName.IMPORTANCE] == 1
    assert rankings["community"].weights[CriterionName.IMPORTANCE] == 0.25


def test_links_on_which_groups_differ_are_named_with_who_puts_them_where():
    found = where_groups_differ(rank_by_group(LINKS, BY_IMPORTANCE))
    assert {(one.id, one.higher, one.lower) for one in found} == {
        ("retention", "community", "schools"),
        ("research", "schools", "community"),
    }
    assert found[0].higher_rank.expected_rank < found[0].lower_rank.expected_rank


def test_groups_that_say_the_same_do_not_differ():
    same = [rated(f"l{n}", n + 1, n + 1) for n in range(8)]
    assert where_groups_differ(rank_by_group(same, BY_IMPORTANCE)) == ()
    assert where_groups_differ({}) == ()


def test_what_a_group_did_not_rate_is_unknown_to_it():
    not_rated = rated("other", 9, 0)
    criteria = {one.link.id: one for one in [not_rated]}["other"].group_criteria
    assert list(criteria) == ["community"]
    ranking = rank([not_rated, rated("l", 5, 5)], IMPORTANCE_ALONE, group="schools").by_id()
    assert 1.3 < ranking["other"].expected_rank < 1.7


def test_no_group_ranks_while_the_order_is_provisional():
    assert rank_by_group([rated("a", 9, 9, NOBODY_ASKED)]) == {}
