"""How long the roadmap takes to compute, and how that grows: `python benchmarks/roadmap_compute.py`.

Prints wall and processor time, best and middle of several runs: on a shared machine the best says what the code costs.
The bars: 500 links and 10,000 draws, drawn and ranked, in under 1 s; other weights on the same draws in under 100 ms.
Ends with 1 where the best run misses a bar.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from math import inf, log

from cairn.gaps import (
    Access,
    AsOf,
    Assessment,
    Bias,
    Claim,
    CriterionName,
    Decision,
    DesignOption,
    Direction,
    Draws,
    End,
    Finding,
    Form,
    Grain,
    LinkInput,
    MeasureOption,
    assess,
)

LINKS, DRAWS, RUNS = 500, 10_000, 7
GROWTH = (125, 250, 500, 1000)
OTHER_WEIGHTS = dict(zip(CriterionName, (3.0, 1.0, 0.0, 2.0), strict=True))


def make_links(number: int) -> list[LinkInput]:
    """Make links with none to five findings each; random, but the same every time."""
    chance = random.Random(number)
    return [_make_link(f"activity_{n}__outcome_{n}", chance) for n in range(number)]


def _make_link(link_id: str, chance: random.Random) -> LinkInput:
    findings = tuple(
        Finding(f"{link_id}_{n}", f"study{n}", chance.choice(list(Direction)[:4]), bias=chance.choice([None, *Bias]))
        for n in range(chance.randint(0, 5))
    )
    return LinkInput(
        id=link_id,
        statement="An activity leads to an outcome.",
        claim=Claim.INCREASE,
        from_label="activity",
        to_label="outcome",
        stage_from="activity",
        stage_to="impact",
        findings=findings,
        measures=(MeasureOption("nppes", "NPPES", End.TO, Access.OPEN, Grain.INDIVIDUAL),),
        designs=(DesignOption("event_did", "difference-in-differences", schools=2),),
        decisions=tuple(Decision(f"q{n}", f"actor {n}") for n in range(chance.randint(0, 3))),
    )


def timed(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float, float]:
    """Return best wall, middle wall and best processor time, in milliseconds."""
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    return min(walls), statistics.median(walls), min(processors)


def show(what: str, measured: tuple[float, float, float], bar: float = inf) -> bool:
    """Print one line, and tell whether the bar was kept."""
    best, middle, processor = measured
    verdict = "" if bar == inf else f"   bar {bar:.0f} ms: {'kept' if best < bar else 'MISSED'}"
    print(f"{what:<44} wall {best:7.1f} best {middle:7.1f} middle, processor {processor:7.1f} ms{verdict}")
    return best < bar


def assessed(number: int) -> list[Assessment]:
    return [assess(link, AsOf(year=2026)) for link in make_links(number)]


def measure_growth() -> None:
    """Measure draw and rank for more and more links; fit processor time ~ links^exponent, by least squares of logs."""
    points = []
    for number in GROWTH:
        links = assessed(number)
        measured = timed(lambda links=links: Draws(links, draws=DRAWS).rank(), runs=5)
        show(f"draw and rank, {number} links", measured)
        points.append((log(number), log(measured[2])))
    slope, _ = statistics.linear_regression(*zip(*points, strict=True))
    print(f"growth with the number of links: exponent {slope:.2f} (1 is in proportion)")


def show_peak() -> None:
    """Show the peak memory of a process that draws and ranks once, beside one that only loads the library.

    Must come before this process grows: a child's peak starts at its parent's.
    """
    for what, statement in (
        ("library alone", "import cairn.gaps"),
        (f"{LINKS} links, {DRAWS:,} draws", f"import roadmap_compute as r; r.Draws(r.assessed({LINKS})).rank()"),
    ):
        code = f"{statement}\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        folder = os.path.dirname(os.path.abspath(__file__))
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
        print(f"peak memory, {what:<31} {float(done.stdout):7.0f} MB")


def main() -> int:
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {LINKS} links, {DRAWS:,} draws, {RUNS} runs")
    show_peak()
    links = make_links(LINKS)
    show("assess every link", timed(lambda: [assess(link, AsOf(year=2026)) for link in links]))
    found = assessed(LINKS)
    drawn = Draws(found, draws=DRAWS)
    show("draw", timed(lambda: Draws(found, draws=DRAWS)))
    kept = [
        show("draw and rank", timed(lambda: Draws(found, draws=DRAWS).rank()), bar=1000),
        show("other weights, same draws", timed(lambda: drawn.rank(OTHER_WEIGHTS)), bar=100),
    ]
    show("additive form, same draws", timed(lambda: drawn.rank(OTHER_WEIGHTS, form=Form.ADDITIVE)))
    measure_growth()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
