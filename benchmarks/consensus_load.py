"""Save ratings as fast as a full panel does, kill the server meanwhile, and look for what was lost.

`python benchmarks/consensus_load.py [--raters 500] [--many 2000] [--items 40] [--seconds 110] [--longer 330]`

On SQLite `raters` people rate `items` items within `seconds`, on PostgreSQL `many` people within `longer`. The hub is
served as an installation serves it, in two processes of four threads. Each person opens a link and consents, and that
is done before the clock starts; then each item is one GET of its page and one POST as the page's script sends it
(`--pages 0` leaves the pages out, as a phone does that has read ahead). One in ten changes an answer once more. In the
middle the server is killed (SIGKILL) and started again at once; clients try again until they are told "saved".

Afterwards every acknowledged rating must stand in the database exactly once, with the value acknowledged last. Times
are those of saves that were answered; the longest wait counts the restart too. Bars: nothing lost or twice, p99 of
saves under 1 s, and on SQLite all saves within two minutes. The people come from this same computer, so they take
their share of its cores. What it does not measure: the network, and a disk that loses what it said it had written.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

import numpy as np
from shared.databases import main
from web import cpu_seconds, free_port, wait_for

BAR_SECONDS, BAR_P99_MS = 120.0, 1000.0
AGAIN = 1.0
SEED = 20_265
GROUPS = [{"code": f"g{at}", "name": f"Group {at}", "wider": f"Wider {at // 2}", "target": 10} for at in range(4)]


@dataclass
class Told:
    """What clients measured, in seconds, and how often they had to try again."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    again: int = 0


class Server:
    """The web server, which can be killed and started again on the same port."""

    def __init__(self):
        self.port, self.child, self.cpu = free_port(), None, 0.0

    def start(self) -> None:
        from cairnhub.operations.processes import Address, web_command

        command = web_command(Address("127.0.0.1", self.port))
        self.child = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        wait_for(self.port)

    def kill(self) -> None:
        self.cpu += cpu_seconds(self.child.pid)
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


class Person:
    """Somebody with a link, on one kept connection that is opened again where it breaks."""

    def __init__(self, port: int, process: str, token: str, told: Told):
        self.port, self.base, self.told = port, f"/rounds/{process}/", told
        self.token, self.jar, self.link = token, {}, None
        self.acknowledged: dict[int, int] = {}

    async def begin(self) -> None:
        await self.ask("GET", self.base)
        await self.ask("POST", f"{self.base}enter/", {"code": self.token})
        status = await self.ask("POST", f"{self.base}begin/", {"consent": "1"})
        if status != 302:
            raise RuntimeError(f"nobody could begin: the hub answered {status}")

    async def save(self, place: int, item: int, value: int) -> None:
        """Save until it is acknowledged."""
        first = time.perf_counter()
        while True:
            started = time.perf_counter()
            try:
                status = await self.ask("POST", f"{self.base}{place}/", {f"item-{item}": value, "reason": ""})
            except (OSError, asyncio.IncompleteReadError):
                status = 0
            if status == 200:
                break
            self.told.again += 1
            await asyncio.sleep(AGAIN)
        self.acknowledged[item] = value
        self.told.saves.append(time.perf_counter() - started)
        self.told.waits.append(time.perf_counter() - first)

    async def read(self, place: int) -> None:
        started = time.perf_counter()
        try:
            await self.ask("GET", f"{self.base}{place}/")
        except (OSError, asyncio.IncompleteReadError):
            return
        self.told.pages.append(time.perf_counter() - started)

    async def ask(self, method: str, address: str, fields: dict | None = None) -> int:
        if self.link is None:
            self.link = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.link
        body = urlencode(fields or {}).encode()
        head = [f"{method} {address} HTTP/1.1", "Host: localhost", "Accept: application/json"]
        head += [f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.jar.items())}"]
        if method == "POST":
            head += [f"X-CSRFToken: {self.jar['csrftoken']}", f"Content-Length: {len(body)}"]
            head += ["Content-Type: application/x-www-form-urlencoded"]
        try:
            writer.write("\r\n".join([*head, "", ""]).encode() + body)
            status, stays = await self.answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
            self.link = None
            raise
        if not stays:
            writer.close()
            self.link = None
        return status

    async def answer(self, reader: asyncio.StreamReader) -> tuple[int, bool]:
        """The status, and whether the connection stays open."""
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length, stays = 0, True
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "connection":
                stays = value.lower() != "close"
            elif name.lower() == "set-cookie":
                name, _, value = value.partition(";")[0].partition("=")
                self.jar[name.strip()] = value
        await reader.readexactly(length)
        return int(lines[0].split()[1]), stays


def measure(raters: int, many: int, items: int, seconds: int, longer: int, pages: int) -> int:
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    people, limit = (raters, seconds) if sqlite else (many, longer)
    process, numbers, tokens = prepared(items, people)
    server = Server()
    server.start()
    told = Told()
    panel = [Person(server.port, process.pk, token, told) for token in tokens]
    try:
        took = asyncio.run(run(panel, numbers, server, limit, bool(pages)))
    finally:
        server.kill()
    print(f"\n{connection.vendor}: {people:,} people x {items} items, {len(told.saves):,} saves in {took:.0f} s")
    print_row("saves", told.saves)
    print_row("pages", told.pages)
    print(
        f"{'':8} longest wait for one save, restart included: {max(told.waits):.1f} s; tried again {told.again:,} times"
    )
    print(f"{'':8} CPU of the server: {1000 * server.cpu / (len(told.saves) + len(told.pages)):.1f} ms a request")
    p99 = float(np.percentile(told.saves, 99)) * 1000
    held = [kept(panel, process), p99 < BAR_P99_MS]
    print(f"bar: p99 of saves under {BAR_P99_MS:g} ms: {verdict(held[-1])}")
    if sqlite:
        held.append(took <= BAR_SECONDS)
        print(f"bar: all within {BAR_SECONDS:g} s: {verdict(held[-1])}")
    return 0 if all(held) else 1


def prepared(number: int, people: int):
    """A running process with its first round open; its items and the links of its people."""
    from cairnhub.accounts.authors import System
    from cairnhub.consensus import actions, items
    from cairnhub.consensus.tokens import mailed_token

    by = System("a benchmark")
    process = actions.draft(title="Load", template="delphi", purpose="To see what it bears.", by=by)
    values = {
        "groups": GROUPS, "information": "About it.", "contact": "the hub", "items_each": number,
        "steps": [{"title": "Rating", "mode": "rate"}],
    }  # fmt: skip
    actions.change_draft(process=process, values=values, by=by, reason="completed")
    made = [items.add_item(process=process, text=f"Item {at} of many").pk for at in range(number)]
    actions.fix(process=process, by=by, reason="agreed")
    actions.open_round(round_=process.rounds.get(), closes_on=None, by=by)
    return process, made, [mailed_token(process, f"g{at % len(GROUPS)}") for at in range(people)]


async def run(panel: list[Person], numbers: list[int], server: Server, limit: float, pages: bool) -> float:
    """Let everybody rate, evenly over the limit, and kill the server half way; answer how long it took."""
    gate = asyncio.Semaphore(16)

    async def begin(person: Person) -> None:
        async with gate:
            await person.begin()

    await asyncio.gather(*map(begin, panel))
    print(f"{len(panel):,} people have begun", flush=True)
    started = time.perf_counter()
    killing = asyncio.create_task(kill_once(server, limit / 2))
    await asyncio.gather(*(rate(person, numbers, limit, pages) for person in panel))
    took = time.perf_counter() - started
    await killing
    return took


async def kill_once(server: Server, after: float) -> None:
    await asyncio.sleep(after)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)


async def rate(person: Person, numbers: list[int], limit: float, pages: bool) -> None:
    # The last item of each comes early enough for the end to be the limit, not the pace.
    chance, started, pace = random.Random(f"{SEED} {person.token}"), time.perf_counter(), 0.97 * limit / len(numbers)
    changes = chance.random() < 0.1
    for place, item in enumerate(numbers, start=1):
        due = (place - 1 + chance.random()) * pace
        await asyncio.sleep(max(0.0, started + due - time.perf_counter()))
        if pages:
            await person.read(place)
        await person.save(place, item, chance.randint(1, 9))
        if changes and place == len(numbers) // 2:
            await person.save(place, item, chance.randint(1, 9))


def kept(panel: list[Person], process) -> bool:
    """Compare what people were told with what stands in the database."""
    from cairnhub.consensus.ballots.models import Answer, Rater
    from cairnhub.consensus.tokens import ticket

    rows = list(Answer.objects.filter(rater__process=process).values_list("rater__code", "item_id", "value"))
    said = {
        (ticket(process, person.token).code, item, value)
        for person in panel
        for item, value in person.acknowledged.items()
    }
    twice = sum(number > 1 for number in Counter((code, item) for code, item, _ in rows).values())
    raters = Rater.objects.filter(process=process).count()
    lost, strange = len(said - set(rows)), len(set(rows) - said)
    good = not (lost or strange or twice) and raters == len(panel)
    print(
        f"bar: {len(said):,} acknowledged: {lost} lost or changed, {strange} never said, {twice} twice: {verdict(good)}"
    )
    return good


def print_row(name: str, times: list[float]) -> None:
    if times:
        p50, p95, p99 = np.percentile(times, [50, 95, 99]) * 1000
        print(f"{name:8} p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, longest {max(times):.1f} s")


def verdict(held: bool) -> str:
    return "held" if held else "MISSED"


if __name__ == "__main__":
    sys.exit(
        main(
            __file__, measure, "Save ratings with a full panel.",
            raters=500, many=2_000, items=40, seconds=110, longer=330, pages=1,
        )
    )  # fmt: skip
