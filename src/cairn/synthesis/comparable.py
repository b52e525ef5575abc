"""Which findings on one link may be pooled, and why the others stay apart.

The rules are few and stand in `BARS`, `RULES` and `ONE_A_COHORT`, so that a page can list them. They say what is alike
in form; whether people, programmes and places are alike enough is a judgement, and an editor's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Final
from unicodedata import normalize

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
class Bar:
    """What keeps a finding from being pooled with anything: its name, why, when it holds, and how that is told."""

    name: str
    explanation: str
    holds: Callable[[Candidate], bool]
    reason: Callable[[Candidate], str]


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
    return " ".join(normalize("NFKC", words).casefold().split()).rstrip(". ")


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


BARS: Final[tuple[Bar, ...]] = (
    Bar(
        "primary studies",
        "What a review says rests on studies that are counted themselves.",
        lambda one: not one.primary,
        lambda one: "it is no primary study: what reviews say is listed apart",
    ),
    Bar(
        "results that stand",
        "A result that a later analysis of the same data took back is shown, not pooled.",
        lambda one: one.withdrawn,
        lambda one: "a later analysis of the same data took its result back",
    ),
    Bar(
        "an effect that compares",
        "Ratios of unstated kind, shares of one group and bare p values say nothing of a size that could be pooled.",
        lambda one: one.kind not in KINDS,
        lambda one: f"its effect, “{_kind(one.kind) or 'not stated'}”, compares nothing that can be pooled",
    ),
    Bar(
        "a contrast",
        "Without what is compared with what, nobody can say that two findings compare the same.",
        lambda one: not one.contrast.strip(),
        lambda one: "its contrast is not stated: what is compared with what",
    ),
    Bar(
        "an outcome",
        "Without how the outcome is counted, nobody can say that two findings count the same.",
        lambda one: not one.outcome.strip(),
        lambda one: "how its outcome is defined is not stated",
    ),
    # Last, so that a finding held back by it alone is known to be alike in the rest, and waits for its number.
    Bar(
        "a size with its precision",
        "An effect without an interval, or numbers to work one out from, cannot be weighed.",
        lambda one: not one.has_effect,
        lambda one: one.why_no_effect or "it has no size of effect with an interval",
    ),
)
"""What a finding must have to be pooled with anything."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "kind of effect",
        "An odds ratio and a difference in percentage points are different numbers, and so are an adjusted and an "
        "unadjusted odds ratio, unless somebody decides to pool these two.",
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
        "Randomised and other studies are pooled apart (Cochrane Handbook, chapter 24). A study counts as randomised "
        "only where that is known.",
        lambda one: "randomised" if one.design_class == "randomised" else "not known to be randomised",
        "it is {mine}, the other {theirs}",
    ),
    Rule(
        "level of outcome",
        "What people intend and what they do later are different outcomes.",
        lambda one: one.level or "",
        "the level of its outcome is {mine}, of the other {theirs}",
    ),
)
"""What findings must share to be pooled."""

ONE_A_COHORT: Final = (
    "Every cohort counts once: of several findings on the same people a person chooses one, unless a model for "
    "findings of the same people is used."
)


@dataclass(frozen=True)
class Apart:
    """A finding that can be pooled with nothing, and why."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True)
class Group:
    """Findings that differ in none of the rules; `same_people` are sets of which only one may be pooled.

    `waits` are findings alike in all else whose effect has no size with its precision yet.
    """

    kind: str
    contrast: str
    outcome: str
    members: tuple[Candidate, ...]
    same_people: tuple[tuple[Candidate, ...], ...]
    waits: tuple[Apart, ...] = ()

    @property
    def cohorts(self) -> int:
        return len({one.people for one in self.members})

    @property
    def unknown_people(self) -> int:
        """Count the members of which it is not known whether others are on the same people."""
        return sum(one.cohort is None for one in self.members)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the rules let pass and an editor has to weigh, in sentences."""
        unknown_design = sum(one.design_class == "unknown" for one in self.members)
        times = sorted({folded(one.time) for one in self.members} - {""})
        said = (
            (self.unknown_people, f"Of {self.unknown_people} it is not known whether others are on the same people."),
            (unknown_design, f"Of {unknown_design} it is not known whether they were randomised."),
            (len(times) > 1, f"Outcomes were measured at different times: {', '.join(times)}."),
            (
                len({one.kind for one in self.members}) > 1,
                "Adjusted and unadjusted odds ratios are together: they answer different questions where something "
                "adjusted for goes along with taking part.",
            ),
        )
        return tuple(sentence for holds, sentence in said if holds)


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


def propose(candidates: Iterable[Candidate], *, merge_adjusted: bool = False) -> Proposals:
    """Sort findings into groups that may be pooled; whatever the order they come in, the answer is the same.

    `merge_adjusted` lets adjusted and unadjusted odds ratios into one group, which says so among its caveats.
    """
    key = _key_of(merge_adjusted)
    ordered = sorted(candidates, key=lambda one: one.id)
    apart = [Apart(one, reason) for one in ordered if (reason := why_never(one))]
    able = [one for one in ordered if not why_never(one)]
    waiting = [one for one in apart if not why_never(replace(one.candidate, has_effect=True))]
    keyed = sorted(able, key=lambda one: (key(one), one.id))
    groups = [
        _group(tuple(members), tuple(one for one in waiting if key(one.candidate) == shared))
        for shared, members in groupby(keyed, key=key)
    ]
    misses = [miss for one, other in combinations(able, 2) if (miss := _near_miss(one, other, key))]
    ranked = sorted(groups, key=lambda group: (-group.cohorts, group.members[0].id))
    return Proposals(tuple(ranked), tuple(apart), tuple(misses))


def check(candidates: Sequence[Candidate], *, dependent: bool = False, merge_adjusted: bool = False) -> None:
    """Refuse a choice of findings that breaks a rule, with `InputError` naming the finding and the rule.

    `dependent` says that the model allows several findings of the same people, `merge_adjusted` that adjusted and
    unadjusted odds ratios were decided to be pooled.
    """
    if not candidates:
        raise InputError("no finding is chosen", remedy="choose at least one")
    for one in candidates:
        if reason := why_never(one):
            raise InputError(f"cannot be pooled: {reason}", where=one.study_label, remedy="leave it out")
    first, key = candidates[0], _key_of(merge_adjusted)
    for one in candidates[1:]:
        if differing := _differing(one, first, key):
            raise InputError(
                f"differs from {first.study_label} in {differing[0].name}: {_told(differing[0], one, first)}",
                where=one.study_label,
                remedy="pool it apart, or correct its record",
            )
    _check_once(candidates)
    if not dependent:
        _check_people(candidates)


def why_not_with(candidate: Candidate, *, kind: str, contrast: str, outcome: str) -> str:
    """Say why a finding does not fit an earlier decision to pool findings of this kind; empty where it does."""
    if reason := why_never(candidate):
        return reason
    wanted = Candidate("", "", "", None, kind, contrast, outcome, candidate.design_class, candidate.level)
    return next((_told(rule, candidate, wanted) for rule in RULES if rule.of(candidate) != rule.of(wanted)), "")


def odd_ones(candidates: Iterable[Candidate]) -> tuple[Apart, ...]:
    """Name the findings that were pooled by an earlier decision and differ from most by now, each with the reason.

    A correction of a record may do that in any respect, also in those an earlier decision does not spell out. The
    group with most cohorts stays; between two as large, the one with the first finding.
    """
    groups = propose(candidates).groups
    if not groups:
        return ()
    first, key = groups[0].members[0], _key_of(merge_adjusted=False)
    odd = sorted((one for group in groups[1:] for one in group.members), key=lambda one: one.id)
    return tuple(Apart(one, _told(_differing(one, first, key)[0], one, first)) for one in odd)


def why_never(one: Candidate) -> str:
    """Say why a finding can be pooled with nothing; empty where it can."""
    return next((bar.reason(one) for bar in BARS if bar.holds(one)), "")


Key = Callable[[Candidate], tuple[str, ...]]


def _key_of(merge_adjusted: bool) -> Key:
    """Return what gives a finding's values under each of `RULES`, as they are compared."""

    def key(one: Candidate) -> tuple[str, ...]:
        merged = merge_adjusted and one.kind == "odds_ratio_adjusted"
        seen = replace(one, kind="odds_ratio") if merged else one
        return tuple(rule.of(seen) for rule in RULES)

    return key


def _differing(one: Candidate, other: Candidate, key: Key) -> list[Rule]:
    return [rule for rule, mine, theirs in zip(RULES, key(one), key(other), strict=True) if mine != theirs]


def _group(members: tuple[Candidate, ...], waits: tuple[Apart, ...]) -> Group:
    people: dict[tuple[str, str], list[Candidate]] = {}
    for one in members:
        people.setdefault(one.people, []).append(one)
    several = tuple(tuple(found) for found in people.values() if len(found) > 1)
    first, kinds = members[0], {one.kind for one in members}
    kind = first.kind if len(kinds) == 1 else "odds_ratio"
    return Group(kind, first.contrast, first.outcome, members, several, waits)


def _near_miss(one: Candidate, other: Candidate, key: Key) -> NearMiss | None:
    differing = _differing(one, other, key)
    if len(differing) != 1 or one.people == other.people:
        return None
    return NearMiss(one, other, differing[0].name, _told(differing[0], one, other))


def _told(rule: Rule, one: Candidate, other: Candidate) -> str:
    return rule.difference.format(mine=rule.of(one) or "not recorded", theirs=rule.of(other) or "not recorded")


def _check_once(candidates: Sequence[Candidate]) -> None:
    seen: set[str] = set()
    for one in candidates:
        if one.id in seen:
            raise InputError("is chosen twice", where=one.study_label, remedy="choose it once")
        seen.add(one.id)


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
