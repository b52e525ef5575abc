"""What a pooling comes to: its findings, those that no longer fit, and the pooled numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cairn.base.errors import CairnError
from cairn.synthesis import FEWEST_FOR_PREDICTION, Fit, MultiLevelFit, comparable

from ..models import Finding, Pooling, PoolingModel
from . import effects
from .fitting import RHO, pooled


@dataclass(frozen=True)
class Member:
    """One finding with its effect on the analysis scale."""

    finding: Finding
    yi: float
    vi: float

    @property
    def cohort(self) -> str:
        return effects.cohort_of(self.finding)

    def as_record(self, name: str, weight: float | None) -> dict:
        study = self.finding.study
        return {
            "finding": self.finding.pk,
            "study": study.pk,
            "label": name,
            "year": effects.year_of(study),
            "cohort": self.cohort,
            "known_cohort": bool(study.cohort_id),
            "yi": self.yi,
            "vi": self.vi,
            "weight": weight,
        }


@dataclass(frozen=True)
class Membership:
    """The findings a pooling pools, and those it was decided to pool that no longer fit, each with the reason."""

    members: tuple[Member, ...]
    left_out: tuple[tuple[str, str], ...]


def _records(members: Sequence[Member], weights: Sequence[float | None]) -> list[dict]:
    names = effects.names_of(one.finding.study for one in members)
    return [one.as_record(names[one.finding.study_id], weight) for one, weight in zip(members, weights, strict=True)]


def membership(pooling: Pooling) -> Membership:
    """Sort the findings of a pooling into those that still fit its decision and those that do not."""
    findings = effects.with_studies(pooling.findings.visible())
    members, left_out = [], []
    for finding, candidate in zip(findings, effects.candidates(findings), strict=True):
        why = comparable.why_not_with(candidate, **pooling.likeness())
        if why:
            left_out.append((finding.pk, why))
        else:
            effect = effects.effect_of_finding(finding)
            members.append(Member(finding, effect.yi, effect.vi))
    odd = {one.candidate.id: one.reason for one in comparable.odd_ones(_candidates(members))}
    left_out += odd.items()
    return _one_a_cohort(pooling, [one for one in members if one.finding.pk not in odd], left_out)


def _candidates(members: list[Member]) -> list[comparable.Candidate]:
    return effects.candidates([one.finding for one in members])


def _one_a_cohort(pooling: Pooling, members: list[Member], left_out: list[tuple[str, str]]) -> Membership:
    if pooling.model == PoolingModel.CORRELATED:
        return Membership(tuple(members), tuple(left_out))
    kept: dict[str, Member] = {}
    for member in members:
        if member.cohort in kept:
            same = effects.name_of(kept[member.cohort].finding.study)
            left_out.append((member.finding.pk, f"it is on the same people as {same}"))
        else:
            kept[member.cohort] = member
    return Membership(tuple(kept.values()), tuple(left_out))


def result_of(pooling: Pooling, found: Membership) -> dict:
    """The pooled numbers as JSON-able values. Raises CairnError where they cannot be computed."""
    yi, vi = [one.yi for one in found.members], [one.vi for one in found.members]
    cohorts = len({one.cohort for one in found.members})
    common = {
        "k": cohorts,
        "measure": pooling.get_effect_kind_display(),
        "ratio": pooling.is_ratio,
        "model": pooling.get_model_display(),
        "left_out": [{"finding": finding, "why": why} for finding, why in found.left_out],
    }
    if not yi:
        return common | {"effects": []}
    answer = pooled(pooling, yi, vi, [one.cohort for one in found.members])
    return common | (_numbers(answer, found) if isinstance(answer, Fit) else _correlated(answer, found))


def _numbers(answer: Fit, found: Membership) -> dict:
    spread = answer.heterogeneity
    return {
        "interval_rule": answer.ci_rule,
        "estimate": answer.estimate,
        "se": answer.se,
        "ci": list(answer.ci),
        "p": answer.p,
        "prediction": list(answer.prediction) if answer.prediction and answer.k >= FEWEST_FOR_PREDICTION else None,
        "prediction_rule": answer.prediction_rule,
        "tau2": spread.tau2,
        "tau2_ci": list(spread.tau2_ci) if spread.tau2_ci else None,
        "q": spread.q,
        "q_df": spread.q_df,
        "q_p": spread.q_p,
        "i2": spread.i2,
        "i2_q": spread.i2_q,
        "notes": list(answer.notes),
        "effects": _records(found.members, answer.weights),
    }


def _correlated(answer: MultiLevelFit, found: Membership) -> dict:
    notes = [f"Findings of the same people are taken to correlate by {RHO:g}."]
    if answer.robust.df is not None and answer.robust.df < 4:
        notes.append("So few cohorts that even the robust interval is not to be trusted.")
    return {
        "interval_rule": "CR2",
        "estimate": answer.estimate,
        "se": answer.robust.se,
        "ci": list(answer.robust.ci),
        "p": answer.robust.p,
        "prediction": None,
        "prediction_rule": "",
        "tau2": answer.sigma2_between + answer.sigma2_within,
        "tau2_ci": None,
        "q": answer.q,
        "q_df": answer.q_df,
        "q_p": answer.q_p,
        "i2": answer.i2_between + answer.i2_within,
        "i2_q": None,
        "notes": notes,
        "effects": _records(found.members, [None] * len(found.members)),
    }


def _as_words(member: Member) -> list:
    # Rounded, so that another machine's last digit does not make it another answer.
    year = effects.year_of(member.finding.study)
    return [member.finding.pk, member.cohort, year, f"{member.yi:.10g}", f"{member.vi:.10g}"]


def digest_of(pooling: Pooling, found: Membership) -> str:
    """What an answer depends on, as one short word: equal words, equal answers."""
    depends = [
        pooling.model,
        pooling.interval,
        pooling.effect_kind,
        [_as_words(one) for one in found.members],
        found.left_out,
    ]
    return sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()


def computed(pooling: Pooling) -> tuple[str, dict, str]:
    """The digest, the numbers and, where there are none, why: one sentence."""
    found = membership(pooling)
    digest = digest_of(pooling, found)
    try:
        return digest, result_of(pooling, found), "" if found.members else "None of its findings can be pooled now."
    except CairnError as refusal:
        empty = {"k": 0, "effects": [], "left_out": [], "measure": pooling.get_effect_kind_display()}
        return digest, empty | {"ratio": pooling.is_ratio}, str(refusal)
