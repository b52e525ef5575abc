"""Look at the records of a folder together: what each file by itself cannot show."""

from collections.abc import Iterator

from .base import Record
from .checking_evidence import EVIDENCE_CHECKS
from .evidence_schema import PairException, Study
from .problems import Problem
from .reading import REMOVED, Content
from .schema import Link, Reference

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
        *EVIDENCE_CHECKS,
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
    for kind, column in (("construct", "parent"), ("study", "reanalysis_of"), ("question", "merged_into")):
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
