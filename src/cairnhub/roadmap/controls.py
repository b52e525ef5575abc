"""The form of "weigh it yourself" and the filters, as plain data for a template."""

from dataclasses import dataclass

from cairn import gaps
from cairn.gaps import rules
from cairnhub.framework.models import STAGE_ORDER, Stage

from .choices import WEIGHT_FIELDS, Choices


@dataclass(frozen=True, slots=True)
class Slider:
    """The weight of one criterion: its number on the form's scale and its share of all weights, in percent."""

    name: str
    label: str
    explanation: str
    value: str
    share: int
    usual: str


@dataclass(frozen=True, slots=True)
class Menu:
    """One filter; each option has its value, its words, and whether it is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Controls:
    sliders: tuple[Slider, ...]
    form: Menu
    filters: tuple[Menu, ...]


FORMS = {
    gaps.Form.GEOMETRIC: "multiplied: one very low criterion pulls a gap down",
    gaps.Form.ADDITIVE: "added: one criterion can make up for another (sensitivity analysis)",
}


def controls(choices: Choices, disciplines: tuple[str, ...]) -> Controls:
    """Lay out the form as the reader left it."""
    stages = [stage for stage in Stage if STAGE_ORDER[stage] > STAGE_ORDER[Stage.ACTIVITY]]
    options = {
        "list": ("Which list", [(one, rules.LISTS[one].label) for one in gaps.GapList]),
        "stage": ("What it leads to", [(stage.value, stage.label) for stage in stages]),
        "discipline": ("Studied in", [(one, one) for one in disciplines]),
        "reach": ("What it would take", [(one, rules.FEASIBILITIES[one].label) for one in gaps.Feasibility]),
        "status": ("State of the evidence", [(one, rules.STATUSES[one].label) for one in gaps.Status]),
    }
    filters = (
        _menu(name, label, [("", "all"), *rows], choices.filters.get(name, ""))
        for name, (label, rows) in options.items()
    )
    form = _menu("form", "How the criteria are put together", list(FORMS.items()), choices.form)
    return Controls(_sliders(choices), form, tuple(filters))


def _sliders(choices: Choices) -> tuple[Slider, ...]:
    asked = choices.asked_weights
    shares = gaps.normalised(asked)
    return tuple(
        Slider(
            WEIGHT_FIELDS[name],
            term.label,
            term.explanation,
            f"{asked[name]:g}",
            round(100 * shares[name]),
            f"{choices.usual[name]:g}",
        )
        for name, term in rules.CRITERIA.items()
    )


def _menu(name: str, label: str, rows: list[tuple[str, str]], chosen: str) -> Menu:
    return Menu(name, label, tuple((value, words, value == chosen) for value, words in rows))
