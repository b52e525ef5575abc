"""How sure we may be of a body of evidence: GRADE for effects, CERQual for qualitative findings, and plain words."""

from cairn.synthesis.certainty.absolute import Absolute, absolute_effect, plain_words
from cairn.synthesis.certainty.body import Body, Effect, Study
from cairn.synthesis.certainty.cerqual import (
    COMPONENTS,
    CONVENTION,
    Component,
    Concern,
    Confidence,
    adequacy,
    confidence,
)
from cairn.synthesis.certainty.grade import Conclusion, Override, Suggestion, conclude, suggest
from cairn.synthesis.certainty.judgement import Judgement
from cairn.synthesis.certainty.rules import (
    DOMAINS,
    DOWN,
    FEW_PEOPLE,
    LEVELS,
    RANGES,
    RULES,
    THRESHOLDS,
    UP,
    Domain,
    Level,
    Rule,
)

__all__ = [
    "COMPONENTS",
    "CONVENTION",
    "DOMAINS",
    "DOWN",
    "FEW_PEOPLE",
    "LEVELS",
    "RANGES",
    "RULES",
    "THRESHOLDS",
    "UP",
    "Absolute",
    "Body",
    "Component",
    "Concern",
    "Conclusion",
    "Confidence",
    "Domain",
    "Effect",
    "Judgement",
    "Level",
    "Override",
    "Rule",
    "Study",
    "Suggestion",
    "absolute_effect",
    "adequacy",
    "conclude",
    "confidence",
    "plain_words",
    "suggest",
]
