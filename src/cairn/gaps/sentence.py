"""One plain sentence per gap, told from its own data: nothing is said that the link does not hold."""

from statistics import median

from cairn.gaps import evidence, rules
from cairn.gaps.answerable import Answerability, within_reach
from cairn.gaps.model import AsOf, Finding, LinkInput
from cairn.gaps.speech import count, listed
from cairn.gaps.words import Claim, End, GapList, StudyKind


def sentence(link: LinkInput, answer: Answerability, as_of: AsOf) -> str:
    """Explain a gap: what was found, what could measure it, which design, who cares, who is on it."""
    parts = (_found(link), _not_extracted(link), _measured(link, answer), _designed(answer), _asked(link, as_of))
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


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
    return ", ".join(filter(None, parts))


def _counted(standing: list[Finding]) -> str:
    cohorts = evidence.cohorts(standing)
    studies = len({finding.study for finding in standing})
    if cohorts.unknown:
        return f"{count(studies, 'study', 'studies')} (independence unknown)" if studies > 1 else "one study"
    same = "" if cohorts.k == studies else f" on {count(cohorts.k, 'cohort')}"
    return f"{count(studies, 'study', 'studies')}{same}"


def _directions(link: LinkInput) -> str:
    tally = evidence.tally(link)
    counted = {
        "for it": tally.agree,
        "against it": tally.against,
        "no effect": tally.null,
        "both ways": tally.mixed,
        "unclear": tally.unclear,
    }
    said = {words: number for words, number in counted.items() if number}
    if len(said) == 1:
        words, number = said.popitem()
        return {1: words, 2: f"both {words}"}.get(number, f"all {words}")
    return ", ".join(f"{number} {words}" for words, number in said.items())


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
    if answer.on_list is GapList.DATA_NEEDED_FIRST:
        return "; ".join(answer.missing)
    names = [option.name for end in (End.TO, End.FROM) for option in within_reach(link, end)]
    return f"{listed(dict.fromkeys(names))} could measure it"


def _designed(answer: Answerability) -> str:
    """Name the design where there is but one: whether any suits the question is not judged, so none is put forward."""
    if answer.on_list is GapList.DATA_NEEDED_FIRST:
        return ""
    if len(answer.designs) > 1:
        many = count(len(answer.designs), "design")
        return f"{many} could use these data; which one suits the question is not judged"
    only = answer.designs[0]
    needs = f" (at least {count(only.schools, 'school')})" if only.schools else ""
    return f"one design could use these data: {only.label}{needs}"


def _asked(link: LinkInput, as_of: AsOf) -> str:
    flags = link.flags
    parts = [_rated(link, as_of)]
    parts.append(f"claimed by {listed(flags.claimed_by)}" if flags.claimed_by else "nobody has claimed it")
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
        return "no group has rated how much it matters"
    middle = median(medians)
    groups = sum(value >= middle for value in medians)
    return f"rated {middle:g} of {rules.RATING_MAX.value:g} or more by {groups} of {count(len(medians), 'group')}"
