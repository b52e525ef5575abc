"""What the hub knows about an item of a checklist, as sentences with the place on the report where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import Feedback, ItemState, Mode
from ..models.processes import SMALLEST
from .reading import BY_ITEM, Report
from .words import listed, told


@dataclass(frozen=True)
class Fact:
    """What happened, where it stands, and what the item asks besides that the hub cannot know."""

    text: str
    where: str
    missing: str = ""


Finder = Callable[[Report], Fact | None]


def aim(report: Report) -> Fact:
    return Fact(report.process.purpose, "asked", "the intended audience and the geographical scope")


def background(report: Report) -> Fact:
    return Fact(report.process.purpose, "asked", "the project of which it was a part")


def panel(report: Report) -> Fact:
    groups = listed([f"{one.name} (aimed at {one.target})" for one in report.groups])
    return Fact(
        f"People were sought in these stakeholder groups: {groups}.",
        "groups",
        "further criteria, why this number, and who selected",
    )


def evidence(report: Report) -> Fact | None:
    known = [
        one.number
        for one in report.rounds
        if any((shown.get("evidence") or {}).get("studies") for shown in one.shown.values())
    ]
    if known:
        rounds = listed([str(number) for number in known])
        text = (
            "Beside items about links of the framework panellists saw how many studies had found something, whether "
            f"each was at one school, and how sure one may be (round {rounds})."
        )
        return Fact(text, "rounds", "how the evidence was gathered before")
    return Fact("The hub showed no evidence beside items.", "rounds", "evidence given outside the hub, if any")


def definition(report: Report) -> Fact | None:
    process = report.process
    if not process.consensus_rule:
        return None
    out = f" It was dropped when: {process.exclusion_rule}." if process.exclusion_rule else ""
    fixed = report.protocols[0].fixed_at
    text = f"Consensus was reached when: {process.consensus_rule}.{out} Fixed on {fixed:%d %B %Y}."
    return Fact(text, "protocol", "why it was defined so")


def carried(report: Report) -> Fact | None:
    if not report.process.consensus_rule:
        return None
    back = [one.item.number for one in report.lineage if one.what == "brought back"]
    text = "Items that met the definition of consensus, or of exclusion, were not asked again in later rounds."
    return Fact(text + (f" Brought back: {listed(back)}." if back else ""), "items")


def collected(report: Report) -> Fact:
    rounds = [f"round {one.number}: {one.get_mode_display()}" for one in report.rounds]
    text = f"Each person answered alone, online, by a link of their own or their group's ({'; '.join(rounds)})."
    return Fact(text, "rounds", "meetings held beside, if any")


def anonymity(report: Report) -> Fact:
    text = (
        "Planned in the design. Who was invited and what was answered lie in two stores that nothing joins; the key "
        "to somebody's answers comes from a secret in their link, which the hub keeps nowhere. Panellists, moderators "
        "and those who ran the process could not see who answered what. Results are told of "
        f"{SMALLEST} people or more; reasons were read by moderators first and shown shuffled, without names."
    )
    return Fact(text, "ethics")


def dates(report: Report) -> Fact:
    rounds = [_span(one) for one in report.rounds if one.opened_on and one.closed_on]
    text = f"The protocol was fixed on {report.protocols[0].fixed_at:%d %B %Y}. {_sentence(rounds)}."
    return Fact(text, "rounds", "delays of the analysis, if any: results were worked out as each round closed")


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _span(round_) -> str:
    days = (round_.closed_on - round_.opened_on).days + 1
    length = "1 day" if days == 1 else f"{days} days"
    return f"round {round_.number}: {round_.opened_on:%d %B %Y} to {round_.closed_on:%d %B %Y}, {length}"


def took_part(report: Report) -> Fact:
    parts = [f"{one.name}: {one.total}" for one in report.flow.columns if one.total is not None]
    text = f"{_sentence(parts)}. By group in the table."
    return Fact(text, "flow", "socio-demographics other than the group")


def outcome(report: Report) -> Fact:
    states = {
        ItemState.ACCEPTED: "agreed",
        ItemState.DROPPED: "dropped",
        ItemState.ASKED: "without consensus or not settled",
    }
    standing = [one for one in report.items if one.state != ItemState.REPLACED]
    parts = [f"{sum(one.state == state for one in standing)} {words}" for state, words in states.items()]
    replaced = len(report.items) - len(standing)
    text = f"Of {len(standing)} items, besides {replaced} that others replaced: {listed(parts)}."
    return Fact(f"{text} Each item in numbers under results.", "results")


def lineage(report: Report) -> Fact:
    if not report.lineage:
        return Fact("No item was reworded, merged, split or left out by hand.", "items")
    steps = [_step(one) for one in report.lineage]
    return Fact(" ".join(steps), "items")


def _step(one) -> str:
    before = f" from {listed(one.before)}" if one.before else ""
    return f"{one.item.number}: {one.what}{before}, before round {one.before_round}, because: {one.why}"


def protocol(report: Report) -> Fact:
    first = report.protocols[0]
    later = len(report.protocols) - 1
    text = f"Fixed on {first.fixed_at:%d %B %Y} before the first rating, SHA-256 {first.digest}"
    return Fact(f"{text}; {later} later change{'' if later == 1 else 's'}, each with its reason.", "protocol")


def questionnaire(report: Report) -> Fact:
    process = report.process
    text = f"{len(report.items)} items, at most {process.items_each} a person, one a screen."
    if process.question:
        text += f" Asked: “{process.question}”"
    if any(one.mode == Mode.RATE for one in report.rounds):
        text += (
            f" Scale: {process.scale_low} ({process.label_low}) to {process.scale_high} ({process.label_high}), or "
            "“cannot judge”."
        )
    return Fact(f"{text} A reason could be given with each answer, and none had to be.", "items")


def number_of_rounds(report: Report) -> Fact:
    rated = sum(one.mode in BY_ITEM for one in report.rounds)
    suggested = sum(one.mode == Mode.SUGGEST for one in report.rounds)
    other = len(report.rounds) - rated - suggested
    parts = [(rated, "of rating or voting"), (suggested, "of suggestions"), (other, "of setting priorities")]
    text = listed([f"{number} {words}" for number, words in parts if number])
    left_out = "".join(f" {name} was left out: {why}" for name, why in report.left_out)
    return Fact(f"{len(report.rounds)}: {text}.{left_out}", "rounds")


def illustrated(report: Report) -> Fact:
    return Fact("Drawn as a flow chart, with its table.", "flow")


def method(report: Report) -> Fact:
    return Fact(f"{report.process.get_template_display()}, in {len(report.rounds)} rounds.", "rounds", "why this one")


def feedback(report: Report) -> Fact:
    shown = [f"round {one.number}: {one.get_feedback_display()}" for one in report.rounds if one.mode != Mode.SUGGEST]
    text = f"What people saw of the round before: {'; '.join(shown)}."
    if any(one.feedback != Feedback.NONE for one in report.rounds):
        text += " Shown as the spread of ratings with median, and reasons after moderation; anonymous."
    return Fact(text, "rounds")


def by_group(report: Report) -> Fact:
    told_apart = any(one.feedback == Feedback.GROUPS for one in report.rounds)
    words = "by stakeholder group" if told_apart else "not by stakeholder group"
    return Fact(f"Feedback was given {words}.", "rounds")


def deviations(report: Report) -> Fact:
    found = [f"Version {one.protocol.number}: {one.protocol.why}" for one in report.deviations]
    found += [f"{name} was left out: {why}" for name, why in report.left_out]
    return Fact(" ".join(found) or "The protocol was not changed after it had been fixed.", "protocol")


def honoraria(report: Report) -> Fact | None:
    return Fact(report.process.honoraria, "ethics") if report.process.honoraria else None


def stopping(report: Report) -> Fact | None:
    rule = report.process.stopping_rule
    return Fact(f"The process stops when: {rule}.", "protocol", "why") if rule else None


def recruited(report: Report) -> Fact | None:
    parts = [f"{one.name}: {one.total}" for one in report.flow.columns if one.name in _INVITING]
    return Fact(f"By e-mail. {_sentence(parts)}.", "flow", "how else it was made known") if parts else None


_INVITING = ("invited", "could not be reached", "declined")


def analysis_by_group(report: Report) -> Fact:
    of_groups = "every group" in report.process.consensus_rule
    rule = " The rule of consensus was asked of every group." if of_groups else ""
    return Fact(f"Results are told by stakeholder group where five or more answered.{rule}", "results")


def suggestions(report: Report) -> Fact | None:
    asked = [one.number for one in report.rounds if one.mode == Mode.SUGGEST]
    if not asked:
        return None
    added = told(sum(one.what == "added" for one in report.lineage))
    return Fact(f"Round {listed([str(one) for one in asked])} gathered suggestions; {added} items were added.", "items")


FACTS: dict[str, dict[str, Finder]] = {
    "accord": {
        "I2": aim, "M3": panel, "M4": recruited, "M6": suggestions, "M8": evidence, "M9": method, "M10": questionnaire,
        "M12": definition, "M13": carried, "M14": collected, "M17": feedback, "M18": anonymity, "M20": honoraria,
        "R1": dates, "R2": deviations, "R3": took_part, "R4": outcome, "R5": lineage,
    },
    "delphistar": {
        "7": background, "8": protocol, "10": aim, "14": method, "16": panel, "18": recruited, "19": suggestions,
        "20": questionnaire, "21": number_of_rounds, "23": stopping, "24": feedback, "26": by_group, "27": carried,
        "29": definition, "30": analysis_by_group, "31": illustrated, "32": deviations, "33": took_part, "34": outcome,
    },
}  # fmt: skip
