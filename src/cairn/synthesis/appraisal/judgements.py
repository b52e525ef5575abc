"""Instruments that judge risk of bias in words: RoB 2 and ROBINS-I. Domain names and answers as published."""

from collections.abc import Sequence
from typing import Final

from cairn.synthesis.appraisal.instruments import Answers, Domain, Instrument, Option, Overall

_ROB2 = (
    Option("low", "Low risk of bias"),
    Option("some concerns", "Some concerns"),
    Option("high", "High risk of bias"),
)
_ROBINS = (
    Option("low", "Low risk of bias"),
    Option("moderate", "Moderate risk of bias"),
    Option("serious", "Serious risk of bias"),
    Option("critical", "Critical risk of bias"),
    Option("no information", "No information"),
)


def _rob2(instrument: Instrument, answers: Answers) -> Overall:
    """Sterne et al., 2019: the worst domain. High for several domains of some concern is a judgement, never forced."""
    high, some = _named(instrument, answers, "high"), _named(instrument, answers, "some concerns")
    if high:
        return Overall("high", f"High risk in {_listed(high)}.")
    if some:
        return _perhaps_worse("some concerns", f"Some concerns in {_listed(some)}, high risk in none.", some, "high")
    return Overall("low", "Low risk in every domain.")


def _robins_i(instrument: Instrument, answers: Answers) -> Overall:
    """Sterne et al., 2016: the worst domain; no information where some domain lacks it and none is at serious risk.

    Whether a domain without information is a key one, the authors leave to people. That several serious (or moderate)
    risks may add up to a critical (or serious) one is from their detailed guidance.
    """
    critical, serious = _named(instrument, answers, "critical"), _named(instrument, answers, "serious")
    if critical:
        return Overall("critical", f"Critical risk in {_listed(critical)}.")
    if serious:
        return _perhaps_worse("serious", f"Serious risk in {_listed(serious)}, worse in none.", serious, "critical")
    unknown, moderate = _named(instrument, answers, "no information"), _named(instrument, answers, "moderate")
    if len(unknown) == len(instrument.domains):
        return Overall("no information", "No information on any domain.")
    known = Overall("low", "Low risk in every domain: comparable to a well-performed randomised trial.")
    if moderate:
        known = _perhaps_worse("moderate", f"Moderate risk in {_listed(moderate)}, worse in none.", moderate, "serious")
    return _unless_key(unknown, known) if unknown else known


def _unless_key(unknown: Sequence[str], known: Overall) -> Overall:
    """Leave it to people whether domains without information are key ones, or the others decide."""
    could = (known.value, *known.person_may_say)
    others = " or ".join(could)
    because = f"No information on {_listed(unknown)}. Without it the whole would be {others}: people judge."
    return Overall("no information", because, person_may_say=could)


def _perhaps_worse(value: str, because: str, found: Sequence[str], worse: str) -> Overall:
    """Leave it to people whether several domains together are worse than each."""
    if len(found) < 2:
        return Overall(value, because)
    return Overall(value, f"{because} Together they may be judged {worse}.", person_may_say=(worse,))


def _named(instrument: Instrument, answers: Answers, value: str) -> list[str]:
    return [one.name for one in instrument.domains if answers[one.id] == value]


def _listed(names: Sequence[str]) -> str:
    return "; ".join(name[:1].lower() + name[1:] for name in names)


ROB2: Final = Instrument(
    id="rob2",
    name="RoB 2",
    version="22 August 2019",
    kind="judgement",
    citation=(
        "Sterne JAC et al. RoB 2: a revised tool for assessing risk of bias in randomised trials. BMJ 2019;366:l4898"
    ),
    url="https://doi.org/10.1136/bmj.l4898",
    suits="studies that allocate at random",
    overall_rule=(
        "The worst domain. Where several domains raise some concerns and together lower confidence much, people may "
        "judge the whole high."
    ),
    checked_against="Domains and answers in the R package robvis; the overall rule in several reprints of its table.",
    rule=_rob2,
    note=(
        "Judged for one result. Its signalling questions are not free to copy: they stand on the tool’s own form at "
        "riskofbias.info."
    ),
    domains=(
        Domain(
            "randomisation",
            "Bias arising from the randomisation process",
            _ROB2,
            guidance="Was the order of allocation random and hidden until people were in? Do the groups look alike?",
        ),
        Domain(
            "deviations",
            "Bias due to deviations from intended interventions",
            _ROB2,
            guidance="Did people get what they were meant to, and were they analysed where they had been allocated?",
        ),
        Domain(
            "missing",
            "Bias due to missing outcome data",
            _ROB2,
            guidance="Of whom is the outcome not known, and could that depend on the outcome itself?",
        ),
        Domain(
            "measurement",
            "Bias in measurement of the outcome",
            _ROB2,
            guidance="Was the outcome counted alike in all groups, by people who did not know who was in which?",
        ),
        Domain(
            "reporting",
            "Bias in selection of the reported result",
            _ROB2,
            guidance="Was this result planned beforehand, or chosen from several outcomes, times or analyses?",
        ),
    ),
)

ROBINS_I: Final = Instrument(
    id="robins_i",
    name="ROBINS-I",
    version="1 August 2016; a second version is still a draft",
    kind="judgement",
    citation=(
        "Sterne JAC et al. ROBINS-I: a tool for assessing risk of bias in non-randomised studies of interventions. "
        "BMJ 2016;355:i4919"
    ),
    url="https://doi.org/10.1136/bmj.i4919",
    suits="comparisons of groups that were not allocated at random",
    overall_rule=(
        "The worst domain. No information where a key domain lacks it and none is at serious or critical risk, which "
        "people judge. Several serious (or moderate) domains may be judged critical (or serious) together."
    ),
    checked_against=(
        "Domains in the R package robvis and published tables; answers and overall rule in a transcript of the form of "
        "August 2016. That risks may add up stands in the detailed guidance, which was not read again."
    ),
    rule=_robins_i,
    note=(
        "Judged for one result against a trial one would like to have done. Write down beforehand which confounders "
        "matter: for programmes people choose, above all where they come from and what they wanted before. Its "
        "signalling questions are not free to copy: they stand on the tool’s own form at riskofbias.info."
    ),
    domains=(
        Domain(
            "confounding",
            "Bias due to confounding",
            _ROBINS,
            guidance="Could what led people into the programme also explain the outcome, as rural origin may?",
        ),
        Domain(
            "selection",
            "Bias in selection of participants into the study",
            _ROBINS,
            guidance="Did getting into the study depend on what happened after the programme began, or on the outcome?",
        ),
        Domain(
            "classification",
            "Bias in classification of interventions",
            _ROBINS,
            guidance="Was it written down at the time who took part, or could knowing the outcome have changed it?",
        ),
        Domain(
            "deviations",
            "Bias due to deviations from intended interventions",
            _ROBINS,
            guidance="Did the groups differ in anything else that was done to them, or did many leave the programme?",
        ),
        Domain(
            "missing",
            "Bias due to missing data",
            _ROBINS,
            guidance="Of how many in each group is outcome, exposure or a confounder not known, and why?",
        ),
        Domain(
            "measurement",
            "Bias in measurement of outcomes",
            _ROBINS,
            guidance="Was the outcome counted alike for all, by records or people who did not know who took part?",
        ),
        Domain(
            "reporting",
            "Bias in selection of the reported result",
            _ROBINS,
            guidance="Was this result chosen from several outcomes, groups or analyses because of what it says?",
        ),
    ),
)
