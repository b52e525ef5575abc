"""Time the networks of authors at 5,000: `python benchmarks/network.py [--authors 5000]`.

Bars, for who published with whom and for who works on the same links: the job that lays the network out and draws it
under 10 s, the page under 300 kB. Beside it, where everybody is placed and nobody is left out, and the same by
networkx's spring layout, whose steps compare every author with every other. Ends with 1 where a bar is missed.

The works are made up: teams of two to eight; an author is somebody new or somebody who has published before, the more
often the likelier, as in real fields, so that one large group and many small ones come of it. Each work is on one to
three of 186 links, as many as the starting content has, or on a rare one of its own. Editors corrected 200 names. What
it does not measure: a busy worker.
"""

import argparse
import os
import random
import sys
import tempfile
import time

BAR_SECONDS, BAR_BYTES = 10.0, 300_000
LINKS, CORRECTIONS = 186, 200
SEED = 5_000
SHARE_NEW = 0.72


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the network of authors.")
    parser.add_argument("--authors", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        os.environ |= {"CAIRN_HOME": home, "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        os.environ.pop("CAIRN_DATABASE_URL", None)
        return measure(made_up(options.authors + CORRECTIONS))


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

    from cairn.community import place
    from cairnhub.community.authors.models import Shared
    from cairnhub.community.authors.reading import Field, behind

    call_command("migrate", verbosity=0)
    store(works)
    store_links(list(works))
    correct()
    field = Field()
    print(f"{len(field.authors):,} authors, {len(works):,} works, {CORRECTIONS} corrections")
    met = [measure_one(Shared.PUBLICATIONS, field.network), measure_one(Shared.LINKS, field.topics.joined)]
    everybody = timed(lambda: place(field.network))
    on_links = timed(lambda: place(field.topics.joined))
    peer = timed(lambda: spring(field.network))
    print(f"\neverybody placed       {everybody:6.2f} s, with links {on_links:.2f} s")
    print(f"networkx, 50 steps     {peer:6.2f} s")
    print(f"who published on one link {timed(lambda: behind(['l0'])):.3f} s")
    return 0 if all(met) and max(everybody, on_links) < BAR_SECONDS else 1


def measure_one(shared, network) -> bool:
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from cairnhub.community.authors import drawings, views

    job = timed(lambda: drawings.make(shared.value))
    reading = timed(lambda: views.network_page(None, shared))
    request = RequestFactory().get("/community/authors/", {"by": shared.value})
    size = len(render_to_string("authors/index.html", views.network_page(None, shared), request).encode())
    print(f"\nby {shared.label}: {len(network.ties):,} ties, largest group {len(network.groups[0]):,} points")
    print(f"  the whole job        {job:6.2f} s   bar {BAR_SECONDS:.0f} s")
    print(f"  the page, read anew  {reading:6.2f} s")
    print(f"  its size             {size / 1000:6.0f} kB  bar {BAR_BYTES / 1000:.0f} kB")
    return job < BAR_SECONDS and size < BAR_BYTES


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


def store_links(studies: list[str]) -> None:
    """A framework as large as that of the starting content, a rare link for every tenth study, and a finding each."""
    from cairnhub.evidence.models import Finding, Study
    from cairnhub.framework.models import Construct, Link
    from cairnhub.history.models import recorded_writes

    rng, count = random.Random(SEED), range(LINKS + len(studies) // 10 + 1)
    known = {"definition": "Made up.", "basis": "reasoning"}
    with recorded_writes():
        Construct.objects.bulk_create(
            [Construct(id=f"a{n}", name=f"Rural track of some kind {n}", stage="activity", **known) for n in count]
            + [Construct(id=f"o{n}", name=f"Rural practice of sorts {n}", stage="impact", **known) for n in count]
        )
        known = {"statement": "Leads to it.", "claim": "increase", "basis": "reasoning"}
        Link.objects.bulk_create([Link(id=f"l{n}", source_id=f"a{n}", target_id=f"o{n}", **known) for n in count])
        Finding.objects.bulk_create(
            Finding(
                id=f"f{study}",
                study_id=study,
                link_id=f"l{LINKS + n // 10 if n % 10 == 0 else rng.randrange(LINKS)}",
                finding_kind="quantitative",
                direction="positive",
            )
            for n, study in enumerate(studies)
        )
    looks = Study.look_here.through
    looks.objects.bulk_create(
        looks(study_id=study, link_id=f"l{link}")
        for study in studies
        for link in rng.sample(range(LINKS), rng.randint(0, 2))
    )


def correct() -> None:
    """Count the first authors as one, two by two."""
    from cairnhub.community.authors.models import AuthorCorrection
    from cairnhub.community.authors.reading import Field
    from cairnhub.history.models import recorded_writes

    keys = sorted(Field().authors)[: 2 * CORRECTIONS]
    with recorded_writes():
        AuthorCorrection.objects.bulk_create(
            AuthorCorrection(id=f"c{n}", says="same", records=[keys[2 * n], keys[2 * n + 1]], names=["A", "B"])
            for n in range(CORRECTIONS)
        )


def spring(network) -> None:
    import networkx as nx

    nx.spring_layout(network.graph, iterations=50, seed=SEED)


def timed(run) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
