"""Several findings per study: reference values, limits where the model becomes a simpler one, and refusals."""

import numpy as np
import pytest

from cairn.base.errors import InputError
from cairn.synthesis import correlated_effects, fit, three_level
from cairn.synthesis.multilevel import _blocks, _state
from synthesis_agreement import Agreement


@pytest.fixture(scope="module")
def nested():
    """Return made-up effects, variances and studies: 30 studies of one to five findings."""
    chance = np.random.default_rng(2)
    studies = np.repeat(np.arange(30), chance.integers(1, 6, 30))
    v = chance.uniform(0.02, 0.1, studies.size)
    y = 0.3 + chance.normal(0, 0.4, 30)[studies] + chance.normal(0, np.sqrt(v + 0.02))
    return y, v, studies


def test_three_levels_agree(references):
    variances, rest = Agreement(1e-5), Agreement(1e-6)
    for name, (rows, y, v, answers) in references.items():
        if "threelevel_REML" not in answers:
            continue
        asked = answers["threelevel_REML"]
        studies = [row[asked["cluster"]] for row in rows]
        pairs = (
            (three_level(y, v, studies), asked),
            (correlated_effects(y, v, studies, rho=0.6), answers["CHE_rho0.6"]),
        )
        for one, asked in pairs:
            got = [one.sigma2_between, one.sigma2_within]
            variances.check(name, got, [asked["sigma2_between"], asked["sigma2_within"]], v.mean())
            rest.check(name, [one.estimate, one.model.se], [asked["b"], asked["se"]], v.mean())
            rest.check((name, "log likelihood"), one.log_likelihood, asked["logLik"])
            robust = asked["CR2"]
            rest.check((name, "CR2"), [one.robust.se, one.robust.df], [robust["se"], robust["df"]])
            rest.check((name, "CR2 p"), one.robust.p, robust["p"])
            simple = asked.get("CR1_metafor")
            if simple:
                rest.check((name, "CR1"), [one.robust_cr1.se, one.robust_cr1.p], [simple["se"], simple["pval"]])
                rest.check((name, "Q"), one.q, asked["Q"])
    assert variances.beyond == []
    assert rest.beyond == []


def test_one_finding_per_study_is_the_ordinary_model(bcg):
    y, v = bcg
    nested, plain = three_level(y, v, range(13)), fit(y, v)
    assert nested.sigma2_between + nested.sigma2_within == pytest.approx(plain.heterogeneity.tau2, rel=1e-6)
    assert (nested.estimate, nested.model.se) == pytest.approx((plain.estimate, plain.se), rel=1e-6)
    assert nested.log_likelihood == pytest.approx(plain.log_likelihood)


def test_the_peak_is_a_peak(nested):
    y, v, studies = nested
    found = three_level(y, v, studies)
    blocks = _blocks(y, v, studies, 30, 0.0)
    for between in (0.5, 1, 2):
        for within in (0.5, 1, 2):
            theta = np.array([found.sigma2_between * between, found.sigma2_within * within])
            assert _state(blocks, theta).height <= found.log_likelihood + 1e-10


def test_order_does_not_matter(nested):
    y, v, studies = nested
    mixed = np.random.default_rng(1).permutation(y.size)
    there, back = correlated_effects(y, v, studies), correlated_effects(y[mixed], v[mixed], studies[mixed])
    assert back.estimate == pytest.approx(there.estimate)
    assert back.robust.df == pytest.approx(there.robust.df)


def test_repeated_findings_do_not_count_as_new_studies(nested):
    y, v, studies = nested
    twice = three_level(np.tile(y, 2), np.tile(v, 2), np.tile(studies, 2))
    naive, honest = fit(np.tile(y, 2), np.tile(v, 2)), three_level(y, v, studies)
    assert twice.robust.se == pytest.approx(honest.robust.se, rel=0.1)
    assert naive.se < 0.8 * twice.robust.se


def test_no_difference_between_findings_is_a_boundary_not_a_failure():
    one = three_level([0.1, 0.1, 0.1, 0.1], [0.1, 0.2, 0.1, 0.2], ["a", "a", "b", "b"])
    assert (one.sigma2_between, one.sigma2_within) == (0, 0)
    assert one.estimate == pytest.approx(0.1)


def test_what_cannot_be_pooled_is_refused():
    with pytest.raises(InputError, match="one study"):
        three_level([0.1, 0.2], [0.1, 0.1], ["a", "a"])
    with pytest.raises(InputError, match="impossible"):
        correlated_effects([0.1, 0.2], [0.1, 0.1], ["a", "b"], rho=1.0)
