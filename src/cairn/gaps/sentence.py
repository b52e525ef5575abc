"""One plain sentence per gap, told from its own data: nothing is said that the link does not hold."""

from collections.abc import Iterable
from statistics import median

from cairn.gaps import evidence, rules
from cairn.gaps.answerable import Answerability, accessible
from cairn.gaps.model import AsOf, Finding, LinkInput
from cairn.gaps.words import Claim, End, GapList, StudyKind

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence(link: LinkInput, answer: Answerability, as_of: AsOf) -> str:
    """Explain a gap: what was found, what could measure it, which design, who cares, who is on it."""
    parts = (_found(link), _not_extracted(link), _measured(link, answer), _designed(answer), _asked(link, as_of))
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def count(number: int, thing: str, things: str = "") -> str:
    """Say a number of things in words: "one study", "12 studies"."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {thing if number == 1 else things or thing + 's'}"


def _found(link: LinkInput) -> str:
    standing = [finding for finding in link.findings if finding.stands]
    if not link.findings:
        return "no study yet" if not link.studies else "no finding extracted yet"
    if not standing:
        return "the only findings were withdrawn by a later analysis"
    parts = [_counted(standing)]
    if {finding.sites for finding in standing} == {1}:
        parts.append("each at one school" if len(standing) > 1 else "at one school")
    parts.append(_directions(link))
    if link.pooled is not None and link.pooled.certainty is not None:
        parts.append(rules.CERTAINTIES[link.pooled.certainty].label)
    if evidence.is_withdrawn(link.findings):
        parts.append("one result disputed by a later analysis")
    if link.claim is Claim.PREDICTIVE:
        parts.append("an association, nothing to act on")
    return ", ".join(parts)


def _counted(standing: list[Finding]) -> str:
    cohorts = evidence.cohorts(standing)
    studies = len({finding.study for finding in standing})
    if cohorts.unknown:
        return f"{count(studies, 'study', 'studies')} (independence unknown)" if studies > 1 else "one study"
    same = "" if cohorts.k == studies else f" on {count(cohorts.k, 'cohort')}"
    return f"{count(studies, 'study', 'studies')}{same}"


def _directions(link: LinkInput) -> str:
    tally = evidence.tally(link)
    numbers = (
        (tally.agree, "for"),
        (tally.against, "against"),
        (tally.null, "no effect"),
        (tally.mixed, "both ways"),
        (tally.unclear, "unclear"),
    )
    return ", ".join(f"{number} {word}" for number, word in numbers if number)


def _not_extracted(link: LinkInput) -> str:
    unread = sum(study.kind is not StudyKind.REVIEW for study in link.studies)
    reviews = len(link.studies) - unread
    parts = []
    if unread:
        more = "more " if link.findings else ""
        parts.append(f"{count(unread, f'{more}study looks', f'{more}studies look')} at it, not extracted")
    if reviews:
        parts.append(f"{count(reviews, 'review')}")
    return "; ".join(parts)


def _measured(link: LinkInput, answer: Answerability) -> str:
    names = [option.name for option in (*accessible(link, End.TO), *accessible(link, End.FROM))]
    can = f"{_listed(dict.fromkeys(names))} could measure it" if answer.on_list is GapList.ANSWERABLE_NOW else ""
    return can or "; ".join(answer.missing)


def _designed(answer: Answerability) -> str:
    if answer.on_list is not GapList.ANSWERABLE_NOW:
        return ""
    smallest = min(answer.designs, key=lambda design: (design.schools is None, design.schools or 0))
    needs = f" with about {count(smallest.schools, 'school')}" if smallest.schools else ""
    return f"{smallest.label}{needs} could test it"


def _asked(link: LinkInput, as_of: AsOf) -> str:
    flags = link.flags
    parts = [_rated(link, as_of)]
    parts.append(f"claimed by {_listed(flags.claimed_by)}" if flags.claimed_by else "nobody has claimed it")
    if flags.known_grants:
        parts.append(f"{count(flags.known_grants, 'known grant')}")
    if flags.running_studies:
        parts.append(f"{count(flags.running_studies, 'study', 'studies')} running")
    return "; ".join(parts)


def _rated(link: LinkInput, as_of: AsOf) -> str:
    if as_of.provisional:
        return "nobody has been asked how much it matters"
    medians = [median(values) for values in link.ratings.importance.values()]
    if not medians:
        return "asked, but not rated"
    middle = median(medians)
    groups = sum(value >= middle for value in medians)
    return f"rated {middle:g} of 9 or more by {count(groups, 'group')} of {count(len(medians), '').strip()}"


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
