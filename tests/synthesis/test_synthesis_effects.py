"""Effects from raw numbers: reference values, published examples, and refusals."""

import json

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cairn.base.errors import DataError, InputError
from cairn.synthesis import MEASURES, cells, convert, effects, mantel_haenszel, mean_and_sd, needs, peto
from cairn.synthesis.conversions import (
    TARGETS,
    asin_pair,
    from_double_arcsine,
    from_fisher_z,
    from_interval,
    from_logit,
    table_from_chi2,
    table_from_odds_ratio,
    table_from_phi,
)
from synthesis_agreement import Agreement

COUNTS = st.integers(0, 60)


def computed(case):
    """Return what we compute for a reference case, in the order of its expected values."""
    given_, kind = dict(case["inputs"]), case["fun"]
    if kind == "escalc":
        found = effects(case["measure"], **given_)
        return [found.yi[0], found.vi[0]], [case["expected"][key] for key in ("yi", "vi")]
    if case["tool"] == "esc":
        found = convert(given_.pop("es.type"), **given_)
        return [found.yi[0], found.vi[0]], [case["expected"][key] for key in ("es", "var")]
    if kind == "conv.fivenum":
        names = {"min": "minimum", "max": "maximum"}
        found = mean_and_sd(given_.pop("n"), **{names.get(name, name): value for name, value in given_.items()})
        return [found.mean, found.sd], list(case["expected"].values())
    if kind == "conv.wald":
        triples = zip(given_["out"], given_["ci_lb"], given_["ci_ub"], strict=True)
        pairs = [from_interval(estimate, (low, high), ratio=True) for estimate, low, high in triples]
        return [list(column) for column in zip(*pairs, strict=True)], list(case["expected"].values())
    if kind == "conv.2x2":
        found = table_from_odds_ratio(*(given_[name] for name in ("ori", "ni", "n1i", "n2i")))
        return list(found), list(case["expected"].values())
    back = {"transf.ztor": from_fisher_z, "transf.ilogit": from_logit, "transf.ipft": from_double_arcsine}[kind]
    return [back(*given_.values())], [case["expected"]["value"]]


def test_every_conversion_agrees(benchmarks):
    cases = json.loads((benchmarks / "synthesis" / "effectsizes.json").read_text())["cases"]
    agreement = Agreement()
    for case in cases:
        agreement.check((case["id"], case["measure"]), *computed(case), 1e-6)
    assert len(cases) == 143
    assert agreement.beyond == []


def test_counts_pool_as_the_references(references):
    agreement = Agreement()
    for name, (rows, y, v, answers) in references.items():
        if not answers["columns"]:
            continue
        columns = {key: [float(row[column]) for row in rows] for key, column in answers["columns"].items()}
        found = effects(answers["measure"], **columns)
        agreement.check((name, "effects"), [*found.yi, *found.vi], [*y, *v], v.mean())
        if "PETO" in answers:
            table = cells(**columns)
            pooled = {f"MH_{measure}": mantel_haenszel(table, measure=measure) for measure in ("OR", "RR", "RD")}
            for key, one in {**pooled, "PETO": peto(table)}.items():
                asked = answers[key]
                agreement.check((name, key), [one.estimate, one.se], [asked["b"], asked["se"]])
                agreement.check((name, key), [one.p, one.q], [asked["pval"], asked["Q"]])
                agreement.check((name, key), one.cmh, asked.get("CMH"))
    assert agreement.beyond == []


def test_bcg_trials_by_mantel_haenszel(bcg_counts):
    """Viechtbauer (2010), J Stat Softw 36(3): log risk ratio by Mantel-Haenszel -0.4537 (se 0.0393)."""
    a, b, c, d = bcg_counts.T
    one = mantel_haenszel(cells(ai=a, bi=b, ci=c, di=d), measure="RR")
    assert (one.estimate, one.se) == pytest.approx((-0.4537, 0.0393), abs=5e-5)
    assert one.q_df == 12


@settings(deadline=None)
@given(a=COUNTS, b=COUNTS, c=COUNTS, d=COUNTS)
@example(a=7, b=0, c=0, d=1)
def test_swapping_groups_turns_the_sign(a, b, c, d):
    if not (a + b and c + d) or not (a + c and b + d):
        return
    for measure in ("OR", "RR", "RD", "AS", "PHI", "YUQ", "YUY", "OR2DN", "PETO"):
        there = effects(measure, ai=a, bi=b, ci=c, di=d)
        back = effects(measure, ai=c, bi=d, ci=a, di=b)
        assert back.yi[0] == pytest.approx(-there.yi[0], abs=1e-12)
        assert back.vi[0] == pytest.approx(there.vi[0])


@settings(deadline=None)
@given(d=st.floats(-2, 2), n1=st.integers(3, 200), n2=st.integers(3, 200))
def test_a_difference_can_be_told_as_d_t_or_p(d, n1, n2):
    t = d / np.sqrt(1 / n1 + 1 / n2)
    whole = effects("SMD", m1i=d, sd1i=1, n1i=n1, m2i=0, sd2i=1, n2i=n2)
    assert effects("SMD", di=d, n1i=n1, n2i=n2).yi[0] == pytest.approx(whole.yi[0])
    assert effects("SMD", ti=t, n1i=n1, n2i=n2).yi[0] == pytest.approx(whole.yi[0])
    assert convert("d", t=t, grp1n=n1, grp2n=n2).yi[0] == pytest.approx(d, abs=1e-12)


def test_rules_for_zeros():
    zero, full = {"ai": 0, "bi": 20, "ci": 5, "di": 15}, {"ai": 4, "bi": 16, "ci": 5, "di": 15}
    both = {name: [zero[name], full[name]] for name in zero}
    only, everywhere = effects("OR", **both), effects("OR", to="if0all", **both)
    assert only.yi[0] == everywhere.yi[0] == effects("OR", **zero, to="all").yi[0]
    assert only.yi[1] == effects("OR", **full).yi[0] != everywhere.yi[1]
    with pytest.raises(DataError, match="study 1: these numbers give no finite OR"):
        effects("OR", to="none", **both)
    with pytest.raises(DataError, match=r"study 1.*neither group has events"):
        effects("RR", drop00=True, ai=0, bi=5, ci=0, di=6)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_says_what_it_needs(measure):
    plain = {name: 0.4 if name in ("ri", "r2i") else 2.0 if name in ("ti", "mi") else 12.0 for name in needs(measure)}
    plain |= {name: 30.0 for name in plain if name in ("ni", "n1i", "n2i")}
    plain |= {"ai": 0.7} if measure in ("ARAW", "AHW", "ABT") else {}
    found = effects(measure, **plain)
    assert found.yi.shape == found.vi.shape == (1,)
    assert found.vi[0] > 0
    with pytest.raises(InputError, match="does not use"):
        effects(measure, **plain, nonsense=1)
    del plain[needs(measure)[0]]
    with pytest.raises(DataError):
        effects(measure, **plain)


@pytest.mark.parametrize(
    ("measure", "inputs"),
    [
        ("OR", {"ai": -1, "bi": 2, "ci": 3, "di": 4}),
        ("OR", {"ai": 9, "n1i": 5, "ci": 3, "n2i": 4}),
        ("SMD", {"m1i": 1, "sd1i": 0, "n1i": 9, "m2i": 0, "sd2i": 1, "n2i": 9}),
        ("ROM", {"m1i": -1, "sd1i": 1, "n1i": 9, "m2i": 1, "sd2i": 1, "n2i": 9}),
        ("COR", {"ri": 1.2, "ni": 20}),
        ("ZCOR", {"ri": 0.2, "ni": 3}),
        ("PR", {"xi": 9, "ni": 5}),
        ("IRR", {"x1i": 1, "t1i": 0, "x2i": 1, "t2i": 5}),
        ("ABT", {"ai": 0.5, "mi": 1, "ni": 20}),
        ("PCOR", {"ti": 1, "ni": 5, "mi": 9}),
    ],
)
def test_impossible_numbers_are_refused(measure, inputs):
    with pytest.raises(DataError, match="study 1"):
        effects(measure, **inputs)


def test_interval_and_quantiles():
    y, v = from_interval(2.0, (1.0, 4.0), ratio=True)
    assert (y, v) == pytest.approx((np.log(2), (np.log(4) / 2 / 1.959964) ** 2), rel=1e-6)
    with pytest.raises(DataError, match="empty"):
        from_interval(1, (2, 1))
    with pytest.raises(InputError, match="incomplete"):
        mean_and_sd(20, median=5, minimum=1)
    with pytest.raises(DataError, match="order"):
        mean_and_sd(20, median=5, q1=6, q3=7)
    assert mean_and_sd(100, median=2, minimum=1, maximum=30).skewed
    assert not mean_and_sd(100, median=15, minimum=1, maximum=30).skewed


@pytest.mark.parametrize("table", [(57, 43, 23, 77), (5, 5, 5, 5), (1, 30, 12, 9)])
def test_tables_are_rebuilt(table):
    a, b, c, d = table
    n = a + b + c + d
    margins = {"n": n, "n1": a + b, "m1": a + c}
    phi = effects("PHI", ai=a, bi=b, ci=c, di=d).yi[0]
    assert table_from_odds_ratio(a * d / (b * c), **margins) == table
    assert table_from_phi(phi, **margins) == table
    assert table_from_chi2(phi**2 * n, **margins, positive=phi > 0, continuity=False) == table


def test_double_arcsine_comes_back():
    for events in (0, 3, 12):
        assert from_double_arcsine(asin_pair(events, 12), 12) == pytest.approx(events / 12, abs=1e-9)


@pytest.mark.parametrize("target", TARGETS)
def test_what_cannot_be_told_is_refused(target):
    with pytest.raises(InputError, match="cannot be told"):
        convert(target, grp1n=10, grp2n=10)
    with pytest.raises(DataError, match="needs grp1n"):
        convert(target, t=2)
    with pytest.raises(DataError, match="no finite"):
        convert(target, r=1.0, totaln=20)


def test_tables_without_events_are_refused():
    empty = cells(ai=[0, 0], bi=[5, 6], ci=[0, 0], di=[7, 8])
    with pytest.raises(DataError, match="too few events"):
        mantel_haenszel(empty)
    with pytest.raises(DataError, match="both events"):
        peto(empty)
