"""Time the search for likely duplicates and the preview of an import: `python benchmarks/duplicates.py`.

Over generated organisations, on SQLite and, where it is installed, on PostgreSQL: the list of likely pairs as its page
asks for it the first time after a change, and what a list of 500 rows would do. Ends with 1 where a bar is missed.

The names are made up of a place out of a few hundred and one of nine common forms, so that far more of them share a
rare word than in a directory: one name in ten is given a second time with a letter exchanged, in other words or short.
How many of those are found is told beside; one that is missed has its rarest word changed at the beginning.
"""

import sys
import time

import numpy as np
from shared.databases import main

BARS = {"likely pairs": 0.8, "preview of 500 rows": 1.5}
SEED = 20_226
FORMS = (
    "University of {}",
    "University of {} School of Medicine",
    "{} College of Nursing",
    "{} Health Foundation",
    "Association of {} Medical Colleges",
    "{} Community Health Center",
    "National {} Institute of Public Health",
    "Universidad Nacional de {}",
    "Faculté de médecine de {}",
)


def measure(organisations: int) -> int:
    from django.db import connection

    rng = np.random.default_rng(SEED)
    names, twins = make_names(organisations, rng)
    fill(names)
    print(f"\n{connection.vendor}: {organisations:,} organisations, {len(twins)} of them twice")
    print(f"{'asked':22} {'found':>7} {'median s':>9} {'worst s':>9} {'bar s':>7}")
    held = [report("likely pairs", look_for_pairs), report("preview of 500 rows", lambda: look_at_rows(names, rng))]
    found = {frozenset(pair) for pair in found_pairs()}
    print(f"of {len(twins)} twins {len(found & twins)} are found")
    return 0 if all(held) else 1


def make_names(number: int, rng) -> tuple[list[str], set[frozenset[str]]]:
    """Names, and which of them are one, by identifier."""
    syllables = [first + second for first in "bcdfghklmnprtvw" for second in ("a", "e", "i", "o", "u", "an", "er")]
    places = ["".join(rng.choice(syllables, rng.integers(2, 5))).title() for _ in range(800)]
    twice = number // 10
    names = [FORMS[rng.integers(len(FORMS))].format(rng.choice(places)) for _ in range(number - twice)]
    chosen = rng.choice(len(names), twice, replace=False)
    twins = {frozenset((f"o{first}", f"o{number - twice + at}")) for at, first in enumerate(chosen)}
    return names + [otherwise(names[first], rng) for first in chosen], twins


def otherwise(name: str, rng) -> str:
    """The same name as somebody else writes it."""
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    at = int(rng.integers(1, len(words[longest]) - 1))
    mistyped = [*words[:longest], words[longest][:at] + words[longest][at + 1 :], *words[longest + 1 :]]
    return (name.upper(), f"The {name}", f"{name} ({''.join(word[0] for word in words)})", " ".join(mistyped))[
        int(rng.integers(4))
    ]


def fill(names: list[str]) -> None:
    from cairnhub.community.models import Organisation
    from cairnhub.history.models import recorded_writes

    with recorded_writes():
        Organisation.objects.bulk_create(
            Organisation(id=f"o{at}", name=name, organisation_type="school", url=f"https://o{at}.example/")
            for at, name in enumerate(names)
        )


def look_for_pairs() -> int:
    from django.core.cache import caches

    from cairnhub.community.duplicates import queries

    caches["pages"].clear()
    return len(queries.waiting())


def found_pairs() -> list[tuple[str, str]]:
    from cairnhub.community.duplicates import queries

    return [(pair.first.pk, pair.second.pk) for pair in queries.waiting()]


def look_at_rows(names: list[str], rng) -> int:
    from cairnhub.community.bulk.organisations import plan

    rows = [otherwise(name, rng) for name in rng.choice(names, 250)] + [
        f"New {name} {at}" for at, name in enumerate(names[:250])
    ]
    return len(plan("name,type\n" + "".join(f'"{name}",school\n' for name in rows)).rows)


def report(name: str, ask) -> bool:
    times, found = [], 0
    for _ in range(5):
        started = time.perf_counter()
        found = ask()
        times.append(time.perf_counter() - started)
    bar = BARS[name]
    held = bool(np.median(times) < bar)
    print(
        f"{name:22} {found:7,} {np.median(times):9.2f} {max(times):9.2f} {bar:7g} {'' if held else 'MISSED'}",
        flush=True,
    )
    return held


if __name__ == "__main__":
    sys.exit(main(__file__, measure, "Time the search for duplicates.", organisations=2_000))
