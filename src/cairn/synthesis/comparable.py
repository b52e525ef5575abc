"""Which findings on one link may be pooled, and why the others stay apart.

The rules are few and stand in `RULES`, so that a page can list them. They say what is alike in form; whether people,
programmes and places are alike enough is a judgement, and an editor's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Final

from cairn.base.errors import InputError
from cairn.synthesis.ways import KINDS


@dataclass(frozen=True)
class Candidate:
    """One finding as pooling sees it.

    `cohort` names the people, `None` where independence is unknown. `kind` is the kind of effect, `contrast` what is
    set against what, `outcome` how the outcome is defined; empty where not stated. `design_class` is "randomised",
    "non_randomised" or "unknown", `level` "near", "far" or `None`. `why_no_effect` says why it has no effect.
    """

    id: str
    study: str
    study_label: str
    cohort: str | None
    kind: str
    contrast: str
    outcome: str
    design_class: str = "unknown"
    level: str | None = None
    has_effect: bool = True
    why_no_effect: str = ""
    primary: bool = True
    withdrawn: bool = False
    time: str = ""

    @property
    def people(self) -> tuple[str, str]:
        """Name the people, or the study where they are unknown; the two never collide."""
        return ("study", self.study) if self.cohort is None else ("cohort", self.cohort)


@dataclass(frozen=True)
class Rule:
    """A respect in which pooled findings must not differ: its name, why, and what a finding has in that respect."""

    name: str
    explanation: str
    of: Callable[[Candidate], str]
    #: How a difference is told: `{mine}` and `{theirs}` are filled in.
    difference: str


def folded(words: str) -> str:
    """Return words as they are compared: case, spaces and final stops play no part."""
    return " ".join(words.casefold().split()).rstrip(".")


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "kind of effect",
        "An odds ratio and a difference in percentage points are different numbers, and so are an adjusted and an "
        "unadjusted odds ratio. Ratios of unstated kind, shares of one group and bare p values are never pooled.",
        lambda one: _kind(one.kind),
        "its effect is “{mine}”, not “{theirs}”",
    ),
    Rule(
        "contrast",
        "The same must be set against the same.",
        lambda one: folded(one.contrast),
        "it sets something else against something else: “{mine}”, not “{theirs}”",
    ),
    Rule(
        "outcome",
        "The outcome must be counted in the same way.",
        lambda one: folded(one.outcome),
        "its outcome is “{mine}”, not “{theirs}”",
    ),
    Rule(
        "allocation",
        "Randomised and other studies are pooled apart (Cochrane Handbook, section 24.6.1).",
        lambda one: "randomised" if one.design_class == "randomised" else "not randomised",
        "its people were {mine}, theirs {theirs}",
    ),
    Rule(
        "level of outcome",
        "What people intend and what they do later are different outcomes.",
        lambda one: one.level or "",
        "its outcome is {mine}, theirs {theirs}",
    ),
)
"""What findings must share to be pooled."""

ONE_A_COHORT: Final = (
    "Every cohort counts once: of several findings on the same people a person chooses one, unless a model for "
    "findings of the same people is used."
)


@dataclass(frozen=True)
class Group:
    """Findings that differ in none of the rules; `same_people` are sets of which only one may be pooled."""

    kind: str
    contrast: str
    outcome: str
    members: tuple[Candidate, ...]
    same_people: tuple[tuple[Candidate, ...], ...]

    @property
    def cohorts(self) -> int:
        return len({one.people for one in self.members})

    @property
    def unknown_people(self) -> int:
        """Count the members of which it is not known whether others are on the same people."""
        return sum(one.cohort is None for one in self.members)


@dataclass(frozen=True)
class Apart:
    """A finding that can be pooled with nothing, and why."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True)
class NearMiss:
    """Two findings that differ in one respect only."""

    one: Candidate
    other: Candidate
    rule: str
    difference: str


@dataclass(frozen=True)
class Proposals:
    """What may be pooled, largest group first, what may not, and what is kept apart by one respect alone."""

    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    near_misses: tuple[NearMiss, ...]


def propose(candidates: Iterable[Candidate]) -> Proposals:
    """Sort findings into groups that may be pooled; whatever the order they come in, the answer is the same."""
    ordered = sorted(candidates, key=lambda one: one.id)
    apart = [Apart(one, reason) for one in ordered if (reason := why_never(one))]
    able = [one for one in ordered if not why_never(one)]
    keyed = sorted(able, key=lambda one: (_key(one), one.id))
    groups = [_group(tuple(members)) for _, members in groupby(keyed, key=_key)]
    misses = [miss for one, other in combinations(able, 2) if (miss := _near_miss(one, other))]
    ranked = sorted(groups, key=lambda group: (-group.cohorts, group.members[0].id))
    return Proposals(tuple(ranked), tuple(apart), tuple(misses))


def check(candidates: Sequence[Candidate], *, dependent: bool = False) -> None:
    """Refuse a choice of findings that breaks a rule, with `InputError` naming the finding and the rule.

    `dependent` says that the model allows several findings of the same people.
    """
    for one in candidates:
        if reason := why_never(one):
            raise InputError(f"cannot be pooled: {reason}", where=one.study_label, remedy="leave it out")
    first = candidates[0]
    for one in candidates[1:]:
        for rule in RULES:
            if rule.of(one) != rule.of(first):
                raise InputError(
                    f"differs from {first.study_label} in {rule.name}: {_told(rule, one, first)}",
                    where=one.study_label,
                    remedy="pool it apart, or correct its record",
                )
    if not dependent:
        _check_people(candidates)


def why_not_with(candidate: Candidate, *, kind: str, contrast: str, outcome: str) -> str:
    """Say why a finding does not fit an earlier decision to pool findings of this kind; empty where it does."""
    if reason := why_never(candidate):
        return reason
    wanted = Candidate("", "", "", None, kind, contrast, outcome, candidate.design_class, candidate.level)
    return next((_told(rule, candidate, wanted) for rule in RULES if rule.of(candidate) != rule.of(wanted)), "")


def why_never(one: Candidate) -> str:
    """Say why a finding can be pooled with nothing; empty where it can."""
    reasons = (
        (not one.primary, "it is no primary study: what reviews say is listed apart"),
        (one.withdrawn, "a later analysis of the same data took its result back"),
        (
            one.kind not in KINDS,
            f"its effect, “{_kind(one.kind) or 'not stated'}”, compares nothing that can be pooled",
        ),
        (not one.has_effect, one.why_no_effect or "it has no size of effect with an interval"),
        (not one.contrast.strip(), "its contrast is not stated: what is compared with what"),
        (not one.outcome.strip(), "how its outcome is defined is not stated"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _key(one: Candidate) -> tuple[str, ...]:
    return tuple(rule.of(one) for rule in RULES)


def _group(members: tuple[Candidate, ...]) -> Group:
    people: dict[tuple[str, str], list[Candidate]] = {}
    for one in members:
        people.setdefault(one.people, []).append(one)
    several = tuple(tuple(found) for found in people.values() if len(found) > 1)
    first = members[0]
    return Group(first.kind, first.contrast, first.outcome, members, several)


def _near_miss(one: Candidate, other: Candidate) -> NearMiss | None:
    differing = [rule for rule in RULES if rule.of(one) != rule.of(other)]
    if len(differing) != 1 or one.people == other.people:
        return None
    return NearMiss(one, other, differing[0].name, _told(differing[0], one, other))


def _told(rule: Rule, one: Candidate, other: Candidate) -> str:
    return rule.difference.format(mine=rule.of(one) or "not recorded", theirs=rule.of(other) or "not recorded")


def _check_people(candidates: Sequence[Candidate]) -> None:
    seen: dict[tuple[str, str], Candidate] = {}
    for one in candidates:
        if one.people in seen:
            raise InputError(
                f"is on the same people as {seen[one.people].study_label}",
                where=one.study_label,
                remedy="choose one of them, or the model for findings of the same people",
            )
        seen[one.people] = one
