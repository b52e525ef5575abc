"""Decisions about pooling, each one recorded change."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cairn.base.errors import InputError
from cairn.synthesis import comparable
from cairnhub.accounts.authors import Author
from cairnhub.framework.models import Link
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import Finding, Pooling, PoolingModel
from . import effects


@transaction.atomic
def pool(*, link: Link, findings: list[str], by: Author, reason: str, **settings) -> Pooling:
    """Decide that these findings are alike enough to be pooled.

    `settings` are fields of the pooling. Raises ValidationError naming the finding and the rule where they are not
    alike, where two of them are on the same people and the model expects one, or where no reason is given.
    """
    chosen = alike(link, findings, settings.get("model", PoolingModel.REML))
    first = chosen[0]
    pooling = Pooling(
        link=link,
        effect_kind=first.effect_kind,
        contrast=first.contrast,
        outcome_definition=first.outcome_definition,
        reason=reason.strip(),
        **settings,
    )
    stem = f"{link.pk}__{first.effect_kind}"
    pooling.pk = identifier_from(stem, lambda name: Pooling.objects.filter(pk=name).exists())
    if pooling.leading:
        _let_no_other_lead(link, by, reason)
    history.add(obj=pooling, by=by, reason=reason, related={"findings": [one.pk for one in chosen]})
    return pooling


@transaction.atomic
def change_pooling(
    *, pooling: Pooling, findings: list[str], by: Author, reason: str, seen_event: int | None = None, **settings
):
    """Decide anew which findings a pooling holds and how it pools them; answers None where nothing differs.

    Raises ValidationError as `pool` does, or where somebody else changed it meanwhile.
    """
    chosen = alike(pooling.link, findings, settings.get("model", pooling.model))
    if settings.get("leading") and not pooling.leading:
        _let_no_other_lead(pooling.link, by, reason)
    values = {"findings": [one.pk for one in chosen], **settings}
    return history.change(obj=pooling, by=by, reason=reason, values=values, seen_event=seen_event)


def alike(link: Link, findings: list[str], model: str) -> list[Finding]:
    """The findings of these identifiers, where they are alike. Raises ValidationError, field `findings`, else."""
    known = {one.pk: one for one in effects.quantitative(link.pk)}
    unknown = sorted(set(findings) - known.keys())
    if unknown:
        raise ValidationError({"findings": f"“{unknown[0]}” is no finding with a number on this link."})
    chosen = [known[one] for one in sorted(set(findings))]
    if not chosen:
        raise ValidationError({"findings": "Choose at least one finding."})
    try:
        comparable.check(effects.candidates(chosen), dependent=model == PoolingModel.CORRELATED)
    except InputError as refusal:
        raise ValidationError({"findings": str(refusal)}) from refusal
    return chosen


def _let_no_other_lead(link: Link, by: Author, reason: str) -> None:
    for other in Pooling.objects.visible().filter(link=link, leading=True):
        history.change(obj=other, by=by, reason=f"Another answer leads now: {reason}", values={"leading": False})
