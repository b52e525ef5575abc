"""A small field: two activities, two outcomes, three links, a few studies."""

from types import SimpleNamespace

import pytest

from factories import make_construct, make_design, make_finding, make_link, make_outcome, make_source, make_study


@pytest.fixture
def field(db):
    track = make_construct(id="act_track", name="Rural track")
    clinic = make_construct(id="act_clinic", name="Student-run clinic", stage="input")
    practice = make_outcome(id="out_practice", name="Rural practice")
    health = make_outcome(id="out_health", name="Population health", stage="impact")
    studied = make_link(id="track__practice", source=track, target=practice, basis="source", status="proposed")
    make_source(
        id="register",
        name="Open register",
        constructs=[track, practice, health],
        access_level="open",
        grain_level="individual",
        limits=["self-reported"],
    )
    make_design(
        id="cohort",
        name="Linked cohort",
        use="Follows graduates.",
        threats=["self-selection"],
        compares=True,
        data_grain="individual",
        reach="one_person",
    )
    first = make_study(id="first", cohort_id="jefferson", discipline="medicine", country="United States")
    make_finding(
        id="f_first",
        study=first,
        link=studied,
        direction="positive",
        effect_kind="odds_ratio",
        effect_text="2.10",
        estimate=2.1,
        ci_low=1.4,
        ci_high=3.2,
    )
    make_finding(id="f_null", study=make_study(id="second"), link=studied, direction="null")
    make_study(id="wide", exposures=[track], outcomes=[practice, health], direction="negative", discipline="nursing")
    return SimpleNamespace(
        track=track,
        practice=practice,
        studied=studied,
        bare=make_link(id="clinic__practice", source=clinic, target=practice),
        far=make_link(id="track__health", source=track, target=health, statement="Tracks better people's health."),
    )
