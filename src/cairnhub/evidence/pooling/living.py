"""Answers that keep themselves: each recorded change that touches a pooling is followed by a new answer, or by none.

It happens inside the transaction of the change, so no reader ever sees the one without the other.
"""

from cairn.base.errors import InputError
from cairn.synthesis import comparable, describe_change
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.history.signals import recorded

from ..models import Answer, Finding, FindingKind, Pooling, PoolingModel, Study
from . import answers, effects
from .reading import as_compared

AUTHOR = actions.System("Cairn")


def connect() -> None:
    """Listen; called once, when the app is ready."""
    recorded.connect(_after_change, dispatch_uid="evidence.living")


def _after_change(*, event: Event, obj, **_) -> None:
    if isinstance(obj, Finding):
        _join(obj)
        _refresh(Pooling.objects.filter(findings=obj.pk), event)
    elif isinstance(obj, Study):
        for finding in obj.findings.visible():
            _join(finding)
        _refresh(Pooling.objects.filter(findings__study__in={obj.pk, obj.reanalysis_of_id} - {None}), event)
    elif isinstance(obj, Pooling):
        _refresh(Pooling.objects.filter(pk=obj.pk), event)


def _refresh(poolings, event: Event) -> None:
    for pooling in poolings.filter(removed=False).select_related("link").distinct():
        refresh(pooling, event)


def refresh(pooling: Pooling, event: Event) -> Answer | None:
    """Add the answer as it is now; None where the newest one still holds."""
    digest, result, problem = answers.computed(pooling)
    before = pooling.answers.first()
    if before is not None and before.digest == digest:
        return None
    changes = _changes(pooling, before, result) if before else []
    return Answer.objects.create(
        pooling=pooling, because=event.pk, digest=digest, result=result, problem=problem, changes=changes
    )


def _changes(pooling: Pooling, before: Answer, result: dict) -> list[str]:
    judged = pooling.certainties.visible().filter(answer_digest=before.digest).exists()
    known, new = as_compared(pooling, before.result), as_compared(pooling, result)
    return list(describe_change(known, new, certainty_judged=judged))


def _join(finding: Finding) -> None:
    """Let a finding on new people into the poolings that were decided for findings just like it."""
    if finding.removed or finding.finding_kind != FindingKind.QUANTITATIVE or not finding.contrast:
        return
    if not finding.study.cohort_id:
        # Whether these are people already in the answer is for an editor to say.
        return
    open_ones = Pooling.objects.visible().filter(link=finding.link_id, open_to_new=True).exclude(findings=finding.pk)
    for pooling in open_ones.select_related("link"):
        [complete] = effects.with_studies(Finding.objects.filter(pk=finding.pk)) or [None]
        if complete is not None and _fits(pooling, complete):
            members = [*pooling.findings.values_list("pk", flat=True), finding.pk]
            reason = "It has the same kind of effect, contrast and outcome, on people not yet in this answer."
            actions.change(obj=pooling, by=AUTHOR, reason=reason, values={"findings": members})


def _fits(pooling: Pooling, finding: Finding) -> bool:
    if comparable.why_not_with(effects.candidates([finding])[0], **pooling.likeness()):
        return False
    members = [one.finding for one in answers.membership(pooling).members]
    try:
        comparable.check(effects.candidates([*members, finding]), dependent=pooling.model == PoolingModel.CORRELATED)
    except InputError:
        return False
    return True
