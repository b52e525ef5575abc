"""GRADE: a suggested certainty with the rule behind every step, to be confirmed or overridden by a person.

Guyatt et al., GRADE guidelines 1-9, Journal of Clinical Epidemiology 2011;64. Bodies appraised by ROBINS-I start high,
because it judges against a trial: Schünemann et al., 2019;111:105. Summaries by direction: Murad et al., 2017, BMJ
Evidence-Based Medicine 22:85. The published guidance asks for judgement; the thresholds of `rules` only suggest one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from cairn.base.errors import InputError
from cairn.synthesis.certainty import rules
from cairn.synthesis.certainty.body import Body, Effect
from cairn.synthesis.certainty.rules import DOWN, UP, Domain, Level

_ORDER = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
MOST_DOWN, MOST_UP = -3, 2


@dataclass(frozen=True)
class Judgement:
    """Steps up or down in one domain, why, and whether enough was known to judge at all."""

    domain: Domain
    levels: int
    because: str
    known: bool = True


@dataclass(frozen=True)
class Suggestion:
    """Where the certainty starts and why, a judgement for each domain, and the level they come to."""

    start: Level
    start_because: str
    judgements: tuple[Judgement, ...]
    level: Level
    #: Why a large effect must not raise the certainty; empty where it may.
    large_barred: str


@dataclass(frozen=True)
class Override:
    """A person's own judgement of one domain, with the reason that readers see."""

    levels: int
    reason: str


@dataclass(frozen=True)
class Conclusion:
    """The level after a person's judgements, and those of all domains as they stand."""

    level: Level
    levels: Mapping[Domain, int]


def suggest(body: Body) -> Suggestion:
    """Suggest the certainty of a body of evidence. What is not known is said, and never counts as good."""
    start, because, by_robins = _start(body)
    down = (
        _bias(body, by_robins),
        _inconsistency(body),
        _indirectness(body),
        _imprecision(body),
        _publication(body),
    )
    barred = _barred(body)
    up = _up(body, start, any(one.levels < 0 for one in down), barred)
    level = _moved(start, sum(one.levels for one in (*down, *up)))
    return Suggestion(start, because, (*down, *up), level, barred)


def conclude(suggestion: Suggestion, overrides: Mapping[Domain, Override]) -> Conclusion:
    """Put a person's judgements in the place of those suggested.

    Raises `InputError` naming the domain where the steps are none a domain can have, no reason is given, or a large
    effect is to raise a certainty that participants' choice or remaining confounding bar.
    """
    levels = {one.domain: one.levels for one in suggestion.judgements}
    for domain, override in overrides.items():
        low, high = (MOST_DOWN, 0) if domain in DOWN else (0, MOST_UP)
        if not low <= override.levels <= high:
            raise InputError(f"{override.levels:+d} is no step here", where=domain, remedy=f"use {low} to {high}")
        if override.levels != levels[domain] and not override.reason.strip():
            raise InputError("differs from what the rules suggest without a reason", where=domain, remedy="say why")
        if domain is Domain.LARGE and override.levels and suggestion.large_barred:
            raise InputError(suggestion.large_barred, where=domain, remedy="leave it at 0")
        levels[domain] = override.levels
    return Conclusion(_moved(suggestion.start, sum(levels.values())), levels)


def _moved(start: Level, steps: int) -> Level:
    return _ORDER[min(max(_ORDER.index(start) + steps, 0), len(_ORDER) - 1)]


def _start(body: Body) -> tuple[Level, str, bool]:
    classes = Counter(one.design_class for one in body.studies)
    if classes["randomised"] == body.k:
        return Level.HIGH, "Starts high: every study allocated at random.", False
    if all(one.robins or one.design_class == "randomised" for one in body.studies):
        return Level.HIGH, "Starts high: every study without random allocation was judged by ROBINS-I.", True
    unknown = f", {classes['unknown']} of them in a way not recorded" if classes["unknown"] else ""
    others = body.k - classes["randomised"]
    return Level.LOW, f"Starts low: {others} of {body.k} did not allocate at random{unknown}.", False


def _bias(body: Body, by_robins: bool) -> Judgement:
    judged = sum(bool(one.bias) for one in body.studies)
    if not judged:
        return Judgement(Domain.BIAS, 0, "Nobody has judged the risk of bias.", known=False)
    rest = f" {body.k - judged} of {body.k} are not judged." if judged < body.k else ""
    high, some = body.weight_of("high"), body.weight_of("some", "high")
    if high >= rules.HIGH_BIAS_SHARE.value:
        levels = -2 if by_robins else -1
        return Judgement(Domain.BIAS, levels, f"{100 * high:.0f}% of the weight is at high risk of bias.{rest}")
    if some >= rules.HIGH_BIAS_SHARE.value and body_starts_high(body):
        return Judgement(Domain.BIAS, -1, f"{100 * some:.0f}% of the weight is at some or high risk of bias.{rest}")
    return Judgement(Domain.BIAS, 0, f"{100 * high:.0f}% of the weight is at high risk of bias.{rest}", not rest)


def body_starts_high(body: Body) -> bool:
    """Tell whether no step has yet been taken for the lack of random allocation."""
    return _start(body)[0] is Level.HIGH


def _inconsistency(body: Body) -> Judgement:
    if body.k < rules.FEW_STUDIES.value:
        return Judgement(Domain.INCONSISTENCY, 0, "One cohort: there is nothing to compare.", known=False)
    return _inconsistent_directions(body) if body.effect is None else _inconsistent_effects(body, body.effect)


def _inconsistent_effects(body: Body, effect: Effect) -> Judgement:
    ways = {one.direction for one in body.studies}
    i2 = effect.i2 or 0.0
    if i2 >= rules.GREAT_INCONSISTENCY.value and {"for", "against"} <= ways:
        return Judgement(Domain.INCONSISTENCY, -2, f"I² is {i2:.0f}% and studies point both ways.")
    if effect.prediction and _excludes_none(effect.ci) and not _excludes_none(effect.prediction):
        because = "A new study could find the opposite: the prediction interval holds no effect, the interval does not."
        return Judgement(Domain.INCONSISTENCY, -1, because)
    if i2 >= rules.MUCH_INCONSISTENCY.value and not _all_one_way(body):
        return Judgement(Domain.INCONSISTENCY, -1, f"I² is {i2:.0f}% and not all studies point the same way.")
    side = ", all on one side" if _all_one_way(body) else ""
    return Judgement(Domain.INCONSISTENCY, 0, f"I² is {i2:.0f}%{side}.", effect.i2 is not None)


def _all_one_way(body: Body) -> bool:
    return len({one.direction for one in body.studies}) == 1


def _inconsistent_directions(body: Body) -> Judgement:
    counts = Counter(one.direction for one in body.studies if one.direction != "unclear")
    told = sum(counts.values())
    if told < rules.FEW_STUDIES.value:
        return Judgement(Domain.INCONSISTENCY, 0, "Fewer than two studies have a clear direction.", known=False)
    way, most = counts.most_common(1)[0]
    because = f"{most} of {told} studies with a clear direction point the same way ({_WAYS[way]})."
    return Judgement(Domain.INCONSISTENCY, -1 if most / told < rules.AGREEING_SHARE.value else 0, because)


_WAYS = {"for": "as claimed", "against": "against it", "none": "no effect"}


def _indirectness(body: Body) -> Judgement:
    reasons = ["only near outcomes, such as intentions, were measured"] if body.near_only else []
    narrow = f"all is from {' and '.join(body.narrow)}" if len(body.narrow) > 1 else ""
    found = [*reasons, narrow] if narrow else reasons
    if found:
        text = "; ".join(found)
        return Judgement(Domain.INDIRECTNESS, -len(found), f"{text[:1].upper()}{text[1:]}.")
    if body.near_only is None:
        return Judgement(Domain.INDIRECTNESS, 0, "Near or far outcomes are not recorded.", known=False)
    return Judgement(Domain.INDIRECTNESS, 0, "Far outcomes were measured, in more than one setting or country.")


def _imprecision(body: Body) -> Judgement:
    people = f"{body.people:,} people" if body.people is not None else "an unknown number of people"
    few = body.people is not None and body.people < rules.FEW_PEOPLE.value
    if body.effect is None:
        if body.people is None:
            return Judgement(Domain.IMPRECISION, 0, "How many people were studied is not known.", known=False)
        return Judgement(Domain.IMPRECISION, -1 if few else 0, f"{people} in all, and no pooled interval.")
    steps, because = _interval(body.effect)
    if not steps and few:
        return Judgement(Domain.IMPRECISION, -1, f"The interval is clear, but rests on {people} only.")
    return Judgement(Domain.IMPRECISION, steps, because)


def _interval(effect: Effect) -> tuple[int, str]:
    low, high = effect.ci
    matters = abs(effect.smallest) if effect.smallest is not None else None
    reach = matters if matters is not None else (log(rules.HARM_RATIO.value) if effect.ratio else None)
    if _excludes_none(effect.ci):
        near = min(abs(low), abs(high))
        if matters is not None and near < matters <= max(abs(low), abs(high)):
            return -1, "The interval holds effects that matter and effects too small to matter."
        return 0, "The interval excludes no effect."
    if reach is not None and low <= -reach and high >= reach:
        return -2, "The interval holds appreciable benefit and appreciable harm."
    if reach is not None and -reach < low and high < reach:
        return 0, "The interval holds nothing but effects too small to matter."
    return -1, "The interval holds both no effect and an effect that may matter."


def _excludes_none(interval: tuple[float, float]) -> bool:
    return not interval[0] <= 0 <= interval[1]


def _publication(body: Body) -> Judgement:
    p = body.effect.small_study_p if body.effect else None
    if p is None or body.k < rules.STUDIES_FOR_A_TEST.value:
        because = f"{body.k} of the {rules.STUDIES_FOR_A_TEST.value:g} studies a test needs: nobody can tell."
        return Judgement(Domain.PUBLICATION, 0, because, known=False)
    if p < rules.SMALL_STUDY_P.value:
        return Judgement(Domain.PUBLICATION, -1, f"Small studies differ from large ones (Egger's test, p = {p:.3f}).")
    return Judgement(Domain.PUBLICATION, 0, f"Small studies do not differ from large ones (Egger's test, p = {p:.2f}).")


def _barred(body: Body) -> str:
    if body.chosen or body.chosen is None:
        known = "participants chose the programme themselves" if body.chosen else "who chose is not known"
        return f"a large effect does not raise certainty: {known}"
    if body.confounding_remains or body.confounding_remains is None:
        known = "plausible confounding remains" if body.confounding_remains else "nobody has judged what confounds it"
        return f"a large effect does not raise certainty: {known}"
    return ""


def _up(body: Body, start: Level, rated_down: bool, barred: str) -> tuple[Judgement, ...]:
    if start is Level.HIGH:
        because = "Not rated up: it starts high already."
        return tuple(Judgement(domain, 0, because) for domain in UP)
    if rated_down:
        # GRADE 9: rating up is for bodies without other limitations.
        because = "Not rated up: it has been rated down for something."
        return tuple(Judgement(domain, 0, because) for domain in UP)
    return (
        _large(body, barred),
        _fact(Domain.DOSE, body.dose_response, "More of the programme goes with more of the effect."),
        _fact(Domain.CONFOUNDING, body.confounding_would_reduce, "What confounds it works against the effect found."),
    )


def _fact(domain: Domain, holds: bool | None, because: str) -> Judgement:
    if holds is None:
        return Judgement(domain, 0, "Nobody has judged it.", known=False)
    return Judgement(domain, 1 if holds else 0, because if holds else "Judged not to hold.")


def _large(body: Body, barred: str) -> Judgement:
    if barred:
        return Judgement(Domain.LARGE, 0, f"{barred[:1].upper()}{barred[1:]}.")
    effect = body.effect
    if effect is None or not effect.ratio:
        return Judgement(Domain.LARGE, 0, "No ratio to judge the size by.", known=False)
    size = relative_risk(effect)
    if size is None:
        because = "An odds ratio overstates the relative risk: give the risk without the programme to judge its size."
        return Judgement(Domain.LARGE, 0, because, known=False)
    folds = max(size, 1 / size)
    steps = 2 if folds > rules.VERY_LARGE_RATIO.value else 1 if folds > rules.LARGE_RATIO.value else 0
    return Judgement(Domain.LARGE, steps, f"The relative risk is {size:.2f}.")


def relative_risk(effect: Effect) -> float | None:
    """Return the relative risk of a pooled ratio; an odds ratio needs the comparator's risk (Zhang & Yu, JAMA 1998)."""
    ratio = exp(effect.estimate)
    if not effect.kind.startswith("odds_ratio"):
        return ratio
    risk = effect.comparator_risk
    return None if risk is None else ratio / (1 - risk + risk * ratio)
