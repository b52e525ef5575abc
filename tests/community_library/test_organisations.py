"""Organisations that may be one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.community import Described, Reason, likely_pairs, normal_name, page_of, site_of

#: Stands for the rest of a directory: how much a word tells follows from how many names carry it.
PLACES = ("Lagos", "Quito", "Turin", "Hanoi", "Perth", "Oslo", "Cusco", "Accra", "Dakar", "Lima", "Fiji", "Tromsø")
KINDS = ("University of {} School of Medicine", "{} Health Foundation", "Association of {} Colleges", "{} Institute")
OTHERS = [Described(f"z{place}{at}", kind.format(place)) for place in PLACES for at, kind in enumerate(KINDS)]


def reasons(one: str, other: str, urls=("", "")) -> tuple[Reason, ...]:
    pairs = likely_pairs([Described("a", one, urls[0]), Described("b", other, urls[1]), *OTHERS])
    return next((pair.reasons for pair in pairs if (pair.first, pair.second) == ("a", "b")), ())


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Beyond Flexner Alliance", "The BEYOND FLEXNER alliance", Reason.SAME_WORDS),
        ("Beyond Flexner Alliance", "beyond flexner  alliance.", Reason.SAME_NAME),
        ("Université de Montréal", "Universite de Montreal", Reason.SAME_NAME),
        ("Universität Göttingen (University of Gottingen)", "University of Göttingen", Reason.SAME_NAME),
        ("Ministère de la Santé / Ministry of Health", "Ministry of Health", Reason.SAME_NAME),
        ("Centre for Rural Health", "Center for Rural Health", Reason.SAME_NAME),
        ("Kellogg Foundation", "Kelogg Foundation", Reason.LIKE_NAME),
        ("St. Mary's Hospital", "Saint Marys Hospital", Reason.SAME_NAME),
        ("York University", "University of York", Reason.SAME_WORDS),
        ("AAMC", "Association of American Medical Colleges", Reason.SHORT_NAME),
        ("Training for Health Equity Network (THEnet)", "THEnet", Reason.SHORT_NAME),
        ("World Health Organisation", "WHO", Reason.SHORT_NAME),
        ("Rural Health Training Alliance", "Rural Health Training Aliance (RHTA)", Reason.LIKE_NAME),
        ("東京大学医学部", "東京大学医学部", Reason.SAME_NAME),
        ("東京大学大学院医学系研究科", "東京大学大学院医学系研究", Reason.LIKE_NAME),
        ("الجامعة الأردنية", "الجامعة الاردنية", Reason.SAME_NAME),
        ("अखिल भारतीय आयुर्विज्ञान संस्थान", "अखिल भारतीय आयुर्विज्ञान सस्थान", Reason.LIKE_NAME),
    ],
)
def test_names_of_one_organisation_are_found(one, other, reason):
    assert reason in reasons(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Alberta School of Medicine", "University of Alabama School of Medicine"),
        ("Northern Ontario School of Medicine", "Southern Illinois School of Medicine"),
        ("Primary Care Network Region 4", "Primary Care Network Region 5"),
        ("Kano Health Foundation", "Kono Health Foundation"),
        ("東京大学", "京都大学"),
        ("Ministry of Health (Canada)", "Ministry of Education (Canada)"),
        ("Ministry of Health (Canada)", "Ministry of Health (Kenya)"),
        # The marks of this script are vowels, not accents: "kila" and "kula" are two words.
        ("किला", "कुला"),
        ("Institute", "Foundation"),
    ],
)
def test_names_of_two_organisations_are_not(one, other):
    assert reasons(one, other) == ()


def test_addresses_say_what_names_do_not():
    assert reasons("Ecole", "Skola", ("https://www.x.org/en/", "http://x.org/en")) == (Reason.SAME_PAGE,)
    assert reasons("Ecole", "Skola", ("https://x.org/en", "https://x.org/fr")) == (Reason.SAME_SITE,)
    assert reasons("Ecole", "Skola", ("https://facebook.com/a", "https://facebook.com/b")) == ()


def test_an_address_that_many_share_says_nothing():
    many = [Described(f"o{at}", f"Name{at} Words{at}", f"https://x.org/{at}") for at in range(4)]
    assert likely_pairs(many) == []
    assert len(likely_pairs(many[:3])) == 3


@pytest.mark.parametrize("url", ["", "no address", "https://[broken", "mailto:ada"])
def test_what_is_no_address_has_no_page(url):
    assert (page_of(url), site_of(url)) == ("", "")


def test_the_likeliest_come_first():
    pairs = likely_pairs(
        [
            Described("a", "Kellogg Foundation", "https://k.org/a"),
            Described("b", "Kelogg Foundation"),
            Described("c", "Kellogg foundation"),
            Described("d", "Something else", "https://k.org/d"),
            *OTHERS,
        ]
    )
    assert [(pair.first, pair.second) for pair in pairs] == [("a", "c"), ("a", "b"), ("b", "c"), ("a", "d")]


LETTERS = "abcdeéøñüßAÉ東京大学किखुअ 12'.-(/)&"
NAMES = st.text(LETTERS, max_size=24) | st.sampled_from([one.name for one in OTHERS] + ["WHO", "World Health Org"])
LISTS = st.lists(st.tuples(NAMES, st.sampled_from(["", "https://x.org/a", "http://www.x.org/b/", "y.org"])), max_size=9)


def described(rows) -> list[Described]:
    return [Described(f"o{at}", name, url) for at, (name, url) in enumerate(rows)]


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_changes_nothing(rows, chance: random.Random):
    given_ = described(rows)
    shuffled = chance.sample(given_, len(given_))
    assert likely_pairs(shuffled) == likely_pairs(given_)


@given(LISTS)
def test_large_and_small_letters_change_nothing(rows):
    upper = [(name.upper(), url) for name, url in rows]
    assert likely_pairs(described(upper)) == likely_pairs(described(rows))


@given(LISTS)
def test_which_of_two_comes_first_changes_nothing_but_their_order(rows):
    pairs = likely_pairs(described(rows))
    assert all(pair.first < pair.second and 0 <= pair.likeness <= 1 for pair in pairs)
    turned = {f"o{at}": f"o{len(rows) - 1 - at}" for at in range(len(rows))}
    expected = {(frozenset((turned[one.first], turned[one.second])), one.reasons) for one in pairs}
    assert {
        (frozenset((one.first, one.second)), one.reasons) for one in likely_pairs(described(rows[::-1]))
    } == expected


@given(NAMES)
def test_an_organisation_given_twice_is_found(name):
    found = likely_pairs([Described("a", name), Described("b", name)])
    assert bool(found) == bool(normal_name(name))
    assert normal_name(normal_name(name)) == normal_name(name)
