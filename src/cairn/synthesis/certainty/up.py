"""The three reasons to rate up, and what bars them. The rules stand in `rules.RULES`."""

from collections.abc import Sequence
from math import exp

from cairn.synthesis.certainty import rules
from cairn.synthesis.certainty.body import Body, Effect
from cairn.synthesis.certainty.judgement import Judgement
from cairn.synthesis.certainty.rules import UP, Domain, Level


def barred(body: Body) -> str:
    """Say why a large effect must not raise the certainty; empty where it may."""
    if body.chosen or body.chosen is None:
        known = "participants chose the programme themselves" if body.chosen else "who chose is not known"
        return f"a large effect does not raise certainty: {known}"
    if body.confounding_remains or body.confounding_remains is None:
        known = "plausible confounding remains" if body.confounding_remains else "nobody has judged what confounds it"
        return f"a large effect does not raise certainty: {known}"
    return ""


def judge(body: Body, start: Level, down: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Judge the three reasons, none of which counts from a high start or beside a reason down that holds or may."""
    if start is Level.HIGH:
        return _none("up_from_high", "Not rated up: it starts high already.")
    if any(one.levels for one in down):
        return _none("up_after_down", "Not rated up: it has been rated down for something.")
    if wanting := [one.domain.value for one in down if one.open]:
        return _none("up_unjudged", f"Not rated up: not judged yet is {' and '.join(wanting)}.", known=False)
    if body.share("some", "high") >= rules.MOST_OF_THE_WEIGHT.value:
        return _none("up_not_rigorous", "Not rated up: most of the weight is at some or high risk of bias.")
    return (
        _large(body),
        _fact(Domain.DOSE, "dose", body.dose_response, "More of the programme goes with more of the effect."),
        _fact(
            Domain.CONFOUNDING,
            "confounding",
            body.confounding_would_reduce,
            "What confounds it works against the effect found.",
        ),
    )


def _none(rule: str, because: str, known: bool = True) -> tuple[Judgement, ...]:
    return tuple(Judgement(domain, 0, rule, because, known) for domain in UP)


def _fact(domain: Domain, rule: str, holds: bool | None, because: str) -> Judgement:
    if holds is None:
        return Judgement(domain, 0, rule, "Not judged: nobody has said whether it holds.", known=False)
    return Judgement(domain, 1 if holds else 0, rule, because if holds else "Judged not to hold.")


def _large(body: Body) -> Judgement:
    domain = Domain.LARGE
    if reason := barred(body):
        known = body.chosen is not None and (body.chosen or body.confounding_remains is not None)
        return Judgement(domain, 0, "large_barred", f"{reason[:1].upper()}{reason[1:]}.", known)
    effect = body.effect
    if effect is None or not effect.ratio:
        return Judgement(domain, 0, "large_unknown", "Not judged: there is no ratio to judge the size by.", known=False)
    if 1 / rules.LARGE_RATIO.value <= exp(effect.estimate) <= rules.LARGE_RATIO.value:
        # Odds and hazard ratios lie further from 1 than the relative risk, so that neither can be large here.
        return Judgement(domain, 0, "large", f"The ratio is {exp(effect.estimate):.2f}, which is not large.")
    size = relative_risk(effect)
    if size is None:
        because = "Not judged: this ratio overstates the relative risk, and nobody has given the risk without it."
        return Judgement(domain, 0, "large_unknown", because, known=False)
    folds = max(size, 1 / size)
    steps = 2 if folds > rules.VERY_LARGE_RATIO.value else 1 if folds > rules.LARGE_RATIO.value else 0
    return Judgement(domain, steps, "large", f"The relative risk is {size:.2f}.")


def relative_risk(effect: Effect) -> float | None:
    """Return the relative risk of a pooled ratio; odds and hazard ratios need the risk without the programme.

    Of an odds ratio OR / (1 - r + r OR) (Zhang & Yu, JAMA 1998;280:1690), of a hazard ratio (1 - (1 - r)^HR) / r
    (GRADE guidelines 12, J Clin Epidemiol 2013;66:158).
    """
    ratio, risk = exp(effect.estimate), effect.comparator_risk
    if not effect.kind.startswith(("odds_ratio", "hazard_ratio")):
        return ratio
    if risk is None:
        return None
    if effect.kind.startswith("odds_ratio"):
        return ratio / (1 - risk + risk * ratio)
    return float((1 - (1 - risk) ** ratio) / risk)
