"""The five reasons to rate down, each judged from the facts of a body of evidence. The rules stand in `rules.RULES`."""

from collections import Counter
from math import log

from cairn.synthesis.certainty import rules
from cairn.synthesis.certainty.body import Body, Effect
from cairn.synthesis.certainty.judgement import Judgement, unjudged
from cairn.synthesis.certainty.rules import Domain

_WAYS = {"for": "as claimed", "against": "against it", "none": "no effect"}


def bias(body: Body, starts_high: bool) -> Judgement:
    """Judge by the share of the weight at risk; studies not judged are tried as good and as bad as can be."""
    domain = Domain.BIAS
    judged = sum(bool(one.bias) for one in body.studies)
    if not judged:
        return unjudged(domain, "bias_unjudged", "Not judged: nobody has judged the risk of bias of any study.")
    high, some = body.share("high"), body.share("some", "high")
    levels, rule = _bias_steps(high, some, starts_high)
    told = some if rule == "bias_some" else high
    because = f"{100 * told:.0f}% of the weight is at {'some or ' if rule == 'bias_some' else ''}high risk of bias."
    if judged == body.k:
        return Judgement(domain, levels, rule, because)
    because = f"Among the studies judged, {because} {body.k - judged} of {body.k} are not judged."
    tried = {
        _bias_steps(body.share("high", unjudged=as_if), body.share("some", "high", unjudged=as_if), starts_high)[0]
        for as_if in ("low", "high")
    }
    decided = tried == {levels}
    return Judgement(domain, levels, rule, because, known=decided, open=not decided)


def _bias_steps(high: float, some: float, starts_high: bool) -> tuple[int, str]:
    most = rules.MOST_OF_THE_WEIGHT.value
    if high >= most:
        return (-2 if starts_high else -1), "bias_most"
    if starts_high and high >= rules.ENOUGH_TO_MATTER.value:
        return -1, "bias_enough"
    if starts_high and some >= most:
        return -1, "bias_some"
    return 0, "bias_low"


def inconsistency(body: Body) -> Judgement:
    """Judge by I², directions and the prediction interval; unpooled, by directions alone."""
    if body.k < rules.FEW_STUDIES.value:
        because = "Not judged: one cohort alone has nothing to be compared with."
        return Judgement(Domain.INCONSISTENCY, 0, "inconsistency_alone", because, known=False)
    return _inconsistent_directions(body) if body.effect is None else _inconsistent_effects(body, body.effect)


def _inconsistent_effects(body: Body, effect: Effect) -> Judgement:
    domain, i2 = Domain.INCONSISTENCY, effect.i2
    ways = {one.direction for one in body.studies}
    if i2 is not None and i2 >= rules.GREAT_INCONSISTENCY.value and {"for", "against"} <= ways:
        return Judgement(domain, -2, "inconsistency_opposed", f"I² is {i2:.0f}% and studies point both ways.")
    if effect.prediction and _excludes_none(effect.ci) and not _excludes_none(effect.prediction):
        because = "A new study could find the opposite: the prediction interval holds no effect, the interval does not."
        return Judgement(domain, -1, "inconsistency_prediction", because)
    if i2 is None:
        return unjudged(domain, "inconsistency_unknown", "Not judged: nobody has worked out how far studies differ.")
    one_way = len(ways) == 1 and "unclear" not in ways
    if i2 >= rules.MUCH_INCONSISTENCY.value and not one_way:
        because = f"I² is {i2:.0f}% and not all studies point the same way."
        return Judgement(domain, -1, "inconsistency_i2", because)
    side = ", all on one side" if one_way else ""
    return Judgement(domain, 0, "inconsistency_none", f"I² is {i2:.0f}%{side}.")


def _inconsistent_directions(body: Body) -> Judgement:
    domain = Domain.INCONSISTENCY
    counts = Counter(one.direction for one in body.studies if one.direction != "unclear")
    told = sum(counts.values())
    if told < rules.FEW_STUDIES.value:
        because = "Not judged: fewer than two studies have a clear direction."
        return unjudged(domain, "inconsistency_unknown", because)
    way, most = counts.most_common(1)[0]
    because = f"{most} of {told} studies with a clear direction point the same way ({_WAYS[way]})."
    levels = -1 if most / told < rules.AGREEING_SHARE.value else 0
    return Judgement(domain, levels, "inconsistency_directions", because)


def indirectness(body: Body) -> Judgement:
    """Judge by the outcomes measured and by what all studies share."""
    domain = Domain.INDIRECTNESS
    reasons = ["only near outcomes, such as intentions, were measured"] if body.near_only else []
    if len(body.narrow) >= rules.NARROW_IN.value:
        reasons.append(f"all is from {' and '.join(body.narrow)}")
    text = "; ".join(reasons)
    because = f"{text[:1].upper()}{text[1:]}."
    if body.near_only is None:
        unknown = "Not judged: near or far outcomes are not recorded."
        if not reasons:
            return unjudged(domain, "indirectness_unknown", unknown)
        because = f"{because} Near or far outcomes are not recorded."
        return unjudged(domain, "indirectness", because, -len(reasons))
    if reasons:
        return Judgement(domain, -len(reasons), "indirectness", because)
    alike = f"all is from {body.narrow[0]}" if body.narrow else "as far as recorded, studies are not alike in place"
    return Judgement(domain, 0, "indirectness", f"Far outcomes were measured; {alike}.")


def imprecision(body: Body) -> Judgement:
    """Judge by what the interval holds, then by how many people it rests on; unpooled, by people alone."""
    domain, people = Domain.IMPRECISION, body.people
    few = people is not None and people < rules.FEW_PEOPLE.value
    if body.effect is not None:
        steps, rule, because = _interval(body.effect)
        if steps:
            return Judgement(domain, steps, rule, because)
        if people is None:
            because = f"{because} Not judged further: nobody has recorded how many people it rests on."
            return unjudged(domain, "imprecision_unknown", because)
        if few:
            because = f"The interval is clear, but rests on {people:,} people only."
            return Judgement(domain, -1, "imprecision_few", because)
        return Judgement(domain, 0, rule, because)
    if people is None:
        because = "Not judged: nobody has recorded how many people were studied."
        return unjudged(domain, "imprecision_unknown", because)
    because = f"{people:,} people in all, and no pooled interval."
    return Judgement(domain, -1 if few else 0, "imprecision_unpooled", because)


def _interval(effect: Effect) -> tuple[int, str, str]:
    low, high = effect.ci
    matters = abs(effect.smallest) if effect.smallest is not None else None
    if _excludes_none(effect.ci):
        if matters is not None and min(abs(low), abs(high)) < matters <= max(abs(low), abs(high)):
            return -1, "imprecision_matters", "The interval holds effects that matter and effects too small to matter."
        return 0, "imprecision_clear", "The interval excludes no effect."
    less, more = _appreciable(effect, matters)
    if less is not None and more is not None and low <= less and high >= more:
        return -2, "imprecision_both", "The interval holds appreciable benefit and appreciable harm."
    if matters is not None and -matters < low and high < matters:
        return 0, "imprecision_trivial", "The interval holds nothing but effects too small to matter."
    return -1, "imprecision_null", "The interval holds both no effect and an effect that may matter."


def _appreciable(effect: Effect, matters: float | None) -> tuple[float | None, float | None]:
    """Return the effects that count as appreciable either way; for a difference nothing is until it is agreed."""
    if matters is not None:
        return -matters, matters
    if not effect.ratio:
        return None, None
    return log(rules.APPRECIABLY_LESS.value), log(rules.APPRECIABLY_MORE.value)


def _excludes_none(interval: tuple[float, float]) -> bool:
    return not interval[0] <= 0 <= interval[1]


def publication(body: Body) -> Judgement:
    """Judge by a test of the funnel, which needs many studies."""
    domain, needed = Domain.PUBLICATION, rules.STUDIES_FOR_A_TEST.value
    p = body.effect.small_study_p if body.effect else None
    if body.k < needed:
        because = f"Not judged: {body.k} of the {needed:g} studies a test needs. Nobody can tell."
        return Judgement(domain, 0, "publication_untested", because, known=False)
    if p is None:
        because = "Not judged: there are studies enough, but nobody has tested whether small ones differ."
        return Judgement(domain, 0, "publication_unknown", because, known=False)
    if p < rules.SMALL_STUDY_P.value:
        because = f"Small studies differ from large ones (Egger's test, p = {p:.3f})."
        return Judgement(domain, -1, "publication_asymmetry", because)
    because = f"Small studies do not differ from large ones (Egger's test, p = {p:.2f})."
    return Judgement(domain, 0, "publication_even", because)
