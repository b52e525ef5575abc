"""Can a gap be answered now, and if not, what is missing; and what a study of it would take."""

from dataclasses import dataclass

from cairn.gaps import rules
from cairn.gaps.model import DesignOption, LinkInput, MeasureOption
from cairn.gaps.speech import listed
from cairn.gaps.words import Access, End, Feasibility, GapList, Grain

_FINEST_FIRST: list[Grain] = [grain for grain in Grain if grain is not Grain.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Answerability:
    """Which of the two lists a gap is on, what is missing in words, and which filters it passes.

    `designs` are the designs that fit the accessible sources. A filter that turns on an unknown does not pass.
    """

    on_list: GapList
    missing: tuple[str, ...]
    designs: tuple[DesignOption, ...]
    feasible_for: frozenset[Feasibility]


def answerability(link: LinkInput) -> Answerability:
    """Judge whether both ends of the link can be measured with data within reach, and a design fits what they hold.

    What a school did, and with whom, is in its own records: they serve as the link's start, but not for one person
    alone, and never as its outcome.
    """
    missing = [words for end in End if (words := _missing_source(link, end))]
    designs = tuple(design for design in link.designs if _fits(design, link))
    # Without outcome data no design can fit; to say so as well would name one want twice.
    if not designs and (accessible(link, End.TO) or not link.designs):
        missing.append(_missing_design(link))
    on_list = GapList.DATA_NEEDED_FIRST if missing else GapList.ANSWERABLE_NOW
    return Answerability(on_list, tuple(missing), designs, _feasible_for(link, designs, on_list))


def accessible(link: LinkInput, end: End) -> tuple[MeasureOption, ...]:
    """List the sources for one end of the link that anyone can get."""
    return tuple(option for option in _sources(link, end) if option.access in rules.ACCESSIBLE_NOW)


def within_reach(link: LinkInput, end: End) -> tuple[MeasureOption, ...]:
    """List the sources for one end that anyone can get, and for the start what each school holds of itself."""
    reach = rules.WITHIN_REACH if end is End.FROM else rules.ACCESSIBLE_NOW
    return tuple(option for option in _sources(link, end) if option.access in reach)


def _sources(link: LinkInput, end: End) -> tuple[MeasureOption, ...]:
    return tuple(option for option in link.measures if option.end is end)


def _missing_source(link: LinkInput, end: End) -> str:
    label = link.from_label if end is End.FROM else link.to_label
    sources = _sources(link, end)
    if not sources:
        return f"no source we know measures “{label}”"
    if within_reach(link, end):
        return ""
    by_access = {access: [option.name for option in sources if option.access is access] for access in Access}
    held = [f"{listed(names)} ({rules.ACCESS[access].label})" for access, names in by_access.items() if names]
    return f"“{label}” is only in {listed(held)}"


def _fits(design: DesignOption, link: LinkInput) -> bool:
    """Ask for grain of the outcome alone: when a school starts an activity is told of the school."""
    if design.new_data:
        return False
    options = accessible(link, End.TO)
    if design.grain is None:
        return bool(options)
    return any(_as_fine(option.grain, design.grain) for option in options)


def _as_fine(grain: Grain, coarsest: Grain) -> bool:
    return grain is not Grain.UNKNOWN and _FINEST_FIRST.index(grain) <= _FINEST_FIRST.index(coarsest)


def _missing_design(link: LinkInput) -> str:
    if not link.designs:
        return "no design has been matched to it"
    if all(design.new_data for design in link.designs):
        return "every design that fits collects new data"
    return "no design fits the data anyone can get"


def _feasible_for(link: LinkInput, fitting: tuple[DesignOption, ...], on_list: GapList) -> frozenset[Feasibility]:
    passed = set()
    anyone = on_list is GapList.ANSWERABLE_NOW and accessible(link, End.FROM)
    if anyone and any(_for_one_person(design) for design in fitting):
        passed.add(Feasibility.ONE_PERSON)
    schools = [design.schools for design in link.designs]
    if 1 in schools:
        passed.add(Feasibility.SCHOOL_ALONE)
    elif schools and None not in schools:
        passed.add(Feasibility.SEVERAL_SCHOOLS)
    return frozenset(passed)


def _for_one_person(design: DesignOption) -> bool:
    if design.people is None or design.months is None:
        return False
    return design.people <= rules.ONE_PERSON_PEOPLE.value and design.months <= rules.ONE_PERSON_MONTHS.value
