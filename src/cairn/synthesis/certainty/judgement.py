"""A judgement of one domain of GRADE."""

from dataclasses import dataclass

from cairn.synthesis.certainty.rules import Domain


@dataclass(frozen=True)
class Judgement:
    """Steps up or down in one domain, the rule that gave them (a key of `rules.RULES`), and why.

    `known` tells whether all needed to judge was known; if not, `levels` is the least that what is known asks for.
    `open` tells that somebody could find out what is wanting: until then a reason down without a step is no judgement.
    """

    domain: Domain
    levels: int
    rule: str
    because: str
    known: bool = True
    open: bool = False


def unjudged(domain: Domain, rule: str, because: str, levels: int = 0) -> Judgement:
    """Say that somebody could judge a domain and nobody has."""
    return Judgement(domain, levels, rule, because, known=False, open=True)
