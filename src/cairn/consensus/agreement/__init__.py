"""How far people agree: coefficients corrected for chance, correlations within, and agreement on one item."""

from .chance import Coefficient, conger_kappa, fleiss_kappa, fleiss_z, gwet, percent_agreement
from .concordance import Concordance, kendall_w
from .dispersion import consensus_of_counts
from .intraclass import Icc, IccForm, icc
from .krippendorff import Metric, krippendorff_alpha
from .pairs import PairKappa, weighted_kappa
from .tables import Weights

__all__ = [
    "Coefficient",
    "Concordance",
    "Icc",
    "IccForm",
    "Metric",
    "PairKappa",
    "Weights",
    "conger_kappa",
    "consensus_of_counts",
    "fleiss_kappa",
    "fleiss_z",
    "gwet",
    "icc",
    "kendall_w",
    "krippendorff_alpha",
    "percent_agreement",
    "weighted_kappa",
]
