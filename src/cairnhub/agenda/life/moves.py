"""The moves a question may make, in one place."""

from dataclasses import dataclass

from ..models import TAKEN, QuestionStatus

#: How long a claim lasts before it must be renewed.
CLAIM_DAYS = 180
#: From how many days before its end a claim may be renewed.
RENEWABLE_DAYS = 60


@dataclass(frozen=True)
class Move:
    """One step: from which states to which, and whether the holder of the claim may make it as well as editors."""

    name: str
    label: str
    before: tuple[QuestionStatus, ...]
    after: QuestionStatus
    holder: bool
    explanation: str


MOVES = {
    move.name: move
    for move in (
        Move(
            "prioritise",
            "Prioritise",
            (QuestionStatus.PROPOSED,),
            QuestionStatus.PRIORITISED,
            False,
            "It is worth answering before others; say who found so, and how. From then on it can be claimed.",
        ),
        Move(
            "set_back",
            "Set back to proposed",
            (QuestionStatus.PRIORITISED,),
            QuestionStatus.PROPOSED,
            False,
            "Nobody can claim it then.",
        ),
        Move(
            "begin",
            "Work is under way",
            (QuestionStatus.CLAIMED,),
            QuestionStatus.UNDER_WAY,
            True,
            "A study or a review has begun: name it, with its registration or its funder.",
        ),
        Move(
            "release",
            "Give the claim back",
            TAKEN,
            QuestionStatus.PRIORITISED,
            True,
            "Somebody else can claim it then.",
        ),
        Move(
            "reopen",
            "Open it again",
            (QuestionStatus.ANSWERED,),
            QuestionStatus.PRIORITISED,
            False,
            "New evidence, or a fault in the answer. The answer stays in the history.",
        ),
    )
}
