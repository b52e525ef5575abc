"""What a reader chose, read from the address and written back to it, so that a view can be shared as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from urllib.parse import urlencode

from cairn.base.errors import InputError
from cairn.gaps import CriterionName, Feasibility, Form, GapList, Status
from cairnhub.framework.models import Stage

#: The scale of "weigh it yourself": equal weights are its middle, so that a criterion can be given more or less.
WEIGHT_MIN, WEIGHT_MAX, WEIGHT_EQUAL = 0, 10, 5

EQUAL = dict.fromkeys(CriterionName, float(WEIGHT_EQUAL))

WEIGHT_FIELDS = {name: f"w_{name.value}" for name in CriterionName}
FILTERS = {
    "list": tuple(GapList),
    "stage": tuple(Stage.values),
    "reach": tuple(Feasibility),
    "status": tuple(Status),
}


@dataclass(frozen=True)
class Choices:
    """Weights as given (0 to 10 each; `None` where those in force apply), the form, and filters (empty: all).

    `usual` are the weights in force, as numbers on the scale of the form.

    `errors` holds one sentence for each part of the address that could not be used.
    """

    weights: Mapping[CriterionName, float] | None = None
    form: Form = Form.GEOMETRIC
    filters: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    usual: Mapping[CriterionName, float] = field(default_factory=lambda: dict(EQUAL))

    @property
    def asked_weights(self) -> Mapping[CriterionName, float]:
        """The weights as numbers on the scale of the form."""
        return self.weights or self.usual

    @property
    def are_own(self) -> bool:
        """Tell whether the reader changed how gaps are weighed."""
        return self.weights is not None or self.form is not Form.GEOMETRIC

    def query(self, **other: str) -> str:
        """Write the choices as a query string, with some filters set otherwise; empty where nothing was chosen."""
        weights = {WEIGHT_FIELDS[name]: f"{weight:g}" for name, weight in (self.weights or {}).items()}
        form = {} if self.form is Form.GEOMETRIC else {"form": self.form.value}
        filters = {name: value for name, value in {**self.filters, **other}.items() if value}
        return urlencode({**weights, **form, **filters})


def on_the_scale(shares: Mapping[CriterionName, float] | None) -> dict[CriterionName, float]:
    """Write weights as whole numbers of the form, the highest as the highest there is; none are equal ones."""
    if not shares:
        return dict(EQUAL)
    most = max(shares.values())
    return {name: float(round(WEIGHT_MAX * shares[name] / most)) for name in CriterionName}


def read_choices(
    query: Mapping[str, str],
    disciplines: tuple[str, ...] = (),
    usual: Mapping[CriterionName, float] | None = None,
) -> Choices:
    """Read choices from the parameters of an address. What cannot be used is left out and named in `errors`.

    `usual` are the weights in force, `None` for equal ones.
    """
    errors: list[str] = []
    scaled = on_the_scale(usual)
    weights = _weights(query, errors, scaled)
    form = _one_of(query, "form", tuple(Form), errors)
    allowed = {**FILTERS, "discipline": disciplines}
    chosen = {name: _one_of(query, name, values, errors) for name, values in allowed.items()}
    filters = {name: value for name, value in chosen.items() if value}
    return Choices(weights, Form(form) if form else Form.GEOMETRIC, filters, tuple(errors), scaled)


def command_line_weights(text: str) -> dict[CriterionName, float]:
    """Read weights as typed, such as `importance=2,equity=1`; a criterion left out weighs 0.

    Raises InputError where a criterion is unknown or given twice, or a weight is not a number.
    """
    weights: dict[CriterionName, float] = {}
    for part in text.split(","):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name not in set(CriterionName):
            raise InputError(f"'{name}' is not a criterion", where="--weights", remedy=f"use {_names()}")
        if name in weights:
            raise InputError(f"{name} is given twice", where="--weights", remedy="give each criterion once")
        weights[CriterionName(name)] = _number(value, name)
    return weights


def _number(value: str, name: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise InputError(
            f"{name} is '{value}'", where="--weights", remedy="give a number, as in importance=2"
        ) from None


def _names() -> str:
    return ", ".join(CriterionName)


def _weights(
    query: Mapping[str, str], errors: list[str], usual: Mapping[CriterionName, float]
) -> dict[CriterionName, float] | None:
    given = {name: query[key] for name, key in WEIGHT_FIELDS.items() if query.get(key, "").strip()}
    weights = {name: _weight(name, text, errors) for name, text in given.items()}
    full = {name: weights.get(name, usual[name]) for name in CriterionName}
    if not any(full.values()):
        shown = "Equal weights" if usual == EQUAL else "Those in force"
        errors.append(f"Every weight is 0: give at least one above 0. {shown} are shown.")
        return None
    # The weights in force have one address only, equal ones whatever their size.
    is_usual = len(set(full.values())) == 1 if usual == EQUAL else full == usual
    return None if is_usual else full


def _weight(name: CriterionName, text: str, errors: list[str]) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = float("nan")
    if isfinite(weight) and WEIGHT_MIN <= weight <= WEIGHT_MAX:
        return weight
    errors.append(
        f"The weight of {name.replace('_', ' ')} is “{text[:20]}”: give a number from {WEIGHT_MIN} to {WEIGHT_MAX}."
    )
    return float(WEIGHT_EQUAL)


def _one_of(query: Mapping[str, str], name: str, allowed: tuple[str, ...], errors: list[str]) -> str:
    value = query.get(name, "").strip()
    if value and value not in allowed:
        errors.append(f"“{value[:40]}” is not a {name} the roadmap knows: choose one from the list.")
        return ""
    return value
