"""What people judge of studies by published instruments, each one recorded change."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from cairn.base.errors import CairnError
from cairn.synthesis import appraisal as library
from cairnhub.accounts.authors import Author
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import Appraisal, Finding, FindingKind, InstrumentWording, Study


@transaction.atomic
def appraise(
    *,
    study: Study,
    instrument: library.Instrument,
    answers: Mapping[str, str],
    support: Mapping[str, str],
    by: Author,
    finding: Finding | None = None,
    overall: str = "",
    overall_reason: str = "",
) -> Appraisal:
    """Store one person's judgement of a study, or of one of its findings; a second one by the same person replaces it.

    `overall` differs from what the rule says only by a word that the rule leaves to people, and with a reason. A
    judgement of bias becomes that of the findings it is about, so that the roadmap sees it. Raises ValidationError for
    an unknown answer, a word that the rule does not allow or a missing reason.
    """
    if not answers:
        raise ValidationError("Nothing is judged yet: answer at least one domain.")
    try:
        suggested = library.overall(instrument, answers)
    except CairnError as refusal:
        raise ValidationError(str(refusal)) from refusal
    chosen = overall or suggested.value
    if chosen not in (suggested.value, *suggested.person_may_say):
        raise ValidationError({"overall": _why_not(instrument, suggested)})
    if chosen != suggested.value and not overall_reason.strip():
        raise ValidationError({"overall_reason": f"The rule says “{suggested.value or 'nothing yet'}”: say why not."})
    values = {
        "answers": dict(answers),
        "support": {name: text.strip() for name, text in support.items() if text.strip()},
        "overall": chosen,
        "overall_reason": overall_reason.strip() if chosen != suggested.value else "",
    }
    made = _store(study, finding, instrument, values, by)
    _carry_to_findings(made, instrument, by)
    return made


def _why_not(instrument: library.Instrument, suggested: library.Overall) -> str:
    if not suggested.complete:
        return "Judge every domain before the whole, or leave the whole to the published rule."
    also = "".join(f" or, with a reason, “{word}”" for word in suggested.person_may_say)
    return (
        f"By the published rule of {instrument.name} these answers come to “{suggested.value}”{also}: "
        "choose that, or judge a domain otherwise."
    )


def _store(study, finding, instrument, values: dict, by: Author) -> Appraisal:
    same = {"study": study, "finding": finding, "instrument": instrument.id, "judged_by": by.display_name}
    reason = f"Judged by {instrument.name}."
    known = Appraisal.objects.visible().filter(**same).first()
    if known is not None:
        history.change(obj=known, by=by, reason=reason, values=values)
        return known
    made = Appraisal(**same, **values)
    stem = f"{finding.pk if finding else study.pk}__{instrument.id}"
    made.pk = identifier_from(stem, lambda name: Appraisal.objects.filter(pk=name).exists())
    history.add(obj=made, by=by, reason=reason)
    return made


def _carry_to_findings(made: Appraisal, instrument: library.Instrument, by: Author) -> None:
    bias = library.as_bias(instrument.id, made.overall)
    if not bias:
        return
    about = made.study.findings.visible().filter(finding_kind=FindingKind.QUANTITATIVE)
    if made.finding_id:
        about = about.filter(pk=made.finding_id)
    why = f"{instrument.name}: {made.overall}, judged by {made.judged_by}."
    for one in about:
        history.change(obj=one, by=by, reason=why, values={"bias": bias, "bias_reason": why})


@transaction.atomic
def word(*, instrument: library.Instrument, domain: library.Domain, text: str, source: str, by: Author):
    """Fill in wording that an instrument leaves to its users. Raises ValidationError without text or source."""
    known = InstrumentWording.objects.visible().filter(instrument=instrument.id, domain=domain.id).first()
    values = {"text": text.strip(), "source": source.strip()}
    reason = f"Wording of {instrument.name}."
    if known is not None:
        history.change(obj=known, by=by, reason=reason, values=values)
        return known
    made = InstrumentWording(instrument=instrument.id, domain=domain.id, **values)
    made.pk = f"{instrument.id}__{domain.id}"
    history.add(obj=made, by=by, reason=reason)
    return made
