"""How a paper becomes a study: two readers, each alone, then one agreement. Every step is one transaction."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.framework.models import Link
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import Agreement, Coding, Extraction, ExtractionState, ExtractionTemplate, Finding, Study
from ..models.numbers import worked_out
from .comparing import compare
from .forms import EVERYTHING, OPEN_QUESTION, problems_of
from .questions import Question, check, current_template, is_ready, missing_answers, questions_of, study_values

OPEN = (ExtractionState.DRAFT, ExtractionState.SUBMITTED)
READERS = 2


@transaction.atomic
def begin(*, study: Study, by: User) -> Extraction:
    """The reader's own draft of a study, begun if there is none, in the form the other reader has, if there is one.

    Raises ValidationError where the study is not one to extract, two others are at it, this reader has finished, or two
    readers have agreed on it.
    """
    if not is_ready(study):
        raise ValidationError(
            "Only primary studies are extracted: reviews and commentaries report nothing of their own."
        )
    # Locked, so that a third reader cannot slip in between this look and the write.
    Study.objects.select_for_update().get(pk=study.pk)
    known = list(Extraction.objects.filter(study=study, state__in=OPEN).select_related("template"))
    own = next((one for one in known if one.reader_id == by.pk), None)
    if own is not None:
        return _unfinished(own)
    if len(known) >= READERS:
        raise ValidationError("Two readers are at this study already.")
    if study.agreements.exists():
        raise ValidationError(
            "Two readers have agreed on this study already. Its findings are corrected on its page, each one by itself."
        )
    template = known[0].template if known else current_template()
    try:
        with transaction.atomic():
            return Extraction.objects.create(study=study, reader=by, reader_name=by.display_name, template=template)
    except IntegrityError:
        # The same person opened it twice at once.
        return Extraction.objects.get(study=study, reader=by, state__in=OPEN)


def _unfinished(own: Extraction) -> Extraction:
    if own.state == ExtractionState.SUBMITTED:
        raise ValidationError("You have read this study already: its second reader must be somebody else.")
    return own


@transaction.atomic
def save_draft(
    *, extraction: Extraction, answers: dict, findings: list[dict], by: User, seen: str = "", window: str = ""
) -> Extraction:
    """Keep what a reader has so far; `seen` is when it had been saved last, in ISO form, as the page `window` had it.

    Raises ValidationError where it is finished, somebody else's, or was saved from another window since.
    """
    own = _own(extraction, by, ExtractionState.DRAFT)
    same_window = window and window == own.saved_from
    if seen and seen != own.changed_at.isoformat() and not same_window:
        raise ValidationError(
            "Not saved: you have saved it from another window since. Copy what is new here, then open the page again."
        )
    own.answers, own.findings, own.changed_at, own.saved_from = answers, findings, timezone.now(), window[:40]
    own.save(update_fields=["answers", "findings", "changed_at", "saved_from"])
    return own


@transaction.atomic
def submit(*, extraction: Extraction, by: User) -> Extraction:
    """Hand an extraction in. Raises ValidationError naming each question and finding that is not finished."""
    own = _own(extraction, by, ExtractionState.DRAFT)
    missing = missing_answers(questions_of(own.template), own.answers)
    problems = [f"{one.label}: {OPEN_QUESTION}" for one in missing]
    for number, finding in enumerate(own.findings, start=1):
        problems += [f"Finding {number}: {problem}" for _, problem in problems_of(finding)]
    if problems:
        raise ValidationError(problems)
    own.state, own.submitted_at = ExtractionState.SUBMITTED, timezone.now()
    own.save(update_fields=["state", "submitted_at"])
    return own


@transaction.atomic
def take_back(*, extraction: Extraction, by: User) -> Extraction:
    """Open a finished extraction again, as long as the other reader has not finished.

    Raises ValidationError from then on: editors see both, and an answer changed now might be no answer of one's own.
    """
    Study.objects.select_for_update().get(pk=extraction.study_id)
    own = _own(extraction, by, ExtractionState.SUBMITTED)
    if Extraction.objects.filter(study=own.study_id, state=ExtractionState.SUBMITTED).exclude(pk=own.pk).exists():
        raise ValidationError("The other reader has finished too. Tell the editor who brings both together.")
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


@transaction.atomic
def agree(
    *, first: Extraction, second: Extraction, answers: dict, findings: list[dict], by: User, note: str = ""
) -> Agreement:
    """Write what two readers agree on into the study and its findings, once.

    Raises ValidationError where one of them is not finished, was agreed on already, or a finding is refused.
    """
    pair = {one.pk: one for one in Extraction.objects.select_for_update().filter(pk__in=(first.pk, second.pk))}
    if len(pair) != READERS or {one.state for one in pair.values()} != {ExtractionState.SUBMITTED}:
        raise ValidationError("Both readers must have finished, and nobody may have agreed on it before.")
    first, second = pair[first.pk], pair[second.pk]
    held = compare(first, second)
    # Names stand in the agreement, where an erased account can be taken out of it again.
    reason = "Read by two readers on their own, and agreed on."
    _write_study(first.study, held.questions, answers, findings, by, reason)
    _write_findings(first, second, findings, by, reason)
    made = Agreement(
        study=first.study,
        first=first,
        second=second,
        by=by,
        by_name=by.display_name,
        compared=held.compared,
        same=held.agreed,
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


def _write_findings(first: Extraction, second: Extraction, findings: list[dict], by, reason: str) -> None:
    """Change the findings the study has where they are the same ones, and add the others."""
    checked_by = second.reader_name
    if checked_by == first.reader_name:
        checked_by = f"{checked_by} (second reader)"
    readers = {"extracted_by": first.reader_name, "checked_by": checked_by}
    known = list(Finding.objects.visible().filter(study=first.study))
    for finding in findings:
        values = finding_values(finding) | readers
        if (same := _same(known, finding)) is not None:
            known.remove(same)
            history.change(obj=same, by=by, reason=reason, values=values)
        else:
            _add_finding(first.study, finding["link"], values, by, reason)


def _add_finding(study: Study, link: str, values: dict, by, reason: str) -> None:
    fields = {Finding._meta.get_field(name).attname: value for name, value in values.items()}
    made = Finding(study=study, link_id=link, **fields)
    made.pk = identifier_from(f"{study.pk}__{link}", lambda name: Finding.objects.filter(pk=name).exists())
    history.add(obj=made, by=by, reason=reason)


def _same(known: list[Finding], finding: dict) -> Finding | None:
    """The stored finding that an agreed one is: alike in what it counts for whom, or else one reader's on its link."""
    near = [one for one in known if (one.link_id, one.finding_kind) == (finding["link"], finding["finding_kind"])]
    alike = ("outcome_definition", "subgroup", "time_point", "theme")
    exact = (one for one in near if all(getattr(one, name) == finding.get(name, "") for name in alike))
    return next(exact, None) or next((one for one in near if not one.checked_by), None)


def finding_values(finding: dict) -> dict:
    """An extracted finding as fields of a stored one: its effect worked out where it reports numbers.

    What the readers left empty is emptied, for they would else be named for what only another reader said.
    """
    emptied = ("effect_measure", "estimate", "ci_low", "ci_high", "numbers", *EVERYTHING)
    values = {name: _empty(name) for name in emptied} | {
        name: value for name, value in finding.items() if name != "link"
    }
    if values["way"]:
        values |= worked_out(values["way"], values["numbers"], values["effect_kind"])
    return values


def _empty(name: str) -> dict | str | None:
    field = Finding._meta.get_field(name)
    return None if field.null else field.get_default()


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
