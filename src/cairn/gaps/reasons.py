"""Why a link is a gap: the four reasons of Robinson, Saldanha & McKoy (AHRQ 2011), each a rule that names its findings.

Source: Frameworks for determining research gaps during systematic reviews, Methods Future Research Needs Report No. 2,
AHRQ Publication 11-EHC043-EF, June 2011. The thresholds are ours and stand in `rules`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cairn.gaps import evidence, rules
from cairn.gaps.model import SEVERAL, AsOf, Finding, LinkInput, Pooled
from cairn.gaps.words import Bias, Letter, OutcomeLevel


@dataclass(frozen=True, slots=True)
class Reason:
    """One of the four reasons. `holds` is the answer shown; `None` means nothing is known to judge it by.

    `computed` is the rule's own answer, which an editor's override (`overridden_by`, `override`) may replace in
    `holds`. `findings` are the ids that triggered the rule; an empty tuple where the lack of findings did.
    """

    letter: Letter
    label: str
    holds: bool | None
    computed: bool | None
    explanation: str
    findings: tuple[str, ...] = ()
    overridden_by: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True)
class _Verdict:
    holds: bool | None
    because: str
    findings: Iterable[Finding] = ()


def reasons(link: LinkInput, as_of: AsOf) -> tuple[Reason, ...]:
    """Judge the four reasons, A to D, each with its explanation whether or not it holds."""
    standing = tuple(finding for finding in link.findings if finding.stands)
    verdicts = {
        Letter.A: _insufficient(link, standing),
        Letter.B: _biased(standing),
        Letter.C: _inconsistent(link, standing),
        Letter.D: _not_the_right_information(standing, as_of),
    }
    return tuple(_reason(link, letter, verdict) for letter, verdict in verdicts.items())


def _reason(link: LinkInput, letter: Letter, verdict: _Verdict) -> Reason:
    override = next((override for override in link.overrides if override.letter is letter), None)
    return Reason(
        letter=letter,
        label=rules.REASONS[letter].label,
        holds=verdict.holds if override is None else override.holds,
        computed=verdict.holds,
        explanation=verdict.because,
        findings=tuple(finding.id for finding in verdict.findings) if verdict.holds else (),
        overridden_by="" if override is None else override.by,
        override="" if override is None else override.explanation,
    )


def _insufficient(link: LinkInput, standing: tuple[Finding, ...]) -> _Verdict:
    count = evidence.cohorts(standing)
    if count.k == 0:
        return _Verdict(True, "no finding that stands")
    unknown = f" ({count.unknown} of unknown independence)" if count.unknown else ""
    if count.k < rules.FEW_COHORTS.value:
        return _Verdict(True, f"{count.k} of at least {rules.FEW_COHORTS.value:g} cohorts{unknown}", standing)
    if link.pooled is None:
        return _Verdict(True, f"{count.k} cohorts{unknown}, but no pooled size of the effect", standing)
    if link.pooled.k < rules.FEW_COHORTS.value:
        pooled = f"{link.pooled.k} of {count.k} cohorts{unknown} in the pooled answer, at least"
        return _Verdict(True, f"{pooled} {rules.FEW_COHORTS.value:g} are needed", standing)
    if evidence.interval_is_undecided(link, link.pooled):
        return _Verdict(True, "the pooled interval holds both no effect and an effect that may matter", standing)
    return _Verdict(False, f"{count.k} cohorts{unknown}, and the pooled interval decides")


def _biased(standing: tuple[Finding, ...]) -> _Verdict:
    judged = [finding for finding in standing if finding.bias is not None]
    if not judged:
        return _Verdict(None, "nobody has judged the risk of bias")
    high = [finding for finding in judged if finding.bias is Bias.HIGH]
    unjudged = len(standing) - len(judged)
    rest = f"; {unjudged} not judged" if unjudged else ""
    because = f"{len(high)} of {len(judged)} findings judged are at high risk of bias{rest}"
    return _Verdict(len(high) / len(judged) >= rules.HIGH_BIAS_SHARE.value, because, high)


def _inconsistent(link: LinkInput, standing: tuple[Finding, ...]) -> _Verdict:
    if evidence.is_withdrawn(link.findings):
        return _Verdict(True, "a re-analysis disputes a result", _disputed(link.findings))
    if len(standing) < 2:
        return _Verdict(None, "fewer than two findings: nothing to compare")
    count = evidence.tally(link)
    if count.with_direction == 0:
        return _Verdict(None, "no finding has a direction")
    if link.pooled is not None and _prediction_crosses(link.pooled):
        return _Verdict(
            True, "the next study could find the opposite: the prediction interval holds no effect", standing
        )
    share = max(count.agree, count.against, count.null) / count.with_direction
    because = f"{count.agree} for, {count.against} against, {count.null} no effect, {count.mixed} both ways"
    return _Verdict(count.opposing or share < rules.AGREEING_SHARE.value, because, standing)


def _disputed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if evidence.is_withdrawn([finding]))


def _prediction_crosses(pooled: Pooled) -> bool:
    if pooled.prediction_low is None or pooled.prediction_high is None:
        return False
    interval_is_clear = not pooled.low <= pooled.null_value <= pooled.high
    return interval_is_clear and pooled.prediction_low <= pooled.null_value <= pooled.prediction_high


def _not_the_right_information(standing: tuple[Finding, ...], as_of: AsOf) -> _Verdict:
    if not standing:
        return _Verdict(None, "no finding to judge")
    known = {name: _known(standing, name) for name in ("outcome_level", "discipline", "sites", "country", "year")}
    if not any(known.values()):
        return _Verdict(None, "outcome level, discipline, schools, country and year are not recorded")
    wanting = [
        "only near outcomes" if known["outcome_level"] == {OutcomeLevel.NEAR} else "",
        *(
            f"{min(known[name])} only"
            for name in ("discipline", "country")
            if len(known[name] - {SEVERAL}) == len(known[name]) == 1
        ),
        "each at one school" if known["sites"] == {1} else "",
        f"nothing since {max(known['year'])}" if _old(known["year"], as_of) else "",
    ]
    if any(wanting):
        return _Verdict(True, "; ".join(filter(None, wanting)), standing)
    return _Verdict(False, "not only near outcomes, one discipline, one country, one school or old, as far as recorded")


def _known(findings: Iterable[Finding], field: str) -> set[Any]:
    return {value for finding in findings if (value := getattr(finding, field)) is not None}


def _old(years: set[int], as_of: AsOf) -> bool:
    return bool(years) and as_of.year - max(years) > rules.OLD_AFTER_YEARS.value
