"""Opinion groups from agree, pass and disagree votes on statements, such as Polis collects them."""

from .find import Opinions, Options, find_groups
from .map import positions
from .mixture import Mixture, fit_mixture
from .polis import Common, Representative, Side, common, group_aware_consensus, representative, tallies
from .stability import adjusted_rand, split_half
from .structure import StructureTest, structure_test
from .votes import AGREE, DISAGREE, PASS, Votes, votes_of, votes_of_table

__all__ = [
    "AGREE",
    "DISAGREE",
    "PASS",
    "Common",
    "Mixture",
    "Opinions",
    "Options",
    "Representative",
    "Side",
    "StructureTest",
    "Votes",
    "adjusted_rand",
    "common",
    "find_groups",
    "fit_mixture",
    "group_aware_consensus",
    "positions",
    "representative",
    "split_half",
    "structure_test",
    "tallies",
    "votes_of",
    "votes_of_table",
]
