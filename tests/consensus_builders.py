"""A process in any stage, and people who answer in it through the pages."""

from django.test import Client

from cairnhub.accounts.authors import System
from cairnhub.consensus import actions, items
from cairnhub.consensus.ballots.models import Remark
from cairnhub.consensus.models import Process, Round
from cairnhub.consensus.tokens import mailed_token

BY = System("a test")
GROUPS = [
    {"code": "researcher", "name": "Researchers", "wider": "Research", "target": 10},
    {"code": "steward", "name": "Data stewards", "wider": "Research", "target": 10},
    {"code": "community", "name": "Communities", "wider": "Communities", "target": 10},
]


def drafted(template: str = "delphi", texts=("One", "Two", "Three"), **values) -> Process:
    """A draft with everything its protocol needs, and items of these texts."""
    process = actions.draft(title="What matters", template=template, purpose="To agree on what matters.", by=BY)
    values = {"groups": GROUPS, "information": "About it.", "contact": "the hub", **values}
    actions.change_draft(process=process, values=values, by=BY, reason="completed")
    for text in texts:
        items.add_item(process=process, text=text)
    return process


def running(template: str = "delphi", *, steps=None, **values) -> Process:
    """A process with its protocol fixed and its first round open. `steps` are names of modes, or whole steps."""
    planned = [{"title": f"Round of {one}", "mode": one} if isinstance(one, str) else one for one in steps or []]
    process = drafted(template, **({"steps": planned} if steps else {}), **values)
    actions.fix(process=process, by=BY, reason="agreed")
    open_next(process)
    return process


def open_next(process: Process) -> Round:
    round_ = process.rounds.filter(state="planned").first()
    actions.open_round(round_=round_, closes_on=None, by=BY)
    return round_


def close(process: Process) -> Round:
    round_ = process.rounds.get(state="open")
    actions.close_round(round_=round_, by=BY)
    return round_


class Panellist:
    """Somebody with a link, in a browser of their own."""

    def __init__(self, process: Process, group: str = "researcher", token: str | None = None):
        self.process, self.client = process, Client()
        self.token = token or mailed_token(process, group)
        self.address = f"/rounds/{process.pk}/"

    def enter(self):
        self.client.post(f"{self.address}enter/", {"code": self.token})
        return self.client.post(f"{self.address}begin/", {"consent": str(self.process.consent_version)})

    def answer(self, place: int, **fields):
        """Post a screen as its script does; `item_5` stands for the field `item-5`."""
        data = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.client.post(f"{self.address}{place}/", data, headers={"accept": "application/json"})

    def rate(self, *values):
        """Rate the first items in their order."""
        asked = list(self.process.items.filter(state="asked"))
        for place, (item, value) in enumerate(zip(asked, values, strict=False), start=1):
            assert self.answer(place, **{f"item_{item.pk}": value}).status_code == 200


def panel(process: Process, ratings: dict[str, list[list[object]]]) -> list[Panellist]:
    """People of each group who rate; answers them in the order given."""
    found = []
    for group, rows in ratings.items():
        for row in rows:
            one = Panellist(process, group)
            one.enter()
            one.rate(*row)
            found.append(one)
    return found


def suggested(text: str = "A word of mine"):
    """What somebody suggested in the first round of a process, waiting for moderation."""
    process = running()
    one = Panellist(process)
    one.enter()
    assert one.answer(1, suggestion_1=text).status_code == 200
    return Remark.objects.get()


def made_to_act(*abouts: str, steps=("rate",), ratings=None, **values) -> Process:
    """A real process that has ended, whose items are about these. Five people of each group rate each item 8, or as
    `ratings` says by group.
    """
    rules = {"consensus_rule": "at least 70% rate 7-9 in every group"}
    texts = [f"Item {at}" for at, _ in enumerate(abouts)] or ["Item"]
    process = running(steps=list(steps), texts=texts, **(rules | values))
    for item, about in zip(process.items.all(), abouts, strict=False):
        item.about = about
        item.save()
    said = ratings or {"researcher": 8, "community": 8}
    panel(process, {group: [[value] * len(texts)] * 5 for group, value in said.items()})
    close(process)
    actions.end(process=process, by=BY, reason="done")
    return process
