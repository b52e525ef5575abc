"""The words a study, a finding or a synthesis is coded in."""

from django.db import models

from cairn.synthesis.appraisal import KIRKPATRICK, Option


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


#: What a re-analysis must say of the whole to take a differing result back.
WITHDRAWING = frozenset({StudyDirection.NULL, StudyDirection.NEGATIVE, StudyDirection.CONTESTED})

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
    HAZARD_RATIO = "hazard_ratio", "hazard ratio"
    RATE_RATIO = "rate_ratio", "rate ratio"
    RISK_DIFFERENCE = "risk_difference", "risk difference"
    MEAN_DIFFERENCE = "mean_difference", "mean difference"
    STANDARDISED_MEAN_DIFFERENCE = "standardised_mean_difference", "standardised mean difference"
    PROPORTION = "proportion", "proportion"
    P_VALUE_ONLY = "p_value_only", "p value only"
    OTHER = "other", "other"


#: Effect kinds measured on a ratio scale, where 1 means no difference.
RATIO_KINDS = {
    EffectKind.ODDS_RATIO,
    EffectKind.ODDS_RATIO_ADJUSTED,
    EffectKind.RELATIVE_RISK,
    EffectKind.RATIO_UNSPECIFIED,
    EffectKind.HAZARD_RATIO,
    EffectKind.RATE_RATIO,
}

#: A count or share of one group is not a comparison: only these kinds have a value that means "no difference".
COMPARING_KINDS = RATIO_KINDS | {
    EffectKind.PERCENTAGE_POINTS,
    EffectKind.REGRESSION_COEFFICIENT,
    EffectKind.CORRELATION,
    EffectKind.RISK_DIFFERENCE,
    EffectKind.MEAN_DIFFERENCE,
    EffectKind.STANDARDISED_MEAN_DIFFERENCE,
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


class Allocation(models.TextChoices):
    """Who decided which people took part: what a body of evidence may be sure of begins here."""

    RANDOM = "random", "at random"
    ASSIGNED = "assigned", "by others or by place, not at random"
    CHOSEN = "chosen", "by the participants themselves"


class Rurality(models.TextChoices):
    RURAL = "rural", "rural"
    URBAN = "urban", "urban"
    BOTH = "both", "rural and urban"


class EquityFactor(models.TextChoices):
    """PROGRESS-Plus (O'Neill et al., Journal of Clinical Epidemiology 2014;67(1):56-64)."""

    PLACE = "place", "place of residence"
    RACE = "race", "race, ethnicity, culture or language"
    OCCUPATION = "occupation", "occupation"
    GENDER = "gender", "gender or sex"
    RELIGION = "religion", "religion"
    EDUCATION = "education", "education"
    SOCIOECONOMIC = "socioeconomic", "socioeconomic status"
    SOCIAL_CAPITAL = "social_capital", "social capital"
    PLUS = "plus", "plus: age, disability, orientation, other"


def _level(option: Option) -> tuple[str, str]:
    return option.value, f"{option.value} {option.label[:1].lower()}{option.label[1:]}"


#: Levels of outcome as the library has them. A classification, never a score.
KirkpatrickLevel = models.TextChoices(
    "KirkpatrickLevel", [(f"LEVEL_{one.value.upper()}", _level(one)) for one in KIRKPATRICK.domains[0].options]
)


class PoolingModel(models.TextChoices):
    """How effects are pooled; `correlated` is for several findings of the same people."""

    REML = "REML", "random effects, REML"
    FIXED = "FE", "common effect"
    CORRELATED = "correlated", "correlated effects, several findings a cohort"


class IntervalRule(models.TextChoices):
    KNAPP_HARTUNG = "kh", "Knapp-Hartung"
    KNAPP_HARTUNG_LIMITED = "kh-adhoc", "Knapp-Hartung, never narrower than Wald"
    WALD = "wald", "Wald"


class EvidenceBody(models.TextChoices):
    POOLED = "pooled", "pooled findings"
    DIRECTIONS = "directions", "findings by direction"
    QUALITATIVE = "qualitative", "qualitative findings"


class CertaintyLevel(models.TextChoices):
    HIGH = "high", "high"
    MODERATE = "moderate", "moderate"
    LOW = "low", "low"
    VERY_LOW = "very_low", "very low"
