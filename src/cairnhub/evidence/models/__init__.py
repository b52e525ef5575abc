"""Studies, what each says about a link, how that was extracted and appraised, and what it all comes to."""

from ..coding import (
    COMPARING_KINDS,
    FINDING_DIRECTIONS,
    RATIO_KINDS,
    WITHDRAWING,
    Allocation,
    Bias,
    CertaintyLevel,
    Coding,
    EffectKind,
    EquityFactor,
    EvidenceBody,
    FindingKind,
    IntervalRule,
    KirkpatrickLevel,
    OutcomeLevel,
    PoolingModel,
    Rurality,
    StudyDirection,
    StudyKind,
    SynthesisKind,
)
from .appraisal import Appraisal, InstrumentWording
from .extraction import Agreement, Extraction, ExtractionState, ExtractionTemplate, StudyFile
from .findings import Finding
from .pooling import Answer, Certainty, EffectThreshold, Pooling
from .reviews import Synthesis
from .studies import PairException, Study

__all__ = [
    "COMPARING_KINDS",
    "FINDING_DIRECTIONS",
    "RATIO_KINDS",
    "WITHDRAWING",
    "Agreement",
    "Allocation",
    "Answer",
    "Appraisal",
    "Bias",
    "Certainty",
    "CertaintyLevel",
    "Coding",
    "EffectKind",
    "EffectThreshold",
    "EquityFactor",
    "EvidenceBody",
    "Extraction",
    "ExtractionState",
    "ExtractionTemplate",
    "Finding",
    "FindingKind",
    "InstrumentWording",
    "IntervalRule",
    "KirkpatrickLevel",
    "OutcomeLevel",
    "PairException",
    "Pooling",
    "PoolingModel",
    "Rurality",
    "Study",
    "StudyDirection",
    "StudyFile",
    "StudyKind",
    "Synthesis",
    "SynthesisKind",
]
