"""Kirkpatrick's levels of outcome as modified by Barr: what a study of education measured. Never a score."""

from typing import Final

from cairn.synthesis.appraisal.instruments import Answers, Domain, Instrument, Option, Overall


def _level(instrument: Instrument, answers: Answers) -> Overall:
    found = instrument.domains[0].option(answers["level"])
    return Overall(found.value, f"Level {found.value}, {found.label[:1].lower()}{found.label[1:]}.")


KIRKPATRICK: Final = Instrument(
    id="kirkpatrick",
    name="Kirkpatrick’s levels, modified by Barr",
    version="Barr 2000, six levels",
    kind="classification",
    citation=(
        "Barr H et al. Evaluations of Interprofessional Education: A United Kingdom Review for Health and Social Care. "
        "London: CAIPE and BERA, 2000"
    ),
    url="https://doi.org/10.1186/1472-6920-14-76",
    suits="any study of education that measured an outcome",
    overall_rule="The level is the answer. Levels are not added, and a higher one is not a better study.",
    checked_against=(
        "Levels as reprinted in BMC Medical Education 2014;14:76, table 1 (the address above leads there: the report "
        "itself was not at hand)."
    ),
    rule=_level,
    note="Tells what was measured, not how well. Best Evidence Medical Education reviews call level 1 participation.",
    domains=(
        Domain(
            "level",
            "Level of outcome",
            (
                Option("1", "Reaction", None),
                Option("2a", "Modification of attitudes or perceptions", None),
                Option("2b", "Acquisition of knowledge or skills", None),
                Option("3", "Change in behaviour", None),
                Option("4a", "Change in organisational practice", None),
                Option("4b", "Benefits to patients or clients", None),
            ),
            guidance=(
                "The highest level that was measured. The levels were not written for where graduates come to work: "
                "say why you place it where you do."
            ),
        ),
    ),
)
