"""Small-study effects, trim and fill, selection: reference values, made-up bias found, and clear refusals."""

import numpy as np
import pytest

from cairn.base.errors import CairnError, DataError, InputError
from cairn.synthesis import (
    begg,
    egger,
    egger_random,
    fail_safe_n,
    fit,
    pet_peese,
    selection_model,
    trim_and_fill,
)
from synthesis_agreement import Agreement

# The reference refits for trim and fill stop early, at a change of tau² below 1e-5.
COARSE = 1e-3


@pytest.fixture
def suppressed():
    """Return small studies of which only striking ones were published, and large ones; the true effect is 0.1."""
    chance = np.random.default_rng(3)
    v = chance.uniform(0.005, 0.3, 1500)
    y = chance.normal(0.1, np.sqrt(v))
    kept = (y / np.sqrt(v) > 1.96) | (chance.random(1500) < 0.05)
    return y[kept], v[kept]


def test_regressions_on_precision_agree(references, battery):
    agreement = Agreement()
    for name, (_, y, v, answers) in references.items():
        scale, classic, random, both = v.mean(), egger(y, v), egger_random(y, v), pet_peese(y, v)
        asked = answers["egger_lm"]
        got = [classic.slope, classic.se, classic.statistic, classic.p]
        agreement.check((name, "egger"), got, asked["intercept_bias"], scale)
        agreement.check((name, "limit"), [classic.limit, *classic.limit_ci], [asked["limit_est"], *asked["limit_ci"]])
        asked = answers["egger_rma_reml_sei"]
        agreement.check((name, "random"), [random.statistic, random.p], [asked["z"], asked["p"]])
        agreement.check((name, "random limit"), random.limit_ci, asked["limit_ci"], scale)
        for one, key in ((both.pet, "pet"), (both.peese, "peese")):
            agreement.check((name, key), [one.limit, one.slope], answers[key]["b"], scale)
            agreement.check((name, key), [one.limit_se, one.se], answers[key]["se"], scale)
    for case in battery:
        if "egger" in case:
            one = egger(case["y"], case["v"])
            agreement.check(case["id"], [one.statistic, one.p], [case["egger"]["t"], case["egger"]["p"]])
    assert agreement.beyond == []


def test_ranks_and_counts_agree(references):
    agreement = Agreement()
    for name, (_, y, v, answers) in references.items():
        ranks = begg(y, v)
        agreement.check((name, "begg"), [ranks.tau, ranks.p], [answers["begg"]["tau"], answers["begg"]["p"]])
        assert fail_safe_n(y, v) == answers["fsn_rosenthal"]
    assert agreement.beyond == []


def test_trim_and_fill_agrees(references, battery):
    agreement, coarse = Agreement(), Agreement(COARSE)
    for name, (_, y, v, answers) in references.items():
        for method, estimator in (("FE", "L0"), ("FE", "R0"), ("REML", "L0"), ("REML", "R0")):
            one, asked = (
                trim_and_fill(y, v, method=method, estimator=estimator),
                answers[f"trimfill_{method}_{estimator}"],
            )
            assert (one.missing, one.side) == (asked["k0"], asked["side"]), name
            near = agreement if method == "FE" else coarse
            near.check((name, "se of count"), one.missing_se, asked["se_k0"])
            near.check((name, "fit"), [one.fit.estimate, one.fit.se], [asked["b"], asked["se"]], v.mean())
    for case in battery:
        asked = case.get("trimfill_FE_L0")
        if asked:
            one = trim_and_fill(case["y"], case["v"], method="FE")
            assert (one.missing, one.side) == (asked["k0"], asked["side"]), case["id"]
            scale = np.mean(case["v"])
            agreement.check(case["id"], [one.fit.estimate, one.fit.se], [asked["b"], asked["se"]], scale)
    assert agreement.beyond == []
    assert coarse.beyond == []


# Its likelihood is flat near the top, and the reference stopped a little below the top that is found here.
FLAT = "normand1999"


def test_selection_models_agree(references):
    agreement, nearby = Agreement(1e-3), Agreement(2e-3)
    for name, (_, y, v, answers) in references.items():
        asked = answers.get("selmodel_3psm_ML", {})
        if asked.get("se") is None:
            continue
        one = selection_model(y, v)
        assert one.direction == asked["alternative"]
        assert one.lrt >= asked["LRT"] - 1e-6
        held = nearby if name == FLAT else agreement
        got, expected = (one.estimate, one.se, one.tau2, one.delta), ("b", "se", "tau2")
        held.check(name, got, [*(asked[key] for key in expected), asked["delta"][1]], v.mean())
        held.check(name, [one.lrt, one.p], [asked["LRT"], asked["LRTp"]])
    assert agreement.beyond == nearby.beyond == []


def test_made_up_suppression_is_found(suppressed):
    y, v = suppressed
    assert egger(y, v).p < 0.001
    assert begg(y, v).p < 0.001
    filled = trim_and_fill(y, v)
    assert (filled.side, filled.missing > 5) == ("left", True)
    assert filled.fit.estimate < fit(y, v).estimate
    model = selection_model(y, v)
    assert model.p < 0.001
    assert model.delta == pytest.approx(0.05, abs=0.04)
    assert abs(model.estimate - 0.1) < abs(fit(y, v).estimate - 0.1)


def test_turning_the_effects_turns_the_answers(suppressed):
    y, v = suppressed
    there, back = selection_model(y, v), selection_model(-y, v)
    assert back.estimate == pytest.approx(-there.estimate, abs=1e-6)
    assert back.direction == "less"
    left, right = trim_and_fill(y, v), trim_and_fill(-y, v)
    assert (left.missing, left.side, right.side) == (right.missing, "left", "right")
    assert right.fit.estimate == pytest.approx(-left.fit.estimate)


def test_symmetric_studies_need_no_filling():
    y, v = [-0.2, -0.1, 0.0, 0.1, 0.2], [0.2, 0.1, 0.05, 0.1, 0.2]
    one = trim_and_fill(y, v, method="FE", side="left")
    assert one.missing == 0
    assert one.fit.estimate == pytest.approx(0)


@pytest.mark.parametrize("test", [egger, egger_random, begg, pet_peese, trim_and_fill])
def test_too_few_or_equally_precise_studies_are_refused(test):
    with pytest.raises(InputError, match="at least three"):
        test([0.1, 0.2], [0.1, 0.2])
    with pytest.raises(InputError, match="equally precise"):
        test([0.1, 0.2, 0.4], [0.1, 0.1, 0.1])


def test_selection_needs_studies_on_both_sides_of_the_cut():
    with pytest.raises(DataError, match=r"above 0\.025"):
        selection_model([1, 2, 3], [0.01, 0.02, 0.03])
    with pytest.raises(DataError, match="at or below"):
        selection_model([0.01, 0.02, 0.03], [1, 1, 1])


def test_pet_peese_follows_its_rule():
    assert pet_peese([0.5, 0.52, 0.49, 0.55], [0.001, 0.002, 0.01, 0.02]).chosen == "PEESE"
    assert pet_peese([0.1, 0.15, 0.3, 0.9], [0.01, 0.05, 0.1, 0.3]).chosen == "PET"


def test_an_unknown_estimator_is_refused():
    with pytest.raises(CairnError, match="L0, R0"):
        trim_and_fill([0.1, 0.2, 0.3], [0.1, 0.2, 0.3], estimator="Q0")
