"""The agenda and what anyone proposes to the hub."""

from .calls import Call, CallKind
from .groups import GroupRole, Membership, WorkingGroup
from .questions import TAKEN, FundingInterest, GapKind, Keeping, Question, QuestionStatus
from .suggestions import Suggestion, SuggestionKind, SuggestionStatus, new_token

__all__ = [
    "TAKEN",
    "Call",
    "CallKind",
    "FundingInterest",
    "GapKind",
    "GroupRole",
    "Keeping",
    "Membership",
    "Question",
    "QuestionStatus",
    "Suggestion",
    "SuggestionKind",
    "SuggestionStatus",
    "WorkingGroup",
    "new_token",
]
