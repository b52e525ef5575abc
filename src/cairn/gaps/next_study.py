"""What kind of study would move the answer of a link most, element by element, each with the rule that chose it.

Weaknesses come from the four reasons of the assessment, an editor's overrides included; a reason that could not be
judged is told as such and never taken for good. The rules stand in `next_rules`. Where an answer is pooled,
`cairn.synthesis.next_precision` tells what one more study would do to its interval.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.gaps import evidence, next_rules, rules
from cairn.gaps.assess import Assessment
from cairn.gaps.model import SEVERAL, DesignOption, Finding, LinkInput
from cairn.gaps.next_rules import Guard, NextKind
from cairn.gaps.outlook import Outlook, outlook
from cairn.gaps.reasons import Reason
from cairn.gaps.speech import count, listed
from cairn.gaps.words import Claim, Letter, Status, StudyKind
from cairn.synthesis.next_precision import Pool

_SETTLED = (Status.SUPPORTED, Status.NOT_SUPPORTED)
_COMES_FROM = " comes from "
_IN_ONE_SENTENCE = 2
_UNRANKED = next_rules.DesignWords("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One element of a study: the rule that chose it (a key of `next_rules.RULES`), how it is said, and why."""

    rule: str
    says: str
    because: str


@dataclass(frozen=True, slots=True)
class NextStudy:
    """The study that would move an answer most.

    `first` is what comes before any new study. `design` is an identifier, `None` where none has been matched or none
    is asked for; `alternatives` are the other designs that fit, best first. `place`, `follow_up`, `people` and `others`
    are what the study should be like; `unknown` says what nobody has judged. `outlook` tells of precision where the
    answer is pooled.
    """

    link: str
    kind: NextKind
    kind_because: str
    first: Choice | None
    design: str | None
    comparison: Choice | None
    alternatives: tuple[str, ...]
    place: tuple[Choice, ...]
    follow_up: Choice | None
    people: tuple[Choice, ...]
    others: tuple[Choice, ...]
    unknown: tuple[str, ...]
    outlook: Outlook | None

    @property
    def elements(self) -> tuple[Choice, ...]:
        """All elements in the order of the sentence."""
        found = (*self.place, *self.people, self.comparison, self.follow_up, *self.others)
        return tuple(one for one in found if one is not None)

    @property
    def because(self) -> tuple[str, ...]:
        """Why it is this study: the reason of the kind, then of each element, none twice."""
        told = (self.kind_because, *(one.because for one in self.elements))
        return tuple(dict.fromkeys(one for one in told if one))

    @property
    def sentence(self) -> str:
        """Say it all in plain words."""
        before = f"First {self.first.says}: {self.first.because}. " if self.first else ""
        return f"{before}{self._study()}{self.outlook.sentence if self.outlook else ''}".rstrip()

    def _study(self) -> str:
        if self.kind is NextKind.SETTLED:
            return f"No further study of this kind is likely to change the answer: {'; '.join(self.because)}. "
        told = f"{_OPENINGS[self.kind]} {', '.join(one.says for one in self.elements)}".rstrip()
        reasons = _merged(self.because)
        if len(reasons) > _IN_ONE_SENTENCE:
            return f"{told}. Why: {'; '.join(reasons)}. "
        return f"{told}: {'; '.join(reasons)}. "


_OPENINGS = {
    NextKind.EXTRACT: "After that, if it is still open, a study",
    NextKind.FIRST: "A first study",
    NextKind.RECHECK: "A re-analysis of the disputed data by people who took no part in either analysis, then a study",
    NextKind.COMPARE: "A study",
    NextKind.REACH: "A study",
    NextKind.EXPLAIN: "A study",
    NextKind.MORE: "A study, the first of several since no single one can decide,",
    NextKind.ENLARGE: "A study",
    NextKind.REPEAT: "A repetition",
}


def _merged(reasons: tuple[str, ...]) -> list[str]:
    """Say at once where findings come from: "every finding so far comes from one school and Australia"."""
    places: dict[str, list[str]] = {}
    for reason in reasons:
        who, _, place = reason.partition(_COMES_FROM)
        places.setdefault(who, []).append(place)
    return [f"{who}{_COMES_FROM}{listed(found)}" if any(found) else who for who, found in places.items()]


def next_study(link: LinkInput, assessment: Assessment, pool: Pool | None = None) -> NextStudy:
    """Work out what study would move the answer of a link most, for every link, with findings or without.

    `pool` are the studies behind the pooled answer, with their numbers of people where known; without it they are
    taken from the findings, if pooling these gives the pooled answer again. Suggests; whether a study can be done, or
    ought to be, is for people to judge.
    """
    standing = tuple(finding for finding in link.findings if finding.stands)
    why = {reason.letter: reason for reason in assessment.reasons}
    ahead = outlook(link, pool)
    kind, because = _kind(link, assessment, why, ahead)
    if kind is NextKind.SETTLED:
        return NextStudy(link.id, kind, because, None, None, None, (), (), None, (), (), _unknown(link, why), ahead)
    ranked = _ranked(link, assessment)
    return NextStudy(
        link=link.id,
        kind=kind,
        kind_because=because,
        first=_unread(link),
        design=ranked[0].id if ranked else None,
        comparison=_comparison(link, ranked, why) if ranked else None,
        alternatives=tuple(design.id for design in ranked[1:]),
        place=tuple(_place(standing, why[Letter.D])),
        follow_up=_follow_up(link, standing, why[Letter.D]),
        people=tuple(_people(link, assessment, standing)),
        others=tuple(_others(link, standing, why[Letter.C])),
        unknown=_unknown(link, why),
        outlook=ahead,
    )


def _kind(
    link: LinkInput, assessment: Assessment, why: dict[Letter, Reason], ahead: Outlook | None
) -> tuple[NextKind, str]:
    """Choose the kind by the first rule that holds, and say why."""
    none_stands = not any(finding.stands for finding in link.findings)
    settled = assessment.status in _SETTLED and not any(reason.holds for reason in assessment.reasons)
    only_more = ahead is not None and ahead.only_more_studies
    tried = (
        (NextKind.RECHECK, evidence.is_withdrawn(link.findings), "a re-analysis disputes a result"),
        (NextKind.EXTRACT, none_stands and _unread(link) is not None, ""),
        (NextKind.FIRST, none_stands, "nobody has found anything on it yet"),
        (NextKind.SETTLED, settled, f"it is {rules.STATUSES[assessment.status].label}"),
        (NextKind.COMPARE, why[Letter.B].holds, _told(why[Letter.B])),
        (NextKind.REACH, why[Letter.D].holds, _by_editor(why[Letter.D])),
        (NextKind.EXPLAIN, why[Letter.C].holds, _told(why[Letter.C])),
        (NextKind.MORE, why[Letter.A].holds and only_more, _told(why[Letter.A])),
        (NextKind.ENLARGE, why[Letter.A].holds, _told(why[Letter.A])),
    )
    for kind, holds, because in tried:
        if holds:
            return kind, because
    return NextKind.REPEAT, "none of the four reasons holds, but the answer is not settled"


def _told(reason: Reason) -> str:
    return _by_editor(reason) or reason.explanation


def _by_editor(reason: Reason) -> str:
    """Give an editor's words where these, not the rule, say that the reason holds."""
    return reason.override if reason.holds and not reason.computed else ""


def _unread(link: LinkInput) -> Choice | None:
    unread = sum(study.kind is not StudyKind.REVIEW for study in link.studies)
    if not unread:
        return None
    says = f"take out the findings of {count(unread, 'study', 'studies')} on it that nobody has extracted"
    return Choice("unread", says, "they may answer part of it already")


def _ranked(link: LinkInput, assessment: Assessment) -> list[DesignOption]:
    """Rank the designs: the main guard, all they guard against, data within reach, their place in the table."""
    order = list(next_rules.DESIGNS)
    reach = {design.id for design in assessment.answer.designs}
    main, helpful = _main_guard(link), {Guard.MEASURED}
    if link.stage_to in next_rules.FAR_STAGES:
        helpful.add(Guard.FOLLOW)

    def worth(design: DesignOption) -> tuple[bool, bool, int, bool, int, str]:
        words = next_rules.DESIGNS.get(design.id, _UNRANKED)
        place = order.index(design.id) if design.id in order else len(order)
        return (
            words.rare,
            main not in words.guards,
            -len(words.guards & helpful),
            design.id not in reach,
            place,
            design.id,
        )

    return sorted(link.designs, key=worth)


def _main_guard(link: LinkInput) -> Guard:
    if link.claim is Claim.PREDICTIVE:
        return Guard.FOLLOW
    return next_rules.NEEDS_BY_STAGE.get(link.stage_from, Guard.FOLLOW)


def _comparison(link: LinkInput, ranked: list[DesignOption], why: dict[Letter, Reason]) -> Choice:
    """Tell the best design, and beside one that is for certain programmes only the best of those for others."""
    best = next_rules.DESIGNS.get(ranked[0].id)
    if best is None:
        return Choice("design", f"by the design “{ranked[0].label}”", "")
    guard = _main_guard(link)
    if guard not in best.guards:
        return Choice("design", f"that compares with {best.against}", "")
    told = {best.where: best.against}
    for words in (next_rules.DESIGNS.get(design.id, _UNRANKED) for design in ranked[1:]):
        if best.where and words.where and guard in words.guards:
            told.setdefault(words.where, words.against)
    with_ = " or with ".join(f"{against} ({where})" if len(told) > 1 else against for where, against in told.items())
    unjudged = ", and nobody has judged the risk of bias" if why[Letter.B].holds is None and link.findings else ""
    return Choice("design", f"that compares with {with_}", f"{_GUARD_REASONS[guard]}{unjudged}")


_GUARD_REASONS = {
    Guard.SELECTION: "those who take part may be those who would have done it anyway",
    Guard.TIMING: "other things may have changed at the same time",
    Guard.FOLLOW: "what comes later must be seen to come later",
}


def _place(standing: tuple[Finding, ...], reason: Reason) -> Iterable[Choice]:
    """Read the reason's own words, so that what is wanting is decided in one place."""
    wanting = _wanting(reason)
    if "each at one school" in wanting:
        who = _every(standing, "sites")
        yield Choice("one_school", "at more than one school", f"{who}{_COMES_FROM}one school")
    for country in _only(standing, "country", wanting):
        named = f"the {country}" if country in next_rules.THE else country
        yield Choice("one_country", f"outside {named}", f"{_every(standing, 'country')}{_COMES_FROM}{named}")
    for discipline in _only(standing, "discipline", wanting):
        says = f"in another profession than {discipline}"
        yield Choice("one_discipline", says, f"{_every(standing, 'discipline')}{_COMES_FROM}{discipline}")
    for old in (words for words in wanting if words.startswith("nothing since")):
        yield Choice("old", "with recent graduates", old.replace("nothing", "nothing has been found"))


def _every(standing: tuple[Finding, ...], field: str) -> str:
    if len(standing) == 1:
        return "the only finding"
    unknown = any(getattr(finding, field) is None for finding in standing)
    return "every finding of which it is recorded" if unknown else "every finding so far"


def _wanting(reason: Reason) -> frozenset[str]:
    return frozenset(reason.explanation.split("; ")) if reason.holds and reason.computed else frozenset()


def _only(standing: tuple[Finding, ...], field: str, wanting: frozenset[str]) -> list[str]:
    known = {getattr(finding, field) for finding in standing} - {None, SEVERAL}
    return sorted(value for value in known if f"{value} only" in wanting)


def _follow_up(link: LinkInput, standing: tuple[Finding, ...], reason: Reason) -> Choice | None:
    stage = link.stage_to
    far = stage in next_rules.FAR_STAGES
    says = next_rules.FAR_STAGES.get(stage, next_rules.FOLLOW_UP_ANYWAY)
    if stage in next_rules.YEARS_ASKED or not far:
        says = f"{says} (at least {rules.FOLLOW_UP_YEARS.value:g} years)"
    if "only near outcomes" in _wanting(reason):
        every = _every(standing, "outcome_level")
        return Choice("near", says, f"{every} is of a near outcome, such as what learners say or score")
    if not standing and far:
        return Choice("far_target", says, f"“{link.to_label}” {next_rules.FAR_REASONS[stage]}")
    return None


def _people(link: LinkInput, assessment: Assessment, standing: tuple[Finding, ...]) -> Iterable[Choice]:
    few, found = rules.FEW_COHORTS.value, assessment.cohorts
    if 0 < found.k < few:
        stand = count(found.k, "group of people stands", "groups of people stand")
        unsure = ", perhaps the same people" if found.k > 1 and found.unknown else ""
        because = f"only {stand} behind it, fewer than {few:g}{unsure}"
        yield Choice("new_people", "of people not studied before", because)
    if link.claim is Claim.NO_WORSE and link.smallest_effect is not None and standing:
        yield Choice("margin", "large enough to rule out more harm than agreed", "the claim is that it does no harm")


def _others(link: LinkInput, standing: tuple[Finding, ...], reason: Reason) -> Iterable[Choice]:
    if reason.holds:
        says = "reporting results apart by who took part and where"
        yield Choice("differ", says, _told(reason))
    sized = sum(finding.low is not None for finding in standing)
    if standing and link.pooled is None and sized < len(standing):
        because = _sizes(sized, len(standing))
        yield Choice("no_size", "reporting the size of the effect with its interval", because)


def _sizes(sized: int, findings: int) -> str:
    if findings == 1:
        return "the only finding tells no size with its interval"
    if not sized:
        return f"none of {count(findings, 'finding')} tells a size with its interval, so nothing can be pooled"
    return f"only {sized} of {findings} findings {'tells' if sized == 1 else 'tell'} a size with its interval"


def _unknown(link: LinkInput, why: dict[Letter, Reason]) -> tuple[str, ...]:
    """Say which reasons could not be judged of the findings there are: chosen without them a study may be wrong."""
    if not link.findings:
        return ()
    return tuple(
        f"“{reason.label}” could not be judged: {reason.explanation}" for reason in why.values() if reason.holds is None
    )
