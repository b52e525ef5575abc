"""Risk of bias of many studies: the traffic-light plot, and its summary by domain. No instrument is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cairn.base.errors import DataError, InputError
from cairn.base.letters import lines_of, studies_text, text_width
from cairn.base.svg import Markup, element, picture
from cairn.synthesis.pictures.judgements import (
    FILLS,
    SIGNS,
    Judgement,
    domain_heads,
    judgement,
    legend,
    sign,
    sign_text,
)
from cairn.synthesis.pictures.names import PITCH, lines_for, name_text, needed, written_names

OVERALL = "Overall"
NAMES = (140.0, 240.0)
COLUMN, ROW, HEAD = 34.0, 26.0, 30.0
BARS, BAR, NARROW = 400.0, 20.0, 16.0
NOT_JUDGED = "An empty place was not judged."


@dataclass(frozen=True)
class BiasRow:
    """One study's judgements by domain; a domain not judged is left out, `overall` empty where none was made.

    Raises `DataError`, naming study and domain, for a word that is no judgement (see `judgement`).
    """

    name: str
    judgements: Mapping[str, str]
    overall: str = ""

    def __post_init__(self) -> None:
        for domain, word in [*self.judgements.items(), *(((OVERALL, self.overall),) if self.overall else ())]:
            try:
                judgement(word)
            except DataError as error:
                raise DataError(error.what, where=f"{self.name}, {domain}", remedy=error.remedy) from error

    def found(self, domain: str) -> Judgement | None:
        """Return the judgement of a domain, `Overall` among them."""
        word = self.overall if domain == OVERALL else self.judgements.get(domain, "")
        return judgement(word) if word else None


def traffic_lights(
    rows: Sequence[BiasRow], domains: Sequence[str], *, title: str, notes: Sequence[str] = (), key: str = "bias"
) -> Markup:
    """Draw studies by domains, a sign for each judgement, the overall judgement last and apart.

    Raises `InputError` where there is no study or no domain.
    """
    columns = _columns(rows, domains, title)
    heads, explained = domain_heads(list(domains))
    heads += [OVERALL] if OVERALL in columns else []
    names = max(NAMES[0], *(needed(row.name, NAMES[1]) + 16 for row in rows))
    written = written_names((row.name for row in rows), names - 16)
    width = max(names + COLUMN * len(columns) + 40, 480.0)
    parts: list[Markup] = [element("text", "Study", x=0, y=14, class_="strong")]
    for place, (head, domain) in enumerate(zip(heads, columns, strict=True)):
        inside = (element("title", domain), head) if head != domain else (head,)
        x = _place(names, place, domain)
        parts.append(element("text", *inside, x=x, y=14, class_="small strong", text_anchor="middle"))
    foot = HEAD
    for row in rows:
        high = ROW + PITCH * (len(written[row.name]) - 1)
        y, foot = foot + high / 2, foot + high
        parts.append(element("path", d=f"M0 {y - high / 2:g}H{width:g}", class_="stroke-line"))
        parts.append(name_text(row.name, written[row.name], 0, y))
        for place, domain in enumerate(columns):
            if found := row.found(domain):
                parts.append(sign(found, _place(names, place, domain), y, f"{row.name}, {domain}: {found}"))
    signs, y = legend(_all(rows, columns), 0, foot + 22, width)
    empty = [NOT_JUDGED] if any(row.found(domain) is None for row in rows for domain in columns) else []
    noted, y = lines_of([*(f"Domains: {line}" for line in explained), *empty, *notes], 0, y, width)
    drawn = [*parts, *signs, *noted]
    said = _described(rows, columns)
    return picture(*drawn, key=key, title=title, description=said, width=width, height=y - 6, class_="bias")


def bias_summary(
    rows: Sequence[BiasRow],
    domains: Sequence[str],
    *,
    title: str,
    weights: Sequence[float] = (),
    notes: Sequence[str] = (),
    key: str = "bias-summary",
) -> Markup:
    """Draw, for each domain and overall, what share of the studies was judged how, best first.

    With `weights`, one per study, the share is of their sum. Studies not judged in a domain have a part of their own,
    empty. Raises `InputError` as `traffic_lights`, and where weights are below zero or differ in number.
    """
    columns = _columns(rows, domains, title)
    shares = _weights(rows, weights)
    names = max(needed(domain, NAMES[1], strong=domain == OVERALL) for domain in columns) + 16
    width = names + BARS
    parts: list[Markup] = []
    pitch = ROW * 1.3
    for at, domain in enumerate(columns):
        y, class_ = pitch * (at + 0.5) + 4, "strong" if domain == OVERALL else None
        parts.append(name_text(domain, lines_for(domain, names - 16, class_), 0, y, class_=class_))
        parts += _bar(rows, shares, domain, names, y)
    bottom = pitch * len(columns) + 6
    parts += _percentages(names, bottom)
    signs, y = legend(_all(rows, columns), 0, bottom + 44, width)
    empty = [NOT_JUDGED] if any(row.found(domain) is None for row in rows for domain in columns) else []
    of = "by the studies' weights" if weights else "each study counts the same"
    noted, y = lines_of([f"{studies_text(len(rows))}, {of}.", *empty, *notes], 0, y, width)
    drawn = [*parts, *signs, *noted]
    said = _described(rows, columns)
    return picture(*drawn, key=key, title=title, description=said, width=width, height=y - 6, class_="bias")


def _columns(rows: Sequence[BiasRow], domains: Sequence[str], title: str) -> list[str]:
    if not rows or not domains:
        raise InputError("there is nothing judged", where=title, remedy="give at least one study and one domain")
    if OVERALL in domains:
        raise InputError(f"'{OVERALL}' is no domain", where=title, remedy="give it as the rows' overall judgement")
    return [*domains, OVERALL] if any(row.overall for row in rows) else list(domains)


def _place(names: float, place: int, domain: str) -> float:
    return names + COLUMN * (place + 0.5) + 14 * (domain == OVERALL)


def _all(rows: Sequence[BiasRow], columns: Sequence[str]) -> list[Judgement]:
    return [found for row in rows for domain in columns if (found := row.found(domain))]


def _described(rows: Sequence[BiasRow], columns: Sequence[str]) -> str:
    last = columns[-1]
    counted = [(one, sum(row.found(last) is one for row in rows)) for one in Judgement]
    said = ", ".join(f"{count} {one}" for one, count in counted if count)
    return f"{studies_text(len(rows))}. {last}: {said or 'none judged'}."


def _weights(rows: Sequence[BiasRow], weights: Sequence[float]) -> list[float]:
    if not weights:
        return [1 / len(rows)] * len(rows)
    if len(weights) != len(rows) or min(weights) < 0 or not sum(weights) > 0:
        raise InputError(
            f"{len(weights)} weights for {len(rows)} studies", remedy="give one per study, none below zero"
        )
    return [weight / sum(weights) for weight in weights]


def _bar(rows: Sequence[BiasRow], shares: Sequence[float], domain: str, left: float, y: float) -> list[Markup]:
    parts, x = [], left
    for one in Judgement:
        share = sum(share for row, share in zip(rows, shares, strict=True) if row.found(domain) is one)
        if not share:
            continue
        wide = BARS * share
        # A light edge tells neighbours of one colour apart.
        edge = element("path", d=f"M{x:.2f} {y - BAR / 2:g}v{BAR:g}", class_="stroke-card", stroke_width=2)
        box = element("rect", x=x, y=y - BAR / 2, width=wide, height=BAR, class_=FILLS[one])
        parts.append(element("g", element("title", f"{domain}, {one}: {100 * share:.0f}%"), box, edge))
        written = f"{SIGNS[one]} {100 * share:.0f}%"
        if wide > text_width(written, strong=True) + 6:
            parts.append(sign_text(one, x + wide / 2, y, written))
        elif wide > NARROW:
            parts.append(sign_text(one, x + wide / 2, y))
        x += wide
    frame = element("rect", x=left, y=y - BAR / 2, width=BARS, height=BAR, class_="stroke-control")
    return [*parts, frame]


def _percentages(left: float, bottom: float) -> list[Markup]:
    return [
        element(
            "text",
            f"{percent}%",
            x=left + BARS * percent / 100,
            y=bottom + 14,
            class_="small m",
            text_anchor="end" if percent == 100 else "middle",
        )
        for percent in (0, 25, 50, 75, 100)
    ]
