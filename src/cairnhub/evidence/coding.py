"""The words a study, a finding or a synthesis is coded in."""

from django.db import models


class StudyKind(models.TextChoices):
    PRIMARY = "primary", "primary study"
    REVIEW = "review", "review"
    COMMENTARY = "commentary_or_report", "commentary or report"


class StudyDirection(models.TextChoices):
    """What one reader coded for the study as a whole; it mixes sign and significance."""

    POSITIVE = "positive", "positive"
    NEGATIVE = "negative", "negative"
    NULL = "null", "null"
    MIXED = "mixed", "mixed"
    INCONCLUSIVE = "inconclusive", "inconclusive"
    CONTESTED = "contested", "contested"
    NOT_EXTRACTED = "not_extracted", "not extracted"
    NOT_APPLICABLE = "not_applicable", "not applicable"


FINDING_DIRECTIONS = [choice for choice in StudyDirection.choices if not choice[0].startswith("not_")]


class EffectKind(models.TextChoices):
    """Keeps unlike numbers apart: nothing of two kinds is ever pooled."""

    ODDS_RATIO = "odds_ratio", "odds ratio"
    ODDS_RATIO_ADJUSTED = "odds_ratio_adjusted", "odds ratio, adjusted"
    RELATIVE_RISK = "relative_risk", "relative risk"
    RATIO_UNSPECIFIED = "ratio_unspecified", "ratio, kind not stated"
    PERCENT = "percent", "percent"
    PERCENTAGE_POINTS = "percentage_points", "percentage points"
    REGRESSION_COEFFICIENT = "regression_coefficient", "regression coefficient"
    CORRELATION = "correlation", "correlation"
    P_VALUE_ONLY = "p_value_only", "p value only"
    OTHER = "other", "other"


#: Effect kinds measured on a ratio scale, where 1 means no difference.
RATIO_KINDS = {
    EffectKind.ODDS_RATIO,
    EffectKind.ODDS_RATIO_ADJUSTED,
    EffectKind.RELATIVE_RISK,
    EffectKind.RATIO_UNSPECIFIED,
}


class Coding(models.TextChoices):
    SINGLE = "single", "coded by one reader, needs a second"
    DOUBLE = "double", "coded by two readers"


class FindingKind(models.TextChoices):
    QUANTITATIVE = "quantitative", "quantitative"
    QUALITATIVE = "qualitative", "qualitative"
    COST = "cost", "cost"


class Bias(models.TextChoices):
    LOW = "low", "low risk of bias"
    SOME = "some", "some concerns"
    HIGH = "high", "high risk of bias"


class OutcomeLevel(models.TextChoices):
    NEAR = "near", "near outcome, such as intention"
    FAR = "far", "far outcome, such as practice or health"


class SynthesisKind(models.TextChoices):
    STUDY_COUNTS = "study_counts", "counts of studies by result"
