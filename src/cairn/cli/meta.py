"""`cairn meta`: pool effects, compute them, draw them. The library is loaded when a command runs, not for `--help`."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cairn.base.errors import InputError
from cairn.cli.output import print_json, print_table, write_new
from cairn.cli.table import Table, number, pairs, read_table

if TYPE_CHECKING:
    from cairn.synthesis import Fit

RATIOS = {"OR", "RR", "PETO", "IRR", "ROM", "ROMC", "VR", "CVR", "VRC", "CVRC", "D2OR", "D2ORL", "D2ORN"}
LABELS = ("study", "study_label", "label", "author", "name", "id")
ORDERS = ("given", "effect", "weight", "year")
WORDS = {"true": True, "false": False}

Data = Annotated[str, typer.Argument(help="CSV file with one row per study; - for standard input.")]
Effect = Annotated[str, typer.Option("--yi", help="Column of the effects.")]
Variance = Annotated[str, typer.Option("--vi", help="Column of their sampling variances.")]
Measure = Annotated[str | None, typer.Option(help="Compute effects from raw columns: OR, RR, RD, SMD, MD, ZCOR, …")]
Columns = Annotated[
    str | None, typer.Option(help="Which columns hold a measure's inputs where names differ: ai=events,n1i=size,…")
]
Method = Annotated[str, typer.Option(help="fe, dl, he, hs, sj, ml, reml, eb or pm.")]
Interval = Annotated[str, typer.Option("--ci", help="wald, kh (Knapp-Hartung) or kh-adhoc (never narrower than wald).")]
Prediction = Annotated[str, typer.Option("--pi", help="t (k - 1 df), riley (k - 2 df) or z.")]
Level = Annotated[float, typer.Option(help="Confidence level.")]
Label = Annotated[str | None, typer.Option(help="Column of the studies' names.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Out = Annotated[str, typer.Option("-o", "--output", help="File to write: .svg, .png or .pdf.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
Title = Annotated[str | None, typer.Option(help="Title of the picture, for those who cannot see it.")]


@dataclass(frozen=True)
class _Studies:
    """What a file holds: names, effects, variances, the whole table, and whether effects are logarithms of ratios."""

    names: list[str]
    yi: Any
    vi: Any
    table: Table
    is_ratio: bool


def register(app: typer.Typer) -> None:
    """Add the noun `meta` with its verbs."""
    noun = typer.Typer(help="Pool the effects of studies.\n\nExample: cairn meta fit effects.csv --ci kh")
    noun.command("fit")(fit_command)
    noun.command("effect")(effect_command)
    noun.command("forest")(forest_command)
    noun.command("funnel")(funnel_command)
    app.add_typer(noun, name="meta")


def fit_command(
    data: Data,
    yi: Effect = "yi",
    vi: Variance = "vi",
    measure: Measure = None,
    columns: Columns = None,
    method: Method = "reml",
    ci: Interval = "wald",
    pi: Prediction = "t",
    level: Level = 0.95,
    label: Label = None,
    cluster: Annotated[str | None, typer.Option(help="Column naming the study of each finding: three levels.")] = None,
    rho: Annotated[float, typer.Option(help="With --cluster: correlation of errors within a study.")] = 0.0,
    egger: Annotated[bool, typer.Option("--egger", help="Add Egger's test.")] = False,
    trimfill: Annotated[bool, typer.Option("--trimfill", help="Add trim and fill.")] = False,
    leave_one_out: Annotated[bool, typer.Option("--leave-one-out", help="Add each study left out in turn.")] = False,
    influence: Annotated[bool, typer.Option("--influence", help="Add measures of influence.")] = False,
    json: Json = False,
) -> None:
    """Pool effects.

    Example: cairn meta fit trials.csv --measure OR --method reml --ci kh
    """
    from cairn import synthesis

    found = _read(data, yi, vi, measure, columns, label)
    with found.table.named():
        one = synthesis.fit(found.yi, found.vi, method=method, ci=ci, prediction=pi, level=level)
        answer = _answer(one)
        wanted = {"egger": egger, "trimfill": trimfill, "leave_one_out": leave_one_out, "influence": influence}
        for name, block in _BLOCKS.items():
            if wanted[name]:
                answer[name] = block(found, one)
        if cluster:
            studies = found.table.words(cluster, "cluster")
            levels = synthesis.correlated_effects(found.yi, found.vi, studies, rho=rho, level=level)
            answer["three_level"] = asdict(levels)
    print_json(answer) if json else _print_fit(one, answer, found.is_ratio)


def effect_command(
    measure: Annotated[str, typer.Option(help="OR, SMD, ZCOR, … or, from test statistics, d, g, or, logit, r.")],
    inputs: Annotated[list[str], typer.Argument(help="Numbers by name: ai=4 bi=119 ci=11 di=128")],
    json: Json = False,
) -> None:
    """Compute one study's effect and its sampling variance; ratios come as logarithms.

    Example: cairn meta effect --measure OR ai=4 bi=119 ci=11 di=128
    """
    from cairn import synthesis
    from cairn.synthesis.conversions import TARGETS

    given = pairs(inputs)
    name = measure
    if measure in TARGETS:
        found = synthesis.convert(measure, **{key: number(value, key) for key, value in given.items()})
    else:
        found = synthesis.effects(measure, **{key: _option(value, key) for key, value in given.items()})
        name = found.measure
    answer = {"measure": name, "yi": float(found.yi[0]), "vi": float(found.vi[0])}
    print_json(answer) if json else print_table(list(answer), [list(answer.values())])


def forest_command(
    data: Data,
    output: Out,
    yi: Effect = "yi",
    vi: Variance = "vi",
    measure: Measure = None,
    columns: Columns = None,
    method: Method = "reml",
    ci: Interval = "wald",
    pi: Prediction = "t",
    level: Level = 0.95,
    label: Label = None,
    subgroup: Annotated[str | None, typer.Option(help="Column of groups to pool apart and to compare.")] = None,
    order: Annotated[str, typer.Option(help="given, effect, weight (largest first) or year (needs that column).")] = (
        "given"
    ),
    title: Title = None,
    force: Force = False,
) -> None:
    """Draw a forest plot.

    Example: cairn meta forest trials.csv --measure RR --subgroup design --order year -o forest.svg
    """
    from cairn import synthesis

    options: dict[str, Any] = {"method": method, "ci": ci, "prediction": pi, "level": level}
    found = _read(data, yi, vi, measure, columns, label)
    with found.table.named():
        one = synthesis.fit(found.yi, found.vi, **options)
        groups = found.table.words(subgroup, "group") if subgroup else []
        apart = synthesis.subgroups(found.yi, found.vi, groups, **options) if subgroup else None
        places = _places(found, one, order)
    rows = synthesis.forest_rows(found.names, found.yi, found.vi, pooled=one, groups=groups, level=level)
    drawing = synthesis.forest(
        [rows[place] for place in places],
        title=title or "Forest plot",
        pooled=one,
        subgroups=apart.groups if apart else {},
        difference=synthesis.difference_text(apart) if apart else "",
        measure=_measure(measure),
        ratio=found.is_ratio,
        level=level,
    )
    write_new(output, synthesis.picture_file(drawing, output), force=force)


def funnel_command(
    data: Data,
    output: Out,
    yi: Effect = "yi",
    vi: Variance = "vi",
    measure: Measure = None,
    columns: Columns = None,
    method: Method = "reml",
    label: Label = None,
    title: Title = None,
    force: Force = False,
) -> None:
    """Draw a funnel plot.

    Example: cairn meta funnel trials.csv --measure RR -o funnel.svg
    """
    from cairn import synthesis

    found = _read(data, yi, vi, measure, columns, label)
    with found.table.named():
        one = synthesis.fit(found.yi, found.vi, method=method)
    drawing = synthesis.funnel(
        found.names,
        found.yi,
        found.vi,
        one,
        title=title or "Funnel plot",
        measure=_measure(measure),
        ratio=found.is_ratio,
    )
    write_new(output, synthesis.picture_file(drawing, output), force=force)


def _measure(measure: str | None) -> str:
    return measure.upper() if measure else "Effect"


def _places(found: _Studies, one: "Fit", order: str) -> list[int]:
    """Return the places of the studies in the order asked for."""
    if order not in ORDERS:
        raise InputError(f"order '{order}' is unknown", remedy=f"use one of {', '.join(ORDERS)}")
    keys: dict[str, Callable[[], Sequence[float]]] = {
        "given": lambda: [0.0] * one.k,
        "effect": lambda: list(found.yi),
        "weight": lambda: [-weight for weight in one.weights],
        "year": lambda: found.table.numbers("year"),
    }
    by = keys[order]()
    return sorted(range(one.k), key=lambda place: by[place])


def _read(path: str, yi: str, vi: str, measure: str | None, columns: str | None, label: str | None) -> _Studies:
    from cairn import synthesis

    table = read_table(path)
    key = label or next((one for one in LABELS if one in table.names), None)
    with table.named():
        names = table.column(key) if key else [f"Study {place}" for place in range(1, len(table) + 1)]
        if measure is None:
            if columns:
                raise InputError("columns are named, but no measure", remedy="say which with --measure")
            return _Studies(names, table.numbers(yi), table.numbers(vi), table, False)
        wanted = ("ai", "bi", "ci", "di", "n1i", "n2i") if measure.upper() in _tables() else synthesis.needs(measure)
        asked = pairs(columns.split(",")) if columns else {name: name for name in wanted if name in table.names}
        inputs: dict[str, Any] = {name: table.numbers(column) for name, column in asked.items()}
        found = synthesis.effects(measure, **inputs)
    return _Studies(names, found.yi, found.vi, table, found.measure in RATIOS)


def _egger(found: _Studies, one: "Fit") -> dict[str, Any]:
    from cairn import synthesis

    return asdict(synthesis.egger(found.yi, found.vi, level=one.level))


def _trim_and_fill(found: _Studies, one: "Fit") -> dict[str, Any]:
    from cairn import synthesis

    filled = synthesis.trim_and_fill(found.yi, found.vi, method=one.method, level=one.level)
    return {"k0": filled.missing, "se_k0": filled.missing_se, "side": filled.side, **_answer(filled.fit)}


def _leave_one_out(found: _Studies, one: "Fit") -> list[dict[str, Any]]:
    from cairn import synthesis

    ci = "wald" if one.k == 2 else one.ci_rule
    fits = synthesis.leave_one_out(found.yi, found.vi, method=one.method, ci=ci, level=one.level)
    return _named_rows(found.names, [_answer(each) for each in fits])


def _influence(found: _Studies, one: "Fit") -> list[dict[str, Any]]:
    from cairn import synthesis

    moved = synthesis.influence(found.yi, found.vi, method=one.method)
    return _named_rows(found.names, [asdict(each) for each in moved])


_BLOCKS = {"egger": _egger, "trimfill": _trim_and_fill, "leave_one_out": _leave_one_out, "influence": _influence}


def _tables() -> set[str]:
    from cairn.synthesis.tables import TABLE_MEASURES

    return set(TABLE_MEASURES)


def _option(text: str, name: str) -> Any:
    if name in ("to", "vtype"):
        return text
    if name in ("drop00", "correct"):
        if text.lower() not in WORDS:
            raise InputError(f"'{text}' is neither true nor false", where=name, remedy="use true or false")
        return WORDS[text.lower()]
    return number(text, name)


def _answer(one: "Fit") -> dict[str, Any]:
    """Return a fit under the keys the command line promises."""
    found = one.heterogeneity
    return {
        "k": one.k,
        "method": one.method,
        "estimate": one.estimate,
        "se": one.se,
        "ci": list(one.ci),
        "p": one.p,
        "tau2": found.tau2,
        "tau2_ci": _pair_or_none(found.tau2_ci),
        "q": found.q,
        "q_df": found.q_df,
        "q_p": found.q_p,
        "i2": found.i2,
        "i2_q": found.i2_q,
        "h2": found.h2,
        "prediction": _pair_or_none(one.prediction),
        "ci_rule": one.ci_rule,
        "prediction_rule": one.prediction_rule,
        "level": one.level,
        "notes": list(one.notes),
    }


def _pair_or_none(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else list(interval)


def _named_rows(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"study": name, **row} for name, row in zip(names, rows, strict=True)]


def _print_fit(one: "Fit", answer: dict[str, Any], is_ratio: bool) -> None:
    from math import exp

    rows = [
        [name, _plain(value)]
        for name, value in answer.items()
        if not isinstance(value, dict) and not _says_nothing(value)
    ]
    if is_ratio:
        rows.append(["as a ratio", _plain([exp(end) for end in (one.estimate, *one.ci)])])
    blocks = [(name, value) for name, value in answer.items() if isinstance(value, dict)]
    lists = [(name, rows_) for name, rows_ in answer.items() if name in ("leave_one_out", "influence")]
    print_table(["", "value"], [row for row in rows if row[0] not in dict(lists)])
    for name, block in blocks:
        typer.echo(f"\n{name}")
        print_table(["", "value"], [[key, _plain(value)] for key, value in block.items() if not _says_nothing(value)])
    for name, several in lists:
        typer.echo(f"\n{name}")
        keys = [key for key in several[0] if not isinstance(several[0][key], list)]
        print_table(keys, [[row[key] for key in keys] for row in several])


def _says_nothing(value: Any) -> bool:
    return isinstance(value, list) and not value


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return " ".join(f"{one:.4g}" if isinstance(one, float) else str(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
    return f"{value:.4g}" if isinstance(value, float) else value
