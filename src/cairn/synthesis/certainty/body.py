"""What is known of one body of evidence, as its certainty is judged from it."""

from dataclasses import dataclass

from cairn.base.errors import InputError
from cairn.synthesis.numbers import Interval


@dataclass(frozen=True)
class Effect:
    """A pooled answer on the analysis scale, where no effect is 0; `kind` as in `cairn.synthesis.reported`.

    `smallest` is the smallest effect that matters, `None` until agreed; `comparator_risk` the risk without the
    programme, 0 to 1. `i2` is a percentage, `small_study_p` of Egger's test.
    """

    kind: str
    ratio: bool
    estimate: float
    ci: Interval
    prediction: Interval | None = None
    i2: float | None = None
    smallest: float | None = None
    comparator_risk: float | None = None
    small_study_p: float | None = None


@dataclass(frozen=True)
class Study:
    """One cohort: how it allocated ("randomised", "non_randomised", "unknown") and its bias ("low", "some", "high").

    `direction` is "for", "against", "none" or "unclear"; `robins` tells that ROBINS-I was used; `weight` in percent.
    """

    name: str
    design_class: str = "unknown"
    bias: str = ""
    robins: bool = False
    direction: str = "unclear"
    weight: float | None = None

    def __post_init__(self) -> None:
        if self.design_class not in ("randomised", "non_randomised", "unknown"):
            raise InputError(f"'{self.design_class}' is no way to allocate", where=self.name)
        if self.bias not in ("", "low", "some", "high"):
            raise InputError(f"'{self.bias}' is no judgement of bias", where=self.name, remedy="use low, some or high")
        if self.direction not in ("for", "against", "none", "unclear"):
            raise InputError(f"'{self.direction}' is no direction", where=self.name, remedy="use for, against or none")
        if self.weight is not None and not self.weight >= 0:
            raise InputError(f"a weight of {self.weight} is impossible", where=self.name, remedy="give 0 or more")


@dataclass(frozen=True)
class Body:
    """A body of evidence on one question: its studies, its pooled effect if there is one, and what people found out.

    `people` is their number in all, `None` where not known. `near_only` tells that only near outcomes were measured,
    `narrow` names what all studies share that the question does not, such as one country. The last four facts are
    `None` until somebody has judged them.
    """

    studies: tuple[Study, ...]
    effect: Effect | None = None
    people: int | None = None
    near_only: bool | None = None
    narrow: tuple[str, ...] = ()
    chosen: bool | None = None
    confounding_remains: bool | None = None
    confounding_would_reduce: bool | None = None
    dose_response: bool | None = None

    def __post_init__(self) -> None:
        if not self.studies:
            raise InputError("there is no study to be sure of", remedy="extract a finding first")

    @property
    def k(self) -> int:
        return len(self.studies)

    def share(self, *bias: str, unjudged: str = "") -> float:
        """Return the share of the weight, 0 to 1, of studies judged so.

        Studies not judged play no part, or count as the judgement given for them.
        """
        weights = self._weights()
        told = [(weight, one.bias or unjudged) for weight, one in zip(weights, self.studies, strict=True)]
        whole = sum(weight for weight, judged in told if judged)
        return sum(weight for weight, judged in told if judged in bias) / whole if whole else 0.0

    def _weights(self) -> list[float]:
        """Give every study the same weight unless all of them have one."""
        known = [one.weight for one in self.studies if one.weight is not None]
        return known if len(known) == self.k else [1.0] * self.k
