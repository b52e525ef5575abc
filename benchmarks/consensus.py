"""How often opinion groups are found where there are none, and where there are, and how fast.

Run it by `make bench-consensus`: red-dwarf 0.4.0 then stands beside, in an environment of its own (`.bench-venv`).
Where it is not installed, that is said and not judged. Speed is in processor seconds on one thread.

- **No groups**: 400 draws of votes that people and statements alone explain: plain, with people who agree more readily
  (in two ways), with silence that tells what somebody thinks, with people and statements voted on very unequally; half
  of them shuffled within statements. Ends with 1 where more than 5% are given groups.
- **Planted groups**: 2 to 4 groups, 10 to 50% of the statements dividing them by .7 against .3, 5 to 60% of votes cast.
  Few votes say too little of a person for anybody: the bar (adjusted Rand at least .6 in 80% of the runs) is asked of
  all runs, and apart of those in which even true profiles would place people with .8.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from cairn.consensus.opinions import Options, Votes, adjusted_rand, find_groups, votes_of, votes_of_table

PEER_PYTHON = Path(__file__).parents[1] / ".bench-venv" / "bin" / "python"
KINDS = ("plain", "readier", "mixed", "telling silence", "unequal")
SIZES = ((80, 30, 0.4), (200, 50, 0.2), (300, 60, 0.5), (150, 80, 0.1))
FALSE_BAR, FOUND_BAR, WELL_PLACED, KNOWABLE, FASTER = 0.05, 0.8, 0.6, 0.8, 5
PEER = """
import json, sys, time
import numpy as np, pandas as pd
from reddwarf.implementations.base import run_pipeline
rows = json.load(open(sys.argv[1]))
votes = [{"participant_id": int(p), "statement_id": int(s), "vote": int(v)} for p, s, v in rows]
start = time.process_time()
found = run_pipeline(votes=votes, max_group_count=5, random_state=1)
took = time.process_time() - start
frame = found.participants_df
print(json.dumps({"seconds": took, "groups": int(frame["cluster_id"].dropna().nunique())}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Opinion groups: false ones, planted ones, speed.")
    parser.add_argument("--draws", type=int, default=400)
    draws = parser.parse_args().draws
    return int(not all([false_groups(draws), planted_groups(), speed()]))


def false_groups(draws: int) -> bool:
    told = {kind: [0, 0] for kind in KINDS}
    for seed in range(draws):
        rng, kind = np.random.default_rng(1_000 + seed), KINDS[seed % len(KINDS)]
        votes = without_groups(rng, kind, *SIZES[seed // len(KINDS) % len(SIZES)])
        if seed // (len(KINDS) * len(SIZES)) % 2:
            shuffle_within_statements(votes, rng)
        told[kind][0] += find_groups(votes_of_table(votes), Options(permutations=99)).groups > 0
        told[kind][1] += 1
    share = sum(wrong for wrong, _ in told.values()) / draws
    print(f"no groups, {draws} draws: " + ", ".join(f"{kind} {wrong} of {of}" for kind, (wrong, of) in told.items()))
    print(f"  given groups {share:.1%}, bar {FALSE_BAR:.0%}: {verdict(share <= FALSE_BAR)}")
    rng = np.random.default_rng(1)
    votes = without_groups(rng, "plain", *SIZES[2])
    shuffle_within_statements(votes, rng)
    peer = ask_peer(votes_of_table(votes))
    print(f"  red-dwarf on one of them: {peer['groups']} groups" if peer else "  red-dwarf is not installed here")
    return share <= FALSE_BAR


def without_groups(rng, kind: str, people: int, statements: int, density: float) -> np.ndarray:
    popular = rng.uniform(0.2, 0.9, statements)
    ready = rng.normal(0, 0.8, people) if kind in ("readier", "telling silence") else np.zeros(people)
    share = 1 / (1 + np.exp(-(np.log(popular / (1 - popular)) + ready[:, None])))
    if kind == "mixed":
        always = rng.beta(1, 3, people)[:, None]
        share = always + (1 - always) * popular
    votes = np.where(rng.random(share.shape) < share, 1.0, -1.0)
    votes[rng.random(votes.shape) < rng.beta(1, 8, people)[:, None]] = 0
    asked = np.full(votes.shape, density)
    if kind == "telling silence":
        asked = density * np.exp(0.6 * ready)[:, None] * np.where(votes > 0, 1.4, 0.7)
    if kind == "unequal":
        asked = density * rng.lognormal(0, 0.8, people)[:, None] * rng.lognormal(0, 0.6, statements)
    votes[rng.random(votes.shape) > np.clip(asked, 0.02, 1)] = np.nan
    return votes


def shuffle_within_statements(votes: np.ndarray, rng) -> None:
    for column in votes.T:
        known = ~np.isnan(column)
        column[known] = rng.permutation(column[known])


def planted_groups() -> bool:
    runs = []
    print(f"\nplanted groups{'people':>10} {'statements':>11} {'votes cast':>11}   found well of knowable, of all")
    for people, statements in ((300, 60), (1_000, 120), (2_000, 300)):
        for density in (0.05, 0.2, 0.6):
            here = [planted_run(seed, people, statements, density) for seed in range(9)]
            runs += here
            print(f"{people:>24} {statements:>11} {density:>11.0%}   {counted(here)}")
    knowable = [found for found, best in runs if best >= KNOWABLE]
    share = np.mean([one >= WELL_PLACED for one in knowable])
    whole = np.mean([one >= WELL_PLACED for one, _ in runs])
    bars = [verdict(one >= FOUND_BAR) for one in (whole, share)]
    print(f"  adjusted Rand {WELL_PLACED:g} or more in {whole:.0%} of {len(runs)} runs, bar {FOUND_BAR:.0%}: {bars[0]}")
    print(f"  of the {len(knowable)} in which true profiles reach {KNOWABLE:g}: {share:.0%}: {bars[1]}")
    return bool(whole >= FOUND_BAR)


def counted(runs) -> str:
    knowable = [found >= WELL_PLACED for found, best in runs if best >= KNOWABLE]
    return f"{sum(knowable)} of {len(knowable)}, {sum(found >= WELL_PLACED for found, _ in runs)} of {len(runs)}"


def planted_run(seed: int, people: int, statements: int, density: float) -> tuple[float, float]:
    """How well people were placed (0 for no groups told), and how well true profiles place them."""
    rng = np.random.default_rng(seed)
    number, dividing = 2 + seed % 3, (0.1, 0.3, 0.5)[seed // 3]
    group = rng.integers(0, number, people)
    share = np.tile(rng.uniform(0.3, 0.7, statements), (number, 1))
    for at in rng.choice(statements, max(1, round(dividing * statements)), replace=False):
        side = rng.integers(0, 2, number)
        while side.min() == side.max():
            side = rng.integers(0, 2, number)
        share[:, at] = np.where(side, 0.7, 0.3)
    votes = np.where(rng.random((people, statements)) < share[group], 1.0, -1.0)
    votes[rng.random(votes.shape) > density] = np.nan
    found = find_groups(votes_of_table(votes), Options(permutations=39))
    odds = np.where(np.isnan(votes)[:, :, None], 0, np.log(np.where((votes > 0)[:, :, None], share.T, 1 - share.T)))
    best = adjusted_rand(odds.sum(axis=1).argmax(axis=1), group)
    return (adjusted_rand(found.group, group) if found.groups else 0.0), best


def speed() -> bool:
    held = []
    print("\nspeed" + " " * 42 + "processor s    peak MB")
    known = os.environ.get("CAIRN_BENCHMARKS")
    path = Path(known or ".") / "consensus" / "polis" / "vtaiwan.uberx_votes.csv"
    if known and path.exists():
        with path.open(encoding="utf-8") as file:
            rows = list(csv.reader(file))[1:]
        votes = votes_of([row[0] for row in rows], [row[1] for row in rows], [float(row[2]) for row in rows])
        ours = timed("vTaiwan, without the test", votes, Options(permutations=0))
        peer = ask_peer(votes)
        if peer:
            times = peer["seconds"] / ours
            told = verdict(times >= FASTER)
            print(f"    red-dwarf {peer['seconds']:.2f} s, {times:.1f} times ours, bar {FASTER:g} times: {told}")
            held.append(times >= FASTER)
    large = timed("2,000 people x 900 statements, 199 draws", random_votes(2_000, 900, 0.05), Options())
    held.append(judged(large, 10))
    largest = timed("100,000 people x 1,000 statements", random_votes(100_000, 1_000, 0.05), Options())
    held.append(judged(largest, 60) and peak_mb() < 4_000)
    return all(held)


def random_votes(people: int, statements: int, density: float) -> Votes:
    """Two groups, without ever holding the whole table."""
    rng = np.random.default_rng(7)
    size = int(people * statements * density)
    places = np.unique(rng.integers(0, people * statements, size))
    person, statement = places // statements, places % statements
    agree = np.where((person % 2 == 0) == (statement % 3 == 0), 0.65, 0.4)
    names = tuple(map(str, range(people))), tuple(map(str, range(statements)))
    return Votes(*names, person, statement, np.where(rng.random(len(places)) < agree, 1.0, -1.0))


def timed(name: str, votes: Votes, options: Options) -> float:
    start = time.process_time()
    find_groups(votes, options)
    took = time.process_time() - start
    print(f"  {name:44} {took:>8.2f} {peak_mb():>10,.0f}")
    return took


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def judged(took: float, bar: float) -> bool:
    print(f"    bar {bar} s: {verdict(took <= bar)}")
    return took <= bar


def ask_peer(votes: Votes) -> dict | None:
    if not PEER_PYTHON.exists():
        return None
    rows = np.column_stack([votes.person, votes.statement, votes.value]).astype(int).tolist()
    path = PEER_PYTHON.parents[1] / "votes.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    done = subprocess.run([PEER_PYTHON, "-c", PEER, str(path)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def verdict(held: bool) -> str:
    return "held" if held else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
