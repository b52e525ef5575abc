"""The thirteen BCG vaccine trials (Colditz et al., 1994, JAMA 271:698), and the reference values where they are."""

import csv
import json

import numpy as np
import pytest

BCG = (
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)


@pytest.fixture(scope="session")
def bcg_counts():
    """Return cases and non-cases, vaccinated and not, shape (13, 4)."""
    return np.array(BCG, dtype=float)


@pytest.fixture(scope="session")
def bcg(bcg_counts):
    """Return the log risk ratios and their variances."""
    a, b, c, d = bcg_counts.T
    return np.log(a / (a + b)) - np.log(c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


@pytest.fixture
def references(benchmarks):
    """Return the reference values by dataset: rows as dictionaries, effects, variances, trusted answers."""
    folder = benchmarks / "synthesis"
    found = {}
    for name, answers in json.loads((folder / "meta.json").read_text())["datasets"].items():
        with (folder / answers["csv"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        y, v = (np.array([float(row[column]) for row in rows]) for column in ("yi", "vi"))
        found[name] = (rows, y, v, answers)
    return found


@pytest.fixture
def battery(benchmarks):
    """Return the generated edge cases."""
    return json.loads((benchmarks / "synthesis" / "battery.json").read_text())["cases"]
