"""Which kind of study, as instruments of appraisal distinguish them, a study of the hub is."""

from cairn.synthesis import appraisal as library

from ..models import Study
from ..pooling.effects import DESIGN_CLASSES

#: Kinds by the identifiers of designs. A design that is not listed says nothing: who decided who took part does.
KINDS_OF_DESIGN = {
    "applicant_control": "cohort",
    "cohort_long": "cohort",
    "cross_sectional": "non_randomised",
    "descriptive": "single_group",
    "ecological": "non_randomised",
    "event_did": "non_randomised",
    "matched": "cohort",
    "negative_control": "cohort",
    "prepost": "single_group",
    "qualitative": "qualitative",
    "rct": "randomised",
    "rd": "non_randomised",
    "retro_cohort": "cohort",
    "school_level": "non_randomised",
    "survival": "cohort",
}


def kind_of(study: Study) -> str:
    """The kind of a study by its design; what is known of the allocation decides whether it was randomised."""
    by_design = KINDS_OF_DESIGN.get(study.design_id, "unknown")
    by_allocation = DESIGN_CLASSES.get(study.allocation, "unknown")
    if by_design == "qualitative" or by_allocation == "unknown":
        return by_design
    if "randomised" in (by_design, by_allocation) or by_design == "unknown":
        return by_allocation
    return by_design


def suitable(study: Study) -> tuple[library.Instrument, ...]:
    """The instruments that suit a study, best first."""
    return library.suitable(kind_of(study))


def unsuitable(study: Study) -> tuple[library.Instrument, ...]:
    """The instruments that were not made for a study like this."""
    suited = suitable(study)
    return tuple(one for one in library.INSTRUMENTS.values() if one not in suited)
