"""Look at studies, findings and what is judged of them together: what each record by itself cannot show."""

import re
from collections.abc import Callable, Hashable, Iterator
from math import isclose
from typing import Any

from django.core.exceptions import ValidationError

from cairn.base.errors import CairnError
from cairn.synthesis import Candidate, comparable, effect_of
from cairn.synthesis.appraisal import check as check_appraisal
from cairn.synthesis.appraisal import instrument
from cairnhub.evidence.extraction.questions import Question
from cairnhub.evidence.extraction.questions import check as check_questions
from cairnhub.evidence.models import RATIO_KINDS, WITHDRAWING, EvidenceBody, PoolingModel
from cairnhub.evidence.pooling.effects import candidate_of

from .base import Record
from .evidence_schema import (
    Appraisal,
    Certainty,
    EffectThreshold,
    ExtractionTemplate,
    Finding,
    InstrumentWording,
    Pooling,
    Study,
    Synthesis,
)
from .problems import Problem
from .reading import Content


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
        if finding.cost_amount is not None and not finding.cost_currency:
            yield place.problem(finding.id, "cost_currency", "is missing beside cost_amount", "add it, e.g. USD")
        if finding.checked_by and finding.checked_by == finding.extracted_by:
            yield place.problem(finding.id, "checked_by", "is who extracted it", "name another person, or nobody")
        yield from _numbers(finding, content)
        yield from _finding_rests_on_its_study(finding, content)


def _numbers(finding: Finding, content: Content) -> Iterator[Problem]:
    place = content.place(finding)
    if finding.numbers and not finding.way:
        what, remedy = "is missing beside numbers", "say in which way the numbers are reported, e.g. interval"
        yield place.problem(finding.id, "way", what, remedy)
    if not finding.way:
        return
    try:
        effect_of(finding.way, finding.numbers, kind=finding.effect_kind)
    except CairnError as refusal:
        yield place.problem(finding.id, "numbers", refusal.what, refusal.remedy or "correct it", blocks=False)
    for column, name in (("estimate", "estimate"), ("ci_low", "low"), ("ci_high", "high")):
        given, told = getattr(finding, column), finding.numbers.get(name)
        if None not in (given, told) and "level" not in finding.numbers and not isclose(given, told, rel_tol=1e-6):
            what = f"is {given:g}, but the numbers say {told:g}"
            yield place.problem(finding.id, column, what, "look it up again", blocks=False)


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


def _poolings(content: Content) -> Iterator[Problem]:
    pooling: Pooling
    for pooling in content.of("pooling").values():
        place = content.place(pooling)
        found = [content.of("finding")[name] for name in pooling.findings if name in content.of("finding")]
        for finding in found:
            if finding.link != pooling.link:
                what, remedy = f"{finding.id} is on another link", "take it out, or correct its link"
                yield place.problem(pooling.id, "findings", what, remedy)
        for what in _unlike(pooling, [one for one in found if one.link == pooling.link], content):
            yield place.problem(pooling.id, "findings", what, "take it out, or correct its record", blocks=False)
        if pooling.comparator_risk is not None and not (0 < pooling.comparator_risk < 1 and pooling.risk_source):
            what, remedy = "is no risk with its source", "give one between 0 and 1, and risk_source beside it"
            yield place.problem(pooling.id, "comparator_risk", what, remedy)
    leading = [one for one in content.of("pooling").values() if one.leading]
    yield from _once(content, leading, "leading", "leads this link already", lambda one: one.link)


def _unlike(pooling: Pooling, found: list[Finding], content: Content) -> Iterator[str]:
    """Say of each finding that a hub would leave out of a pooled answer why it would."""
    likeness = {"kind": pooling.effect_kind, "contrast": pooling.contrast, "outcome": pooling.outcome_definition}
    people: dict[tuple[str, str], str] = {}
    if not found:
        yield "names no finding that could be pooled"
    for finding in found:
        study = content.of("study").get(finding.study)
        if study is None:
            continue
        candidate = _candidate(finding, study, content)
        if why := comparable.why_not_with(candidate, **likeness):
            yield f"{finding.id} cannot be pooled here: {why}"
        elif candidate.people in people and pooling.model != PoolingModel.CORRELATED:
            yield f"{finding.id} is on the same people as {people[candidate.people]}"
        people.setdefault(candidate.people, finding.id)


def _candidate(finding: Finding, study: Study, content: Content) -> Candidate:
    again = [one for one in content.of("study").values() if one.reanalysis_of == study.id]
    withdrawn = any(one.direction in WITHDRAWING and one.direction != finding.direction for one in again)
    return candidate_of(finding, study, label=study.id, withdrawn=withdrawn)


def _certainties(content: Content) -> Iterator[Problem]:
    certainty: Certainty
    for certainty in content.of("certainty").values():
        place, pooled = content.place(certainty), certainty.body == EvidenceBody.POOLED
        for column in ("pooling", "answer_digest"):
            if pooled and not getattr(certainty, column):
                what, remedy = "is missing", "name what was judged; export writes both"
                yield place.problem(certainty.id, column, what, remedy)
            if not pooled and getattr(certainty, column):
                what, remedy = f"does not go with the body {certainty.body}", "take it out, or write pooled"
                yield place.problem(certainty.id, column, what, remedy)
        pooling = content.of("pooling").get(certainty.pooling)
        if pooling is not None and pooling.link != certainty.link:
            what, remedy = f"{pooling.id} is on another link", "name one of this link"
            yield place.problem(certainty.id, "pooling", what, remedy)
    judged = list(content.of("certainty").values())
    yield from _once(content, judged, "body", "judges the same", lambda one: one.pooling or (one.link, one.body))


def _appraisals(content: Content) -> Iterator[Problem]:
    appraisal: Appraisal
    for appraisal in content.of("appraisal").values():
        place = content.place(appraisal)
        try:
            check_appraisal(instrument(appraisal.instrument), appraisal.answers)
        except CairnError as refusal:
            yield place.problem(
                appraisal.id, "answers", str(refusal).partition("; ")[0], refusal.remedy or "correct it"
            )
        finding = content.of("finding").get(appraisal.finding)
        if finding is not None and finding.study != appraisal.study:
            what, remedy = f"{finding.id} belongs to another study", "name one of this study, or none"
            yield place.problem(appraisal.id, "finding", what, remedy)
    everything = list(content.of("appraisal").values())
    yield from _once(
        content,
        everything,
        "judged_by",
        "is the same person's judgement of the same",
        lambda one: (one.finding or one.study, one.instrument, one.judged_by),
    )


def _wordings(content: Content) -> Iterator[Problem]:
    wording: InstrumentWording
    for wording in content.of("instrument_wording").values():
        try:
            instrument(wording.instrument).domain(wording.domain)
        except CairnError:
            names = ", ".join(one.id for one in instrument(wording.instrument).domains)
            what = f"{wording.domain!r} is no domain of {wording.instrument}"
            yield content.place(wording).problem(wording.id, "domain", what, f"use one of: {names}")
    wordings = list(content.of("instrument_wording").values())
    yield from _once(content, wordings, "domain", "words the same domain", lambda one: (one.instrument, one.domain))


def _thresholds(content: Content) -> Iterator[Problem]:
    threshold: EffectThreshold
    for threshold in content.of("effect_threshold").values():
        ratio = threshold.effect_kind in RATIO_KINDS
        if threshold.value == float(ratio) or (ratio and threshold.value <= 0):
            what = f"{threshold.value:g} {threshold.effect_kind.replace('_', ' ')} is no effect that could matter"
            remedy = "give one that differs from no effect; a ratio lies above 0"
            yield content.place(threshold).problem(threshold.id, "value", what, remedy)
    settled = [one for one in content.of("effect_threshold").values() if one.settled_how]
    yield from _once(content, settled, "settled_how", "is settled for this link already", lambda one: one.link)


def _templates(content: Content) -> Iterator[Problem]:
    template: ExtractionTemplate
    for template in content.of("extraction_template").values():
        place = content.place(template)
        if template.number < 1:
            yield place.problem(template.id, "number", "is below 1", "number the versions from 1")
        asked = [Question(**one.model_dump() | {"choices": tuple(one.choices)}) for one in template.questions]
        try:
            check_questions(asked)
        except ValidationError as refusal:
            yield place.problem(template.id, "questions", " ".join(refusal.messages), "correct the question")
    templates = list(content.of("extraction_template").values())
    yield from _once(content, templates, "number", "has the same number", lambda one: one.number)


def _once(
    content: Content, records: list[Any], column: str, what: str, key: Callable[[Any], Hashable]
) -> Iterator[Problem]:
    """Report each record in readers' sight that says what an earlier one said."""
    first: dict[Hashable, Record] = {}
    for record in records:
        if (record.kind, record.id) in content.removed:
            continue
        earlier = first.setdefault(key(record), record)
        if earlier is not record:
            yield content.place(record).problem(record.id, column, f"{earlier.id} {what}", "keep one of the two")


EVIDENCE_CHECKS = (
    _studies,
    _findings,
    _syntheses,
    _poolings,
    _certainties,
    _appraisals,
    _wordings,
    _thresholds,
    _templates,
)
