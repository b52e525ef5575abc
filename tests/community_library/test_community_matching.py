import random
from collections import Counter

from cairn.community import Aspect, Wishes, match, suggest, take_turns


def wishes(name, **words):
    return Wishes(name, {Aspect(aspect): frozenset(found) for aspect, found in words.items()})


def test_reasons_add_up_and_each_further_thing_in_common_counts_half():
    need = wishes("gap", link=["l1"], method=["m1", "m2"])
    found = match(need, wishes("ada", link=["l1"], method=["m1", "m2"]))
    assert found.points == 4 + 2.5 + 1.25
    assert found.common == {Aspect.LINK: ("l1",), Aspect.METHOD: ("m1", "m2")}


def test_nobody_is_asked_for_a_language_or_a_place_alone():
    need = wishes("gap", link=["l1"], language=["en"], place=["ke"])
    assert suggest(need, [(wishes("ada", language=["en"], place=["ke"]), 0)]) == []


def test_who_was_named_often_waits_and_who_fits_much_better_still_comes_first():
    need = wishes("gap", link=["l1"], method=["m1"])
    ada, ben = wishes("ada", link=["l1"]), wishes("ben", link=["l1"])
    assert [one.id for one in suggest(need, [(ada, 8), (ben, 0)])] == ["ben", "ada"]
    cleo = wishes("cleo", link=["l1"], method=["m1"])
    assert suggest(need, [(cleo, 1), (ben, 0)])[0].id == "cleo"


def test_the_order_of_the_directory_decides_nothing():
    need = wishes("gap", link=["l1"])
    offers = [(wishes(f"p{n}", link=["l1"]), n % 2) for n in range(20)]
    assert suggest(need, offers) == suggest(need, list(reversed(offers)))


def a_field(gaps=200, people=150):
    """Needs and offers where few people offer much and most offer little."""
    rng = random.Random(20)
    links, methods = [f"l{n}" for n in range(40)], [f"m{n}" for n in range(8)]
    offers = []
    for n in range(people):
        busy = max(1, int(30 / (n + 1)))
        shared = {"link": rng.sample(links, min(busy + 1, 25)), "method": rng.sample(methods, min(busy, 6))}
        offers.append(wishes(f"p{n}", **shared, language=["en"]))
    needs = [
        wishes(f"gap{n}", link=[rng.choice(links)], method=rng.sample(methods, 2), language=["en"]) for n in range(gaps)
    ]
    return needs, offers


def named(found):
    return Counter(one.id for suggested in found.values() for one in suggested)


def share_of_the_ten(turns):
    return sum(number for _, number in turns.most_common(10)) / turns.total()


def test_many_gaps_do_not_keep_naming_the_same_ten_people():
    needs, offers = a_field()
    spread = named(take_turns(needs, offers))
    without = named({need.id: suggest(need, [(offer, 0) for offer in offers]) for need in needs})
    assert share_of_the_ten(spread) < 0.2 < 0.4 < share_of_the_ten(without)
    assert len(spread) > 120


def test_taking_turns_answers_as_one_need_after_the_other_would():
    needs, offers = a_field(gaps=40, people=60)
    turns: Counter[str] = Counter()
    for need, suggested in zip(needs, take_turns(needs, offers).values(), strict=True):
        assert suggested == suggest(need, [(offer, turns[offer.id]) for offer in offers])
        turns.update(one.id for one in suggested)
    assert take_turns(needs, list(reversed(offers))) == take_turns(needs, offers)


def test_nobody_takes_a_turn_where_nobody_fits():
    need = wishes("gap", link=["l1"], language=["en"])
    assert take_turns([need], []) == {"gap": []}
    assert take_turns([need], [wishes("ada", language=["en"])]) == {"gap": []}
    assert take_turns([], [wishes("ada", language=["en"])]) == {}
