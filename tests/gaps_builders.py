"""Links and findings for the tests of `cairn.gaps`, plain unless told otherwise, and strategies that draw them."""

from hypothesis import settings
from hypothesis import strategies as st

from cairn.gaps import (
    Access,
    AsOf,
    Bias,
    Claim,
    CriterionName,
    Decision,
    DesignOption,
    Direction,
    End,
    Finding,
    Grain,
    LinkInput,
    MeasureOption,
    Pooled,
    StudyKind,
    StudyLevel,
)

# A deadline would measure how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

NOBODY_ASKED = AsOf(year=2026)
ASKED = AsOf(year=2026, groups_heard=frozenset({"community", "schools", "students"}))

OPEN_TO = MeasureOption("nppes", "NPPES", End.TO, Access.OPEN, Grain.INDIVIDUAL)
OPEN_FROM = MeasureOption("register", "programme register", End.FROM, Access.OPEN, Grain.SCHOOL)


def make_link(id_="l", **fields):
    given = {
        "id": id_,
        "statement": "Rural tracks lead to rural practice.",
        "claim": Claim.INCREASE,
        "from_label": "rural tracks",
        "to_label": "rural practice",
        "stage_from": "activity",
        "stage_to": "medium_term_outcome",
    }
    return LinkInput(**(given | fields))


def make_finding(number=1, direction=Direction.POSITIVE, **fields):
    return Finding(**({"id": f"f{number}", "study": f"s{number}", "direction": direction} | fields))


def make_findings(*directions, **fields):
    return tuple(make_finding(number, direction, **fields) for number, direction in enumerate(directions, start=1))


def measured(*effects, **fields):
    """Make one finding a cohort from (estimate, low, high)."""
    return tuple(
        make_finding(n, Direction.POSITIVE, cohort=f"c{n}", estimate=e, low=low, high=high, **fields)
        for n, (e, low, high) in enumerate(effects, start=1)
    )


def three_for(**fields):
    return make_findings(*[Direction.POSITIVE] * 3, **fields)


effects = st.floats(-5, 5, allow_nan=False).map(lambda x: round(x, 3))
biases = st.sampled_from([None, *Bias])


@st.composite
def findings(draw, number=1, cohorts=("c1", "c2", "c3", None)):
    interval = {}
    if draw(st.booleans()):
        low, estimate, high = sorted(draw(st.lists(effects, min_size=3, max_size=3)))
        interval = {"estimate": estimate, "low": low, "high": high}
    return make_finding(
        number,
        draw(st.sampled_from(Direction)),
        cohort=draw(st.sampled_from(cohorts)),
        bias=draw(biases),
        withdrawn_by=draw(st.sampled_from([None, None, None, "later"])),
        **interval,
    )


@st.composite
def pooled(draw):
    low, estimate, high = sorted(draw(st.lists(effects, min_size=3, max_size=3)))
    return Pooled(estimate, low, high, k=draw(st.integers(1, 9)))


@st.composite
def links(draw, id_="l", max_findings=6):
    number = draw(st.integers(0, max_findings))
    actors = draw(st.integers(0, 4))
    return make_link(
        id_,
        claim=draw(st.sampled_from(Claim)),
        findings=tuple(draw(findings(n)) for n in range(1, number + 1)),
        studies=tuple(StudyLevel(f"u{n}", draw(st.sampled_from(StudyKind))) for n in range(draw(st.integers(0, 3)))),
        pooled=draw(st.none() | pooled()) if number else None,
        measures=draw(st.sampled_from([(), (OPEN_TO,), (OPEN_TO, OPEN_FROM)])),
        designs=draw(st.sampled_from([(), (DesignOption("did", "difference-in-differences"),)])),
        decisions=tuple(Decision(f"q{n}", f"actor {n}") for n in range(actors)),
    )


def weights():
    """Draw weights, some of them 0, not all."""
    one = st.sampled_from([0.0, 0.5, 1.0, 3.0]) | st.floats(0.01, 100)
    all_four = st.tuples(*[one] * 4).filter(any)
    return all_four.map(lambda values: dict(zip(CriterionName, values, strict=True)))
