"""Time the search over generated studies: `python benchmarks/search.py [--studies 100000]`.

A fixed mix of questions, stratified by how common their words are, on SQLite and, where it is installed, on
PostgreSQL. Each question is asked of titles alone and of the whole text, and timed as a caller sees it: reading the
question, finding, ranking, and marking twenty rows. Ends with 1 where a bar is missed.

The texts are made up: words follow Zipf's law (exponent 1.05 over 40,000 words), a title has 8 to 16, a text 60 to
200, as titles and abstracts of health journals do. What it does not measure: a cold disk, or several readers at once.
"""

import sys
import time

import numpy as np
from shared.databases import main

BARS_MS = {"title": 30.0, "any": 250.0}
SEED = 20_221
VOCABULARY = 40_000
ZIPF_EXPONENT = 1.05
QUESTIONS_PER_STRATUM = 40
BATCH = 5_000
#: From and up to how many of 100 studies hold the word somewhere.
SHARES = {"rare": (0.001, 0.02), "middling": (0.2, 2.0), "common": (8.0, 40.0), "nearly all": (40.0, 101.0)}


def measure(studies: int) -> int:
    from django.db import connection

    rng = np.random.default_rng(SEED)
    words = make_words(rng)
    started = time.perf_counter()
    shares, titles = fill(studies, words, rng)
    settle(connection)
    print(f"\n{connection.vendor}: {studies:,} studies indexed in {time.perf_counter() - started:.0f} s")
    print(f"{'where':6} {'words':16} {'n':>4} {'matches':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
    strata = questions(words, shares, titles, rng)
    held = [report(where, strata) for where in BARS_MS]
    return 0 if all(held) else 1


def make_words(rng) -> list[str]:
    """Distinct pronounceable words, the commonest first; among those are single letters, as in any language."""
    syllables = [
        first + second for first in "bcdfghklmnprtvw" for second in ("a", "e", "i", "o", "u", "an", "er", "is")
    ]
    made: dict[str, None] = dict.fromkeys("bcdfghjklm")
    while len(made) < VOCABULARY:
        made["".join(rng.choice(syllables, rng.integers(2, 5)))] = None
    return list(made)


def fill(studies: int, words: list[str], rng) -> tuple[np.ndarray, list[list[int]]]:
    """Store the studies; answer the share of studies that hold each word, and some titles as word numbers."""
    from cairnhub.search.index import entry
    from cairnhub.search.models import SearchEntry

    weights = np.arange(1, len(words) + 1) ** -ZIPF_EXPONENT
    edges = np.cumsum(weights / weights.sum())
    held = np.zeros(len(words))
    titles: list[list[int]] = []
    for start in range(0, studies, BATCH):
        batch = []
        for number in range(start, min(start + BATCH, studies)):
            lengths = rng.integers(8, 17), rng.integers(60, 201)
            title, body = (np.minimum(np.searchsorted(edges, rng.random(n)), len(words) - 1) for n in lengths)
            held[np.union1d(title, body)] += 1
            titles += [title.tolist()] if number % 97 == 0 else []
            spelled = (" ".join(words[word] for word in text) for text in (title, body))
            batch.append(
                entry(
                    kind="study",
                    object_id=f"s{number}",
                    url=f"/s{number}/",
                    **dict(zip(("title", "body"), spelled, strict=True)),
                )
            )
        SearchEntry.objects.bulk_create(batch)
    return held / studies, titles


def settle(connection) -> None:
    """Let the database tidy up, as it would have long since on a hub that has run for a while."""
    statement = "VACUUM ANALYZE search_searchentry" if connection.vendor == "postgresql" else "ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute(statement)


def questions(words: list[str], shares: np.ndarray, titles: list[list[int]], rng) -> dict[str, list[str]]:
    """The fixed mix: single words by how common they are, pairs, phrases, known titles, open ends, single letters."""
    strata = {}
    for name, (low, high) in SHARES.items():
        fitting = np.flatnonzero((shares * 100 >= low) & (shares * 100 < high))
        strata[name] = [words[number] for number in rng.choice(fitting, QUESTIONS_PER_STRATUM)]
    pairs = zip(strata["common"], strata["nearly all"], strict=True)
    strata["two common"] = [f"{first} {second}" for first, second in pairs]
    strata["common and rare"] = [f"{a} {b}" for a, b in zip(strata["common"], strata["rare"], strict=True)]
    picked = [titles[number] for number in rng.choice(len(titles), QUESTIONS_PER_STRATUM)]
    strata["phrase"] = [f'"{words[title[0]]} {words[title[1]]}"' for title in picked]
    strata["title"] = [" ".join(words[number] for number in title) for title in picked]
    strata["open end"] = [f"{words[number][:3]}*" for number in rng.choice(len(words), QUESTIONS_PER_STRATUM)]
    strata["one letter"] = [f"{letter}{star}" for letter in "bcdfghjklmnpqrstuvwz" for star in ("", "*")]
    return strata


def report(where: str, strata: dict[str, list[str]]) -> bool:
    """Ask every question three times, keep the median of each, and say whether the bar holds over all of them."""
    everything: list[float] = []
    for name, asked in strata.items():
        asks = [ask(question, where == "title") for question in asked]
        times = [took for took, _ in asks]
        print_row(where, name, times, f"{np.median([total for _, total in asks]):,.0f}")
        everything += times
    print_row(where, "all", everything, "")
    held = bool(np.percentile(everything, 95) < BARS_MS[where])
    print(f"{where:6} bar: p95 under {BARS_MS[where]:g} ms: {'held' if held else 'MISSED'}")
    return held


def ask(question: str, titles_only: bool) -> tuple[float, int]:
    from cairnhub.search.queries import find

    times = []
    for _ in range(3):
        started = time.perf_counter()
        results = find(question, titles_only=titles_only)
        times.append((time.perf_counter() - started) * 1000)
    return float(np.median(times)), results.total + results.more


def print_row(where: str, name: str, times: list[float], matches: str) -> None:
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    print(f"{where:6} {name:16} {len(times):4} {matches:>9} {p50:8.1f} {p95:8.1f} {p99:8.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main(__file__, measure, "Time the search over generated studies.", studies=100_000))
