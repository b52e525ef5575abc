"""Good and bad rows of consensus processes, for the tests of every constraint."""

from cairnhub.consensus.ballots.models import Answer, Rater, Remark, Seen
from cairnhub.consensus.models import Item, Lineage, Process, ProcessKey, Protocol, Round
from consensus_builders import drafted


def a_rater() -> dict:
    return {"process": drafted(), "code": "c" * 64, "way": "mailed", "consent_version": 1}


def an_answer() -> dict:
    process = drafted()
    rater = Rater.objects.create(process=process, code="c" * 64, way="mailed", consent_version=1)
    return {"rater": rater, "round": a_round(process), "item": process.items.first()}


def a_round(process: Process | None = None) -> Round:
    return Round.objects.create(process=process or drafted(), number=1, title="One", mode="rate")


GOOD_CONSENSUS = {
    Process: lambda: {"title": "What matters", "template": "delphi", "purpose": "To agree."},
    ProcessKey: lambda: {"process": drafted()},
    Protocol: lambda: {"process": drafted(), "number": 1, "content": {"a": 1}, "digest": "d"},
    Item: lambda: {"process": drafted(), "number": "99", "position": 99, "text": "Something"},
    Lineage: lambda: {"process": (made := drafted()), "item": made.items.first(), "what": "reworded", "why": "unclear",
                      "before_round": 1},
    Round: lambda: {"process": drafted(), "number": 1, "title": "One", "mode": "rate"},
    Rater: a_rater,
    Answer: an_answer,
    Seen: lambda: an_answer() | {"content": {"own": 1}},
    Remark: lambda: {"round": a_round(), "code": "c" * 64, "text": "A word"},
}  # fmt: skip

#: By constraint: the model, what differs from a good row, and for uniqueness what it repeats.
BAD_CONSENSUS = {
    "process_template_known": (Process, {"template": "oracle"}, ()),
    "process_nature_known": (Process, {"nature": "dream"}, ()),
    "process_stage_known": (Process, {"stage": "later"}, ()),
    "process_scale_rises": (Process, {"scale_low": 9, "scale_high": 1}, ()),
    "process_says_what_for": (Process, {"purpose": ""}, ()),
    "process_asks_something": (Process, {"items_each": 0}, ()),
    "consensus.ProcessKey.process": (ProcessKey, {}, ("process",)),
    "protocol_number_once": (Protocol, {}, ("process", "number")),
    "protocol_deviation_has_a_reason": (Protocol, {"number": 2}, ()),
    "item_number_once": (Item, {}, ("process", "number")),
    "item_has_text": (Item, {"text": ""}, ()),
    "item_state_known": (Item, {"state": "lost"}, ()),
    "lineage_has_a_reason": (Lineage, {"why": ""}, ()),
    "round_number_once": (Round, {}, ("process", "number")),
    "one_round_open": (Round, {"state": "open"}, ("process", "state")),
    "round_rates_known": (Round, {"rates": "beauty"}, ()),
    "round_mode_known": (Round, {"mode": "shout"}, ()),
    "round_feedback_known": (Round, {"feedback": "rumours"}, ()),
    "round_state_known": (Round, {"state": "ajar"}, ()),
    "rater_once": (Rater, {}, ("process", "code")),
    "rater_way_known": (Rater, {"way": "dreamed"}, ()),
    "answer_once": (Answer, {}, ("rater", "round", "item", "aspect")),
    "seen_once": (Seen, {}, ("rater", "round", "item", "order")),
    "remark_state_known": (Remark, {"state": "lost"}, ()),
    "ballots.Remark.code": (Remark, {}, ("code",)),
}
