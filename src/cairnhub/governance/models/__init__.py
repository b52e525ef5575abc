"""The tables of governing in the open: seats and terms, decisions, policies."""

from .decisions import About, Decision, Mention, Part, Participant
from .policies import Policy, PolicyVersion
from .steering import Seat, Term

__all__ = ["About", "Decision", "Mention", "Part", "Participant", "Policy", "PolicyVersion", "Seat", "Term"]
