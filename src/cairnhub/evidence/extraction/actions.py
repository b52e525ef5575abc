"""How a paper becomes a study: two readers, each alone, then one agreement. Every step is one transaction."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cairn.synthesis import effect_of
from cairnhub.accounts.models import User
from cairnhub.framework.models import Link
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import Agreement, Coding, Extraction, ExtractionState, ExtractionTemplate, Finding, FindingKind, Study
from .forms import problems_of
from .questions import Question, check, current_template, is_ready, missing_answers, questions_of, study_values

OPEN = (ExtractionState.DRAFT, ExtractionState.SUBMITTED)
READERS = 2


@transaction.atomic
def begin(*, study: Study, by: User) -> Extraction:
    """The reader's own open extraction of a study, begun if there is none.

    Raises ValidationError where the study is not one to extract, two others are at it, or this reader has finished.
    """
    if not is_ready(study):
        raise ValidationError(
            "Only primary studies are extracted: reviews and commentaries report nothing of their own."
        )
    # Locked, so that a third reader cannot slip in between this look and the write.
    Study.objects.select_for_update().get(pk=study.pk)
    known = list(Extraction.objects.filter(study=study, state__in=OPEN))
    own = next((one for one in known if one.reader_id == by.pk), None)
    if own is not None:
        return own
    if len(known) >= READERS:
        raise ValidationError("Two readers are at this study already.")
    try:
        with transaction.atomic():
            return Extraction.objects.create(
                study=study, reader=by, reader_name=by.display_name, template=current_template()
            )
    except IntegrityError:
        # The same person opened it twice at once.
        return Extraction.objects.get(study=study, reader=by, state__in=OPEN)


@transaction.atomic
def save_draft(*, extraction: Extraction, answers: dict, findings: list[dict], by: User) -> Extraction:
    """Keep what a reader has so far. Raises ValidationError where it is finished or somebody else's."""
    own = _own(extraction, by, ExtractionState.DRAFT)
    own.answers, own.findings, own.changed_at = answers, findings, timezone.now()
    own.save(update_fields=["answers", "findings", "changed_at"])
    return own


@transaction.atomic
def submit(*, extraction: Extraction, by: User) -> Extraction:
    """Hand an extraction in. Raises ValidationError naming each question and finding that is not finished."""
    own = _own(extraction, by, ExtractionState.DRAFT)
    problems = [f"{one.label}: answer it, or say that the paper does not state it." for one in _missing(own)]
    for number, finding in enumerate(own.findings, start=1):
        problems += [f"Finding {number}: {problem}" for problem in problems_of(finding)]
    if problems:
        raise ValidationError(problems)
    own.state, own.submitted_at = ExtractionState.SUBMITTED, timezone.now()
    own.save(update_fields=["state", "submitted_at"])
    return own


@transaction.atomic
def take_back(*, extraction: Extraction, by: User) -> Extraction:
    """Open a finished extraction again, as long as nobody has agreed on it."""
    own = _own(extraction, by, ExtractionState.SUBMITTED)
    own.state = ExtractionState.DRAFT
    own.save(update_fields=["state"])
    return own


@transaction.atomic
def give_up(*, extraction: Extraction, by: User) -> Extraction:
    """Leave a study to other readers. What was written is kept, and seen by nobody else."""
    own = _own(extraction, by, ExtractionState.DRAFT)
    own.state = ExtractionState.WITHDRAWN
    own.save(update_fields=["state"])
    return own


def _own(extraction: Extraction, by: User, state: ExtractionState) -> Extraction:
    own = Extraction.objects.select_for_update().get(pk=extraction.pk)
    if own.reader_id != by.pk:
        raise ValidationError("This is somebody else’s extraction.")
    if own.state != state:
        raise ValidationError(f"It is {own.get_state_display()}. Open the page again to see it as it is.")
    return own


def _missing(extraction: Extraction) -> list[Question]:
    return missing_answers(questions_of(extraction.template), extraction.answers)


@transaction.atomic
def agree(
    *,
    first: Extraction,
    second: Extraction,
    answers: dict,
    findings: list[dict],
    compared: int,
    same: int,
    by: User,
    note: str = "",
) -> Agreement:
    """Write what two readers agree on into the study and its findings, once.

    Raises ValidationError where one of them is not finished, was agreed on already, or a finding is refused.
    """
    pair = {one.pk: one for one in Extraction.objects.select_for_update().filter(pk__in=(first.pk, second.pk))}
    if len(pair) != READERS or {one.state for one in pair.values()} != {ExtractionState.SUBMITTED}:
        raise ValidationError("Both readers must have finished, and nobody may have agreed on it before.")
    first, second = pair[first.pk], pair[second.pk]
    reason = f"Extracted by {first.reader_name} and {second.reader_name}, agreed on by {by.display_name}."
    _write_study(first.study, questions_of(first.template), answers, findings, by, reason)
    for finding in findings:
        _write_finding(first, second, finding, by, reason)
    made = Agreement(
        study=first.study,
        first=first,
        second=second,
        by_name=by.display_name,
        compared=compared,
        same=same,
        decided={"answers": answers, "findings": findings},
        note=note.strip(),
    )
    made.full_clean()
    made.save()
    for one in (first, second):
        one.state = ExtractionState.AGREED
        one.save(update_fields=["state"])
    return made


def _write_study(study: Study, questions: list[Question], answers: dict, findings: list[dict], by, reason: str) -> None:
    values, further = study_values(questions, answers)
    links = Link.objects.filter(pk__in=[one["link"] for one in findings])
    for side, end in (("exposures", "source_id"), ("outcomes", "target_id")):
        known = values.get(side) or list(getattr(study, side).values_list("pk", flat=True))
        values[side] = sorted({*known, *(getattr(link, end) for link in links)})
    values |= {"coding": Coding.DOUBLE, "extracted": study.extracted | further}
    history.change(obj=study, by=by, reason=reason, values=values)


def _write_finding(first: Extraction, second: Extraction, finding: dict, by, reason: str) -> None:
    values = finding_values(finding) | {"extracted_by": first.reader_name, "checked_by": second.reader_name}
    study, link = first.study, finding["link"]
    single = (
        Finding.objects.visible()
        .filter(study=study, link=link, finding_kind=values["finding_kind"], checked_by="")
        .first()
    )
    if single is not None:
        history.change(obj=single, by=by, reason=reason, values=values)
        return
    made = Finding(study=study, link_id=link, **values)
    made.pk = identifier_from(f"{study.pk}__{link}", lambda name: Finding.objects.filter(pk=name).exists())
    history.add(obj=made, by=by, reason=reason)


def finding_values(finding: dict) -> dict:
    """An extracted finding as fields of a stored one: its effect worked out where it reports numbers."""
    values = {name: value for name, value in finding.items() if name != "link"}
    if values["finding_kind"] == FindingKind.QUANTITATIVE and values.get("way"):
        effect = effect_of(values["way"], values.get("numbers", {}), kind=values["effect_kind"])
        low, high = effect.ci
        values |= {"estimate": effect.estimate, "ci_low": low, "ci_high": high}
        if values["way"] == "interval" and "level" not in values["numbers"]:
            # The interval as printed, not as it is rounded on the way to a variance and back.
            values |= {"ci_low": values["numbers"]["low"], "ci_high": values["numbers"]["high"]}
    return values


@transaction.atomic
def change_template(*, questions: list[Question], note: str, by: User, seen: int) -> ExtractionTemplate:
    """Make a new version of the form; old answers keep theirs.

    Raises ValidationError where a question is impossible or another version was made meanwhile.
    """
    newest = current_template()
    if newest.number != seen:
        raise ValidationError("Somebody made another version meanwhile. Look at it, then make your change again.")
    check(questions)
    made = ExtractionTemplate(number=seen + 1, note=note.strip(), questions=[asdict(one) for one in questions])
    made.pk = f"extraction_form_{made.number}"
    history.add(obj=made, by=by, reason=note)
    return made
