"""The parts of a process that are kept as data: its stakeholder groups and its rounds."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError

from .models.processes import SMALLEST, Feedback, Mode, Process, Rates

RECRUIT = 10
"""How many of a group to recruit unless said otherwise: twice the least number that is told, for people drop out."""

#: Marks a wider group where a group's code could stand.
WIDER = "wider "


@dataclass(frozen=True)
class Group:
    """A stakeholder group. Where too few of it answer, it is told together with the others of the same `wider` one."""

    code: str
    name: str
    wider: str
    target: int = RECRUIT


@dataclass(frozen=True)
class Step:
    """A round as the protocol plans it. Where it has a question or names of the scale's ends, they replace those of the
    process. `rates` names the criterion of the roadmap that ratings of links in it are.
    """

    title: str
    mode: str
    feedback: str = Feedback.NONE
    part: str = ""
    live: bool = False
    question: str = ""
    low: str = ""
    high: str = ""
    rates: str = Rates.NOTHING


@dataclass(frozen=True)
class Gather:
    """Of what first items are made, in which part: `constructs` of some stages, or `links`; where a `version` of the
    framework is named, of those that lived in it.
    """

    what: str
    part: str = ""
    stages: tuple[str, ...] = ()
    version: str = ""


def groups_of(process: Process) -> list[Group]:
    return [Group(**one) for one in process.groups]


def steps_of(process: Process) -> list[Step]:
    return [Step(**one) for one in process.steps]


def as_data(parts: list[Group] | list[Step]) -> list[dict]:
    return [asdict(part) for part in parts]


def check_groups(groups: list) -> None:
    """Raise ValidationError where the groups cannot be read, two have one code, or one is aimed at too few people."""
    read = _read(Group, groups, "groups")
    codes = [one.code for one in read]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValidationError({"groups": f"Two groups have the code {twice[0]}: give each its own."})
    for one in read:
        if not (one.code and one.name and one.wider):
            raise ValidationError({"groups": "Each group needs a code, a name and the wider group it joins if small."})
        if not isinstance(one.target, int) or one.target < SMALLEST:
            raise ValidationError({"groups": f"{one.name}: aim at {SMALLEST} people or more; {RECRUIT} is better."})


def check_steps(steps: list) -> None:
    """Raise ValidationError where the rounds cannot be read or one has a mode or feedback that there is not."""
    for one in _read(Step, steps, "steps"):
        if not one.title:
            raise ValidationError({"steps": "Each round needs a title."})
        if one.mode not in Mode.values:
            raise ValidationError({"steps": f"{one.title}: there is no way to answer called {one.mode}."})
        if one.feedback not in Feedback.values:
            raise ValidationError({"steps": f"{one.title}: there is no feedback called {one.feedback}."})
        if one.rates not in Rates.values:
            raise ValidationError({"steps": f"{one.title}: there is no criterion called {one.rates}."})


def check_gathers(gathers: list) -> None:
    """Raise ValidationError where it cannot be read of what items are to be made."""
    for one in _read(Gather, gathers, "gathers"):
        if one.what not in ("constructs", "links"):
            raise ValidationError({"gathers": f"Items are made of constructs or of links, not of {one.what}."})


def _read(form: type, rows: list, field: str) -> list:
    try:
        return [form(**row) for row in rows]
    except TypeError as error:
        raise ValidationError({field: f"Cannot be read: {error}."}) from error
