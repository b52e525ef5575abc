"""Look at the records of a folder together: what each file by itself cannot show."""

import re
from collections.abc import Iterator

from .base import Record
from .problems import Problem
from .reading import REMOVED, Content
from .schema import Finding, Link, PairException, Reference, Study, Synthesis

SOURCE_FIELDS = ("source_urls", "source_url", "provenance_urls", "provenance_url")
#: Kinds whose every record names the pages it rests on.
SOURCED = ("construct", "design", "data_source", "limitation", "organisation", "programme", "reference")


def check(content: Content) -> list[Problem]:
    """Return everything wrong between records, in the order of files and lines.

    A problem that blocks would load wrongly or not at all; the others are work for an editor: a pair not yet linked,
    a source not yet named.
    """
    checks = (
        _unknown_identifiers,
        _removed_but_named,
        _parents_in_a_circle,
        _links,
        _sources,
        _references,
        _studies,
        _findings,
        _syntheses,
        _pairs_covered,
        _unpublished_versions,
    )
    return sorted(problem for look in checks for problem in look(content))


def _everything(content: Content) -> Iterator[Record]:
    for records in content.records.values():
        yield from records.values()


def _unknown_identifiers(content: Content) -> Iterator[Problem]:
    for record in _everything(content):
        for column, kind, names in record.pointers():
            for name in names:
                if not content.may_hold(kind, name):
                    what, remedy = f"{name} is no {kind.replace('_', ' ')} of this folder", "add it or correct the name"
                    yield content.place(record).problem(record.id, column, what, remedy)


def _removed_but_named(content: Content) -> Iterator[Problem]:
    if not content.removed:
        return
    for record in _everything(content):
        if (record.kind, record.id) in content.removed:
            continue
        for column, kind, names in record.pointers():
            for name in names:
                if (kind, name) in content.removed:
                    remedy = f"take it out here, or out of {REMOVED}"
                    yield content.place(record).problem(record.id, column, f"{name} is removed", remedy)


def _parents_in_a_circle(content: Content) -> Iterator[Problem]:
    for kind, column in (("construct", "parent"), ("study", "reanalysis_of")):
        above = {name: getattr(record, column) for name, record in content.of(kind).items()}
        for name, record in content.of(kind).items():
            seen, upper = {name}, above[name]
            while upper and upper not in seen:
                seen.add(upper)
                upper = above.get(upper)
            if upper == name:
                remedy = "correct it or leave it empty"
                yield content.place(record).problem(name, column, f"leads from {name} back to itself", remedy)


def _links(content: Content) -> Iterator[Problem]:
    pairs: dict[tuple[str, str], str] = {}
    link: Link
    for link in content.of("link").values():
        place, pair = content.place(link), (link.source, link.target)
        if link.source == link.target:
            yield place.problem(link.id, "to", "is the construct the link comes from", "name two different constructs")
        if pair in pairs:
            yield place.problem(link.id, "to", f"the same two constructs as {pairs[pair]}", "keep one of the two links")
        pairs.setdefault(pair, link.id)
        if link.smallest_effect is not None and not link.smallest_effect_unit:
            remedy = "say in which unit, e.g. odds ratio"
            yield place.problem(link.id, "smallest_effect_unit", "is missing beside smallest_effect", remedy)


def _sources(content: Content) -> Iterator[Problem]:
    required = {"construct", "programme"}  # the database asks for these too
    for kind in SOURCED:
        for record in content.of(kind).values():
            if _names_a_source(record) or getattr(record, "basis", "") == "reasoning":
                continue
            column = next(name for name in SOURCE_FIELDS if name in record.columns())
            what, remedy = "is missing", "name the page it rests on, or the copy that was read as its provenance"
            yield content.place(record).problem(record.id, column, what, remedy, blocks=kind in required)


def _names_a_source(record: Record) -> bool:
    # The address of a data source or an organisation is where it is, not where we read about it.
    identifiers = ("url", "doi", "pmid") if record.kind == "reference" else ()
    return any(getattr(record, name, None) for name in (*SOURCE_FIELDS, *identifiers))


def _references(content: Content) -> Iterator[Problem]:
    taken: dict[tuple[str, str], str] = {}
    reference: Reference
    for reference in content.of("reference").values():
        place = content.place(reference)
        if reference.doi and not reference.doi.startswith("10."):
            yield place.problem(reference.id, "doi", f"{reference.doi!r} is no DOI", "write it from 10. on")
        if reference.pmid and not reference.pmid.isdigit():
            yield place.problem(reference.id, "pmid", f"{reference.pmid!r} is no PMID", "write digits only")
        for column in ("doi", "pmid"):
            value = getattr(reference, column)
            if value and (column, value) in taken:
                what = f"{value} stands on {taken[column, value]} already"
                yield place.problem(reference.id, column, what, "keep one record of each paper")
            taken.setdefault((column, value), reference.id)
        yield from _completeness(reference, content)


def _completeness(reference: Reference, content: Content) -> Iterator[Problem]:
    place = content.place(reference)
    if not reference.complete and not reference.missing:
        what, remedy = "does not say what is to be completed", "name it, or write yes under complete"
        yield place.problem(reference.id, "missing", what, remedy, blocks=False)
    lacks = [name for name in ("authors", "year", "journal") if not getattr(reference, name)]
    if not (reference.doi or reference.pmid or reference.url):
        lacks.append("doi")
    if reference.title_is_paraphrase:
        lacks.append("title")
    if reference.complete and (lacks or reference.missing):
        what = f"is yes, but {', '.join([*lacks, *reference.missing])} is missing"
        yield place.problem(reference.id, "complete", what, "write no and say under missing what is", blocks=False)


def _interval(record: Study | Finding, estimate: float | None, content: Content) -> Iterator[Problem]:
    place, low, high = content.place(record), record.ci_low, record.ci_high
    if (low is None) != (high is None):
        yield place.problem(record.id, "ci_high", "one end of the interval is missing", "give both ends or neither")
    elif low is not None and low > high:
        yield place.problem(record.id, "ci_high", f"{high} is below ci_low {low}", "exchange the two or correct them")
    elif low is not None and estimate is not None and not low <= estimate <= high:
        what = f"the interval from {low} to {high} does not hold the estimate {estimate}"
        yield place.problem(record.id, "ci_low", what, "look the three numbers up again")


def _studies(content: Content) -> Iterator[Problem]:
    study: Study
    for study in content.of("study").values():
        number = re.fullmatch(r"-?\d+(\.\d+)?", study.effect_value)
        yield from _interval(study, float(study.effect_value) if number else None, content)


def _findings(content: Content) -> Iterator[Problem]:
    finding: Finding
    for finding in content.of("finding").values():
        place = content.place(finding)
        yield from _interval(finding, finding.estimate, content)
        if finding.ci_low is not None and finding.estimate is None:
            yield place.problem(finding.id, "estimate", "is missing beside its interval", "add it")
        if finding.direction.startswith("not_"):
            what, remedy = f"{finding.direction} is no finding", "take the finding out: the study shows it by itself"
            yield place.problem(finding.id, "direction", what, remedy)
        if finding.finding_kind == "quantitative" and not finding.direction:
            yield place.problem(finding.id, "direction", "is missing", "a quantitative finding needs one")
        if finding.finding_kind != "quantitative" and not finding.statement:
            yield place.problem(finding.id, "statement", "is missing", "tell the finding in words")
        if finding.checked_by and finding.checked_by == finding.extracted_by:
            yield place.problem(finding.id, "checked_by", "is who extracted it", "name another person, or nobody")
        yield from _finding_rests_on_its_study(finding, content)


def _finding_rests_on_its_study(finding: Finding, content: Content) -> Iterator[Problem]:
    study, link = content.of("study").get(finding.study), content.of("link").get(finding.link)
    if study is None or link is None:
        return
    place = content.place(finding)
    if study.study_kind != "primary":
        what, remedy = f"{study.id} is not a primary study", "put what a review says into syntheses.csv"
        yield place.problem(finding.id, "study", what, remedy, blocks=False)
    if link.source not in study.exposures or link.target not in study.outcomes:
        what = f"{link.id} joins no exposure and outcome coded for {study.id}"
        yield place.problem(finding.id, "link", what, "code the pair in studies.csv or name another link", blocks=False)


def _syntheses(content: Content) -> Iterator[Problem]:
    synthesis: Synthesis
    for synthesis in content.of("synthesis").values():
        place = content.place(synthesis)
        if synthesis.studies_positive + synthesis.studies_not_positive == 0:
            yield place.problem(synthesis.id, "studies_positive", "no study is counted", "add the counts")
        review = content.of("study").get(synthesis.review)
        if review is not None and review.study_kind != "review":
            what, remedy = f"{review.id} is not a review", "put what one study says into findings.csv"
            yield place.problem(synthesis.id, "review", what, remedy, blocks=False)


def _pairs_covered(content: Content) -> Iterator[Problem]:
    """Every exposure × outcome of a study is on a link or a listed exception, never on both; no study is invisible."""
    if {"link", "pair_exception"} & (content.cut_short | {kind for kind, _ in content.unreadable}):
        return  # whether a pair is covered shows only when every link and exception can be read
    linked = {(link.source, link.target) for link in content.of("link").values()}
    exceptions: dict[tuple[str, str, str], str] = {}
    exception: PairException
    for exception in content.of("pair_exception").values():
        place, pair = content.place(exception), (exception.study, exception.source, exception.target)
        if pair in exceptions:
            yield place.problem(exception.id, "study", f"the same pair as {exceptions[pair]}", "keep one of the two")
        exceptions.setdefault(pair, exception.id)
        if pair[1:] in linked:
            what, remedy = "the pair is on a link too", "take the exception out, or the link"
            yield place.problem(exception.id, "to", what, remedy, blocks=False)
    for study, source, target in _coded_pairs(content):
        if (source, target) not in linked and (study.id, source, target) not in exceptions:
            what = f"{source} and {target} are on no link and no listed exception"
            remedy = "add a link to links.yaml, or the pair with a reason to link_exceptions.csv"
            yield content.place(study).problem(study.id, "outcomes", what, remedy, blocks=False)


def _coded_pairs(content: Content) -> Iterator[tuple[Study, str, str]]:
    study: Study
    for study in content.of("study").values():
        for source in study.exposures:
            # A construct coded as exposure and outcome of one study describes itself: that is no link.
            yield from ((study, source, target) for target in study.outcomes if target != source)


def _unpublished_versions(content: Content) -> Iterator[Problem]:
    """Only one version may be without frozen members: it freezes the records as they are loaded."""
    unfrozen = [version for version in content.of("framework_version").values() if version.id not in content.frozen]
    for version in unfrozen[:-1]:
        what, remedy = "has no frozen members", f"add versions/{version.id}.jsonl, or keep one such version only"
        yield content.place(version).problem(version.id, "id", what, remedy)
