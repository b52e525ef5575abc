"""Time the pages people open most: `python benchmarks/web.py [--requests 2000]`.

A fresh hub with the real starting content is served as an installation serves it (`cairn hub serve`), and asked by 50
connections that each wait for their answer before they ask again. Beside a bare `/health`, which says what server and
framework cost alone. CPU is that of the server's processes, read from /proc. Ends with 1 where a bar is missed.

The requests come from this same computer, so the generator takes its share of the cores: on two cores a page that
costs 1 ms cannot come out at 2,000 requests a second. What it does not measure: the network, or pages in editing.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]
CAIRN = Path(sys.executable).with_name("cairn")
CONNECTIONS = 50
TICKS = os.sysconf("SC_CLK_TCK")
SEED = 20_261


@dataclass(frozen=True)
class Page:
    """What is asked, and its bars. `warm`: every address is asked before the clock starts, as readers' are."""

    name: str
    addresses: list[str]
    cpu_bar_ms: float | None = None
    p99_bar_ms: float | None = None
    share: float = 1.0
    warm: bool = True


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the pages people open most.")
    parser.add_argument("--requests", type=int, default=2_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as home:
        environment = {key: value for key, value in os.environ.items() if key != "CAIRN_DATABASE_URL"}
        environment |= {"CAIRN_HOME": home, "DJANGO_SETTINGS_MODULE": "cairnhub.config.settings"}
        links = prepare(environment)
        return measure(environment, links, options.requests)


def prepare(environment: dict[str, str]) -> list[str]:
    """Fill a database with the starting content; answer the addresses of the link pages."""
    run(environment, sys.executable, "-m", "django", "migrate", "--verbosity", "0")
    run(environment, CAIRN, "content", "load", ROOT / "content")
    answer = json.loads(run(environment, CAIRN, "roadmap", "--json"))
    return [f"/framework/links/{link['id']}/" for link in answer["links"]]


def run(environment: dict[str, str], *command: str | Path) -> str:
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr}")
    return done.stdout


def measure(environment: dict[str, str], links: list[str], requests: int) -> int:
    port = free_port()
    server = subprocess.Popen(
        [CAIRN, "hub", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        print(f"{'page':28} {'requests/s':>10} {'CPU ms':>8} {'p50 ms':>8} {'p99 ms':>8}  bars")
        held = [report(page, server.pid, port, requests) for page in pages(links)]
    finally:
        server.terminate()
        server.wait()
    return 0 if all(held) else 1


def pages(links: list[str]) -> list[Page]:
    chance = random.Random(SEED)
    criteria = ("importance", "uncertainty", "decision_value", "equity")
    weighed = ["/?" + "&".join(f"w_{name}={chance.uniform(0.1, 10):.3f}" for name in criteria) for _ in range(5_000)]
    return [
        Page("/health", ["/health"]),
        Page("roadmap, default weights", ["/"], cpu_bar_ms=6.0, p99_bar_ms=300.0),
        Page("roadmap, any weights", weighed, share=0.15, warm=False),
        Page("the list alone, any weights", [f"{one}&part=gaps" for one in weighed], share=0.15, warm=False),
        Page(f"link, {len(links)} in turn", links, cpu_bar_ms=3.0, p99_bar_ms=300.0),
        Page("evidence", ["/evidence/"], p99_bar_ms=300.0),
    ]


def report(page: Page, pid: int, port: int, requests: int) -> bool:
    """Ask, print one line, and tell whether the page's bars are held."""
    # The server spreads connections over its processes, so each needs several askings until all have the page.
    asyncio.run(ask(port, cycle(page.addresses), max(200, 4 * len(page.addresses)) if page.warm else 20))
    number = max(100, int(requests * page.share))
    started, cpu = time.perf_counter(), cpu_seconds(pid)
    waits = asyncio.run(ask(port, cycle(page.addresses[50:] or page.addresses), number))
    wall, used = time.perf_counter() - started, (cpu_seconds(pid) - cpu) * 1000 / number
    p50, p99 = statistics.median(waits) * 1000, sorted(waits)[int(len(waits) * 0.99) - 1] * 1000
    bars = [] if page.cpu_bar_ms is None else [(f"CPU at most {page.cpu_bar_ms:g}", used <= page.cpu_bar_ms)]
    bars += [] if page.p99_bar_ms is None else [(f"p99 under {page.p99_bar_ms:g}", p99 < page.p99_bar_ms)]
    said = ", ".join(f"{what} {'held' if good else 'MISSED'}" for what, good in bars) or "none set"
    print(f"{page.name:28} {number / wall:10.0f} {used:8.2f} {p50:8.1f} {p99:8.1f}  {said}", flush=True)
    return all(good for _, good in bars)


async def ask(port: int, addresses: Iterator[str], number: int) -> list[float]:
    """Ask so many times over 50 connections; answer how long each waited, in seconds."""
    waits: list[float] = []
    left = iter(range(number))
    await asyncio.gather(*(connection(port, addresses, left, waits) for _ in range(CONNECTIONS)))
    return waits


async def connection(port: int, addresses: Iterator[str], left: Iterator[int], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in left:
        started = time.perf_counter()
        writer.write(f"GET {next(addresses)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await read_answer(reader)
        waits.append(time.perf_counter() - started)
    writer.close()
    await writer.wait_closed()


async def read_answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(f"the hub answered {head.splitlines()[0]}")
    length = next(line for line in head.splitlines() if line.startswith("content-length:"))
    await reader.readexactly(int(length.split(":")[1]))


def cpu_seconds(pid: int) -> float:
    """Add up the CPU of a process and its children, those that have ended included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    used = sum(int(ticks) for ticks in fields[11:15]) / TICKS
    children = [
        child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    return used + sum(cpu_seconds(int(child)) for child in children)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the hub did not open on port {port} within {seconds:g} s")


if __name__ == "__main__":
    sys.exit(main())
