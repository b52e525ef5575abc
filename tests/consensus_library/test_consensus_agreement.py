"""Coefficients of agreement, against R's irr and irrCAC, SciPy and published examples, and their properties."""

import json

import numpy as np
import pytest
from scipy import stats

from cairn.base.errors import InputError
from cairn.consensus.agreement import (
    Weights,
    conger_kappa,
    consensus_of_counts,
    fleiss_kappa,
    fleiss_z,
    gwet,
    icc,
    kendall_w,
    krippendorff_alpha,
    percent_agreement,
    weighted_kappa,
)

N = np.nan
# irr's data `anxiety`: twenty subjects (columns here), three raters.
ANXIETY = np.array([
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
])  # fmt: skip
# Krippendorff 2011, section C: four observers, twelve units; published .743, .815, .849, .797.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
ALPHA = {
    "nominal": 0.743421052631579,
    "ordinal": 0.815387503754881,
    "interval": 0.849107142857143,
    "ratio": 0.797402774711612,
}


@pytest.mark.parametrize("metric", ALPHA)
def test_alpha_is_as_published(metric):
    assert krippendorff_alpha(KRIPPENDORFF, metric) == pytest.approx(ALPHA[metric], abs=1e-12)


def test_kendall_is_that_of_irr_and_friedman():
    found = kendall_w(ANXIETY)
    assert found.w == pytest.approx(0.53965687595437, abs=1e-12)
    assert kendall_w(ANXIETY, ties=False).w == pytest.approx(0.501921470342523, abs=1e-12)
    chi2, p = stats.friedmanchisquare(*ANXIETY.T)
    assert (found.chi2, found.p) == pytest.approx((chi2, p))


def test_kendall_leaves_out_people_or_items_as_told():
    table = ANXIETY.astype(float)
    table[0, 0] = N
    assert kendall_w(table).people == 2
    assert kendall_w(table, incomplete="items").items == 19
    with pytest.raises(InputError, match="judged all"):
        kendall_w([[1, N], [N, 2]])


def test_intraclass_correlations_are_those_of_irr():
    single = icc(ANXIETY)
    assert (single.value, single.low, single.high) == pytest.approx(
        (0.197998259355962, -0.0389106260931603, 0.493573945972123), abs=1e-9
    )
    assert icc(ANXIETY, averaged=True).value == pytest.approx(0.425498753117207, abs=1e-12)


# Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420, tables 2 and 4: six targets, four judges.
SHROUT = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]).T


@pytest.mark.parametrize(
    ("form", "averaged", "published"),
    [
        ("1", False, 0.17),
        ("A", False, 0.29),
        ("C", False, 0.71),
        ("1", True, 0.44),
        ("A", True, 0.62),
        ("C", True, 0.91),
    ],
)
def test_the_six_forms_are_those_of_shrout_and_fleiss(form, averaged, published):
    found = icc(SHROUT, form, averaged=averaged)
    assert found.value == pytest.approx(published, abs=0.005)
    assert found.low < found.value < found.high


# Fleiss 1971, table 1: thirty patients, six psychiatrists, five diagnoses, as counts.
FLEISS = [
    "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006", "10050", "11040", "03300",
    "10050", "02031", "00501", "30012", "51000", "02040", "10203", "00006", "01050", "02013", "20040", "10041", "05010",
    "40002", "02040", "10500", "00006",
]  # fmt: skip


def diagnoses() -> np.ndarray:
    return np.array([[at for at, how in enumerate(row) for _ in range(int(how))] for row in FLEISS]).T


def test_fleiss_is_as_published():
    assert fleiss_kappa(diagnoses()).value == pytest.approx(0.430244520060141, abs=1e-12)
    assert fleiss_z(diagnoses()) == pytest.approx(17.6518305829914, abs=1e-9)
    assert percent_agreement(diagnoses()) == pytest.approx(0.5556, abs=1e-4)


# Gwet's own example in irrCAC (`cac.raw4raters`): twelve units, four raters; published AC1 0.77544, alpha as above.
def test_gwet_is_that_of_irrcac():
    found = gwet(KRIPPENDORFF)
    assert found.value == pytest.approx(0.77544, abs=1e-5)
    assert found.se == pytest.approx(0.14295, abs=1e-5)
    assert found.interval() == pytest.approx((0.46081, 1.0), abs=1e-4)
    assert fleiss_kappa(KRIPPENDORFF).value == pytest.approx(0.76117, abs=1e-5)
    assert fleiss_kappa(KRIPPENDORFF).se == pytest.approx(0.15302, abs=1e-5)


def test_gwet_depends_on_the_values_that_could_be_given():
    assert gwet(KRIPPENDORFF, categories=range(1, 10)).value > gwet(KRIPPENDORFF).value
    with pytest.raises(InputError, match="rating 5 is not on the scale"):
        gwet(KRIPPENDORFF, categories=range(1, 5))


def test_two_people_without_weights_are_cohen():
    one, other = diagnoses()[:2]
    pair = weighted_kappa(one, other, weights="identity")
    assert conger_kappa(np.stack([one, other])) == pytest.approx(pair.value)


# Fleiss, Cohen & Everitt 1969, table 1: kappa 0.429, its standard error 0.054.
def test_cohens_kappa_and_its_error_are_as_published():
    table = np.round(200 * np.array([[0.53, 0.05, 0.02], [0.11, 0.14, 0.05], [0.01, 0.06, 0.03]])).astype(int)
    one, other = (np.repeat(np.indices(table.shape)[side].ravel(), table.ravel()) for side in (0, 1))
    found = weighted_kappa(one, other, weights="identity")
    assert found.value == pytest.approx(0.429, abs=5e-4)
    assert found.se == pytest.approx(0.054, abs=5e-4)


def test_quadratic_kappa_nears_the_intraclass_correlation():
    # Fleiss & Cohen 1973: they differ by a term of one over the number of things.
    rng = np.random.default_rng(3)
    truth = rng.integers(1, 8, 4000)
    one, other = truth + rng.integers(0, 3, 4000), truth + rng.integers(0, 3, 4000)
    assert weighted_kappa(one, other).value == pytest.approx(icc([one, other]).value, abs=1e-3)


COEFFICIENTS = {
    "gwet": lambda table: gwet(table).value,
    "gwet weighted": lambda table: gwet(table, weights=Weights.ORDINAL).value,
    "fleiss": lambda table: fleiss_kappa(table).value,
    "fleiss weighted": lambda table: fleiss_kappa(table, weights=Weights.LINEAR).value,
    "conger": conger_kappa,
    "nominal alpha": lambda table: krippendorff_alpha(table, "nominal"),
    "interval alpha": lambda table: krippendorff_alpha(table, "interval"),
    "kendall": lambda table: kendall_w(table).w,
    "icc": lambda table: icc(table).value,
}


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_wholly_agreeing_is_one_and_order_decides_nothing(name):
    coefficient = COEFFICIENTS[name]
    same = np.tile([1, 2, 3, 4, 5], (4, 1))
    assert coefficient(same) == pytest.approx(1)
    rng = np.random.default_rng(7)
    table = rng.integers(1, 6, (6, 9))
    shuffled = rng.permutation(rng.permutation(table, axis=0), axis=1)
    assert coefficient(shuffled) == pytest.approx(coefficient(table))


@pytest.mark.parametrize("name", [one for one in COEFFICIENTS if one != "kendall"])
def test_ratings_at_random_agree_as_by_chance(name):
    table = np.random.default_rng(9).integers(1, 6, (5, 4000))
    assert COEFFICIENTS[name](table) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("metric", ["ordinal", "interval", "ratio", "circular", "bipolar"])
def test_alpha_knows_its_scale(metric):
    near, far = [[1, 4, 4, 5], [1, 4, 5, 5]], [[1, 4, 1, 5], [1, 4, 5, 5]]
    ends = {"ends": (1, 9)} if metric in ("circular", "bipolar") else {}
    assert krippendorff_alpha(near, metric, **ends) > krippendorff_alpha(far, metric, **ends)
    assert np.isnan(krippendorff_alpha([[2, 2], [2, 2]], metric))


@pytest.mark.parametrize("one", [gwet, fleiss_kappa, krippendorff_alpha, percent_agreement])
def test_nothing_judged_twice_is_refused(one):
    with pytest.raises(InputError, match="judged by two"):
        one([[1, N], [N, 2]])


# Tastle & Wierman 2007: all on one value 1, half at either end 0.
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 10, 0, 0], 1),
        ([5, 0, 0, 0, 5], 0),
        ([2, 2, 2, 2, 2], 0.433985000288462),
        ([1, 2, 3, 8, 6], 0.594640674007141),
    ],
)
def test_consensus_on_one_item(counts, expected):
    assert consensus_of_counts(counts) == pytest.approx(expected, abs=1e-12)
    assert consensus_of_counts(counts[::-1]) == pytest.approx(expected, abs=1e-12)


def test_every_reference_value_of_agreement(benchmarks):
    text = (benchmarks / "consensus" / "ratings_reference.json").read_text(encoding="utf-8")
    known = {one["id"]: one for one in json.loads(text)["records"]}
    order = known["kendall_w_no_ties_siegel_castellan_1988"]
    found, wanted = kendall_w(np.array(order["input"]).T), order["expected"]
    assert (found.w, found.chi2, found.p) == pytest.approx((wanted["W"], wanted["chisq"], wanted["p"]), abs=1e-9)
    people = np.array(known["fleiss_1971_diagnoses_30x6"]["input"]).T
    assert conger_kappa(people) == pytest.approx(0.441808540329333, abs=1e-9)
    for one in known["tastle_wierman_consensus"]["expected"]:
        assert consensus_of_counts(one["counts"]) == pytest.approx(one["cns"], abs=1e-9)
