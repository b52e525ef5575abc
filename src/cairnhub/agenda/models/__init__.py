"""The agenda and what anyone proposes to the hub."""

from .questions import TAKEN, FundingInterest, GapKind, Keeping, Question, QuestionStatus
from .suggestions import Suggestion, SuggestionKind, SuggestionStatus, new_token

__all__ = [
    "TAKEN",
    "FundingInterest",
    "GapKind",
    "Keeping",
    "Question",
    "QuestionStatus",
    "Suggestion",
    "SuggestionKind",
    "SuggestionStatus",
    "new_token",
]
