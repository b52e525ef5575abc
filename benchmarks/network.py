"""Time the network of authors at 5,000: `python benchmarks/network.py [--authors 5000]`.

Bars: the job that lays the network out and draws it under 10 s, the page under 300 kB. Beside it, where everybody is
placed and nobody is left out, and the same by networkx's spring layout, whose steps compare every author with every
other. Ends with 1 where a bar is missed.

The works are made up: teams of two to eight; an author is somebody new or somebody who has published before, the more
often the likelier, as in real fields, so that one large group and many small ones come of it. What it does not measure:
a busy worker.
"""

import argparse
import os
import random
import sys
import tempfile
import time

BAR_SECONDS, BAR_BYTES = 10.0, 300_000
SEED = 5_000
SHARE_NEW = 0.72


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the network of authors.")
    parser.add_argument("--authors", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        os.environ |= {"CAIRN_HOME": home, "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        os.environ.pop("CAIRN_DATABASE_URL", None)
        return measure(made_up(options.authors))


def made_up(authors: int) -> dict[str, list[str]]:
    """Works that name so many different authors."""
    rng = random.Random(SEED)
    works: dict[str, list[str]] = {}
    published: list[str] = []
    made = 0
    while made < authors:
        team = []
        for _ in range(rng.randint(2, 8)):
            if made < authors and (not published or rng.random() < SHARE_NEW):
                team.append(f"Author{made} {chr(65 + made % 26)}")
                made += 1
            else:
                team.append(rng.choice(published))
        works[f"w{len(works):05}"] = team
        published += team
    return works


def measure(works: dict[str, list[str]]) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from cairn.community import coauthorship, place
    from cairnhub.community.authors import drawings, views

    call_command("migrate", verbosity=0)
    store(works)
    network = coauthorship(works)
    largest = len(network.groups[0])
    print(
        f"{len(network.works_of):,} authors, {len(works):,} works, {len(network.ties):,} ties, "
        f"largest group {largest:,}"
    )
    everybody = timed(lambda: place(network))
    job = timed(drawings.make)
    peer = timed(lambda: spring(network))
    reading = timed(lambda: views.network_page(None))
    request = RequestFactory().get("/community/authors/")
    size = len(render_to_string("authors/index.html", views.network_page(None), request).encode())
    print(f"everybody placed      {everybody:6.2f} s   (networkx spring_layout, 50 steps: {peer:.2f} s)")
    print(f"the whole job         {job:6.2f} s   bar {BAR_SECONDS:.0f} s")
    print(f"the page, read anew   {reading:6.2f} s")
    print(f"its size              {size / 1000:6.0f} kB  bar {BAR_BYTES / 1000:.0f} kB")
    return 0 if max(job, everybody) < BAR_SECONDS and size < BAR_BYTES else 1


def store(works: dict[str, list[str]]) -> None:
    from cairnhub.evidence.models import Study
    from cairnhub.history.models import recorded_writes
    from cairnhub.literature.models import Reference

    with recorded_writes():
        references = [Reference(id=work, title=work, authors=names) for work, names in works.items()]
        Reference.objects.bulk_create(references)
        Study.objects.bulk_create(Study(id=work, study_kind="primary", direction="positive") for work in works)
    through = Study.references.through
    through.objects.bulk_create(through(study_id=work, reference_id=work) for work in works)


def spring(network) -> None:
    import networkx as nx

    nx.spring_layout(network.graph, iterations=50, seed=SEED)


def timed(run) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
