"""Pooling agrees with reference values of metafor, on real datasets and on generated edge cases."""

import pytest

from cairn.synthesis import METHODS, fit, indicators, influence, leave_one_out, meta_regression, subgroups
from synthesis_agreement import Agreement

PREDICTIONS = {
    "z": ("wald", "z"),
    "knha_t_km1": ("kh", "t"),
    "z_riley_t_km2": ("wald", "riley"),
    "knha_riley_t_km2": ("kh", "riley"),
}


def check_fit(agreement, where, one, reference, scale):
    p, interval = reference.get("pval", reference.get("p")), reference.get("ci")
    agreement.check((where, "estimate"), one.estimate, reference.get("b"), scale)
    agreement.check((where, "se"), one.se, reference["se"], scale)
    agreement.check((where, "p"), one.p, p)
    agreement.check((where, "ci"), one.ci, interval or [reference.get("ci_lb"), reference.get("ci_ub")], scale)


def check_heterogeneity(agreement, where, one, reference, scale):
    agreement.check((where, "tau2"), one.heterogeneity.tau2, reference["tau2"], scale)
    agreement.check((where, "H2"), one.heterogeneity.h2, reference["H2"])
    # I² is a percentage: its own scale, not that of the sampling variances.
    agreement.check((where, "I2"), one.heterogeneity.i2, reference["I2"], 1)
    agreement.check((where, "se of tau2"), one.heterogeneity.tau2_se, reference.get("se_tau2"), scale)


@pytest.mark.parametrize("method", METHODS)
def test_every_edge_case_agrees(battery, method):
    agreement = Agreement()
    for case in battery:
        y, v, name, reference = case["y"], case["v"], case["id"], case.get(method)
        scale = sum(v) / len(v)
        if reference is None:
            continue
        one = fit(y, v, method=method)
        check_fit(agreement, name, one, reference, scale)
        if method == "FE":
            agreement.check((name, "Q"), one.heterogeneity.q, reference["Q"])
            # Below the smallest normal number a probability is nought.
            agreement.check((name, "Q p"), one.heterogeneity.q_p, reference["Qp"], 1e-300)
            continue
        check_heterogeneity(agreement, name, one, reference, scale)
        if "knha" in reference:
            check_fit(agreement, (name, "kh"), fit(y, v, method=method, ci="kh"), reference["knha"], scale)
            hartung = fit(y, v, method=method, ci="kh").prediction
            agreement.check((name, "t"), hartung, reference["knha"]["pi_t_km1"], scale)
            riley = fit(y, v, method=method, prediction="riley").prediction
            agreement.check((name, "riley"), riley, reference["pi_wald_t_km2"], scale)
        agreement.check((name, "profile"), one.heterogeneity.tau2_ci, case["qprofile"]["tau2"], scale)
        agreement.check((name, "profile I2"), one.heterogeneity.i2_ci, case["qprofile"]["I2"], 1)
    assert agreement.compared > 1000 or method in ("HS", "FE")
    assert agreement.beyond == []


@pytest.mark.parametrize("method", METHODS)
def test_every_real_dataset_agrees(references, method):
    agreement = Agreement()
    for name, (_, y, v, answers) in references.items():
        reference, scale = answers[method], v.mean()
        one = fit(y, v, method=method)
        check_fit(agreement, name, one, reference.get("wald", reference), scale)
        agreement.check((name, "log likelihood"), one.log_likelihood, reference["logLik"], 1)
        if method == "FE":
            agreement.check((name, "I2 from Q"), one.heterogeneity.i2_q, reference["I2"], 1)
            continue
        check_heterogeneity(agreement, name, one, reference, scale)
        for key, ci in {"knha": "kh", "knha_adhoc": "kh-adhoc"}.items():
            if key in reference:
                check_fit(agreement, (name, ci), fit(y, v, method=method, ci=ci), reference[key], scale)
        for key, expected in reference.get("pi", {}).items():
            ci, prediction = PREDICTIONS[key]
            got = fit(y, v, method=method, ci=ci, prediction=prediction).prediction
            agreement.check((name, key), got, expected, scale)
    assert agreement.beyond == []


def test_leaving_one_out_and_influence_agree(references):
    agreement = Agreement()
    for name, (_, y, v, answers) in references.items():
        scale, fits, moved = v.mean(), leave_one_out(y, v), influence(y, v)
        reference = answers["leave1out_REML"]
        agreement.check((name, "estimate"), [one.estimate for one in fits], reference["estimate"], scale)
        agreement.check((name, "se"), [one.se for one in fits], reference["se"], scale)
        agreement.check((name, "tau2"), [one.heterogeneity.tau2 for one in fits], reference["tau2"], scale)
        agreement.check((name, "Q"), [one.heterogeneity.q for one in fits], reference["Q"])
        for key in ("rstudent", "cook", "hat", "dffits"):
            agreement.check((name, key), [getattr(one, key) for one in moved], answers["influence_REML"][key], scale)
    assert agreement.beyond == []


def check_regression(agreement, where, one, reference, scale):
    coefficients = one.coefficients
    agreement.check((where, "b"), [each.estimate for each in coefficients], reference["b"], scale)
    agreement.check((where, "se"), [each.se for each in coefficients], reference["se"], scale)
    agreement.check((where, "p"), [each.p for each in coefficients], reference["pval"])
    agreement.check((where, "tau2"), one.heterogeneity.tau2, reference["tau2"], scale)
    agreement.check((where, "QE"), one.heterogeneity.q, reference["QE"])
    agreement.check((where, "QM"), one.test, reference["QM"])
    agreement.check((where, "I2"), one.heterogeneity.i2, reference["I2"], 1)
    # The difference of two estimates of tau², each exact to eight digits.
    agreement.check((where, "R2"), one.r2, reference["R2"], 10)


def test_meta_regressions_and_subgroups_agree(references):
    agreement = Agreement()
    for name, (rows, y, v, answers) in references.items():
        if "metareg" in answers:
            asked = answers["metareg"]
            moderators = asked["formula"].strip("~").split(" + ")
            used = [number - 1 for number in asked["rows"]]
            columns = {one: [float(rows[place][one]) for place in used] for one in moderators}
            for key, method, ci in (("REML_z", "REML", "wald"), ("REML_knha", "REML", "kh"), ("DL_z", "DL", "wald")):
                got = meta_regression(y[used], v[used], columns, method=method, ci=ci)
                check_regression(agreement, (name, key), got, asked[key], v.mean())
        if "subgroup" in answers:
            asked = answers["subgroup"]
            by = [row[asked["by"]] for row in rows]
            apart = subgroups(y, v, by)
            for group, reference in asked["groups"].items():
                check_fit(agreement, (name, group), apart.groups[group], reference, v.mean())
            agreement.check((name, "Q between"), apart.q_between, asked["Q_between_separate_tau2"])
            together = meta_regression(y, v, indicators(by, asked["by"]))
            check_regression(agreement, (name, "common tau2"), together, asked["common_tau2_metareg"], v.mean())
    assert agreement.beyond == []
