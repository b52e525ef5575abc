"""How long 10,000 REML fits of 20 studies take, beside PyMARE and metafor: `python benchmarks/synthesis.py`.

Processor seconds of all cores, best of several runs. PyMARE runs in an environment of its own
(`.bench-venv`, made by `make bench-synthesis`), on all datasets at once, as fast as it goes; metafor where R has it, on
fewer datasets, its time in proportion. Where a peer is not installed, that is said and not judged.
Ends with 1 where ours is slower than PyMARE, not 200 times faster than metafor, or has not converged everywhere: at a
converged tau² the restricted likelihood is at its peak, which is checked apart from how it was found.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from cairn.synthesis import fit_many
from cairn.synthesis.heterogeneity import log_likelihood
from cairn.synthesis.profiles import Pooling

SETS, STUDIES, RUNS, SETS_OF_R, TIMES_FASTER = 10_000, 20, 5, 500, 200
PEER_PYTHON = Path(__file__).parents[1] / ".bench-venv" / "bin" / "python"
DATA = """
import numpy as np
chance = np.random.default_rng(20)
v = chance.uniform(0.01, 0.6, ({sets}, {studies}))
y = chance.normal(0.2, np.sqrt(v + 0.1))
"""
PYMARE = """
import json, time
from pymare.estimators import VarianceBasedLikelihoodEstimator
x = np.ones(({studies}, 1))
def once():
    start = time.process_time()
    model = VarianceBasedLikelihoodEstimator(method="REML", small_sample_correction="wald")
    model.fit(y=y.T, v=v.T, X=x)
    return time.process_time() - start, np.ravel(model.params_["tau2"]).tolist()
runs = [once() for _ in range({runs})]
print(json.dumps({{"seconds": min(run[0] for run in runs), "tau2": runs[0][1]}}))
"""
METAFOR = """
suppressMessages(library(metafor)); set.seed(20)
v <- matrix(runif({sets} * {studies}, 0.01, 0.6), {sets})
y <- matrix(rnorm({sets} * {studies}, 0.2, sqrt(v + 0.1)), {sets})
failed <- 0; start <- proc.time()
for (i in 1:{sets}) if (inherits(try(rma(y[i, ], v[i, ]), silent = TRUE), "try-error")) failed <- failed + 1
spent <- proc.time() - start
cat(as.character(packageVersion("metafor")), sum(spent[1:2]), failed)
"""


def ours(y: np.ndarray, v: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the best processor seconds of several runs, and tau²."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        tau2 = fit_many(y, v, method="REML").tau2
        spent.append(time.process_time() - start)
    return min(spent), tau2


def not_at_peak(y: np.ndarray, v: np.ndarray, tau2: np.ndarray) -> int:
    """Count datasets where some other tau², near or far, is likelier than the one found."""
    data = Pooling(y, v)
    best = log_likelihood(data, tau2, restricted=True)
    near, far = (0, 0.5, 0.99, 1.01, 2), np.geomspace(1e-4, 10, 30)
    others = [*(tau2 * factor for factor in near), *(np.full(len(y), at) for at in far)]
    return int(np.sum(np.any([log_likelihood(data, at, restricted=True) > best + 1e-9 for at in others], axis=0)))


def pymare() -> tuple[float, np.ndarray] | None:
    if not PEER_PYTHON.exists():
        return None
    code = (DATA + PYMARE).format(sets=SETS, studies=STUDIES, runs=RUNS)
    done = subprocess.run([PEER_PYTHON, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return found["seconds"], np.array(found["tau2"])


def metafor() -> tuple[str, float, int] | None:
    """Return version, processor seconds in proportion to all datasets, and how many fits failed."""
    if shutil.which("Rscript") is None:
        return None
    code = METAFOR.format(sets=SETS_OF_R, studies=STUDIES)
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    version, seconds, failed = done.stdout.split()
    return version, float(seconds) * SETS / SETS_OF_R, int(failed)


def beside_pymare(seconds: float, tau2: np.ndarray) -> bool:
    peer = pymare()
    if peer is None:
        print("PyMARE                  not installed: make bench-synthesis installs it")
        return True
    apart = np.abs(peer[1] - tau2).max()
    told = f"{peer[0]:>9.3f} s, {peer[0] / seconds:.1f} times ours; tau² at most {apart:.1e} apart"
    print(f"{'PyMARE, all at once':<24}{told}")
    return seconds <= peer[0]


def beside_metafor(seconds: float) -> bool:
    other = metafor()
    if other is None:
        print("metafor                 not installed: R with metafor is needed")
        return True
    version, spent, failed = other
    told = f"{spent:>9.1f} s in proportion, {spent / seconds:.0f} times ours; {failed} of {SETS_OF_R} failed"
    print(f"{'metafor ' + version:<24}{told}")
    return spent >= TIMES_FASTER * seconds


def main() -> int:
    made: dict[str, np.ndarray] = {}
    exec(DATA.format(sets=SETS, studies=STUDIES), made)
    y, v = made["y"], made["v"]
    seconds, tau2 = ours(y, v)
    missed = not_at_peak(y, v, tau2)
    print(f"{SETS:,} REML fits of {STUDIES} studies, best of {RUNS}")
    print(f"{'cairn':<24}{seconds:>9.3f} s, {missed} not at the peak")
    kept = [missed == 0, beside_pymare(seconds, tau2), beside_metafor(seconds)]
    print("bars kept" if all(kept) else "a bar is MISSED")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
