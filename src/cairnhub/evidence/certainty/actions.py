"""What a person judges of a body of evidence, each one recorded change."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from cairn.base.errors import InputError
from cairn.synthesis import certainty as library
from cairnhub.accounts.authors import Author
from cairnhub.framework.models import Link
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from

from ..models import Certainty, EffectThreshold, EvidenceBody
from .bodies import Judged


@transaction.atomic
def judge(
    *,
    judged: Judged,
    facts: dict[str, bool | None],
    overrides: Mapping[library.Domain, library.Override],
    by: Author,
    note: str = "",
) -> Certainty:
    """Confirm what the rules suggest of a body of evidence, or differ with reasons.

    Raises ValidationError naming the domain where a step is impossible, barred or without its reason.
    """
    suggestion = library.suggest(judged.body)
    try:
        conclusion = library.conclude(suggestion, overrides)
    except InputError as refusal:
        raise ValidationError(str(refusal)) from refusal
    judgements = {
        one.domain.value: {
            "levels": conclusion.levels[one.domain],
            "suggested": one.levels,
            "rule": one.rule,
            "because": one.because,
            "known": one.known,
            "reason": overrides[one.domain].reason.strip() if one.domain in overrides else "",
        }
        for one in suggestion.judgements
    }
    values = {
        "facts": {name: value for name, value in facts.items() if value is not None},
        "start": suggestion.start.value,
        "judgements": judgements,
        "level": conclusion.level.value,
        "note": note.strip(),
    }
    return _store(judged.link, judged.kind, judged.pooling, judged.reading, values, by)


@transaction.atomic
def judge_qualitative(
    *, link: Link, concerns: Mapping[library.Component, tuple[library.Concern, str]], by: Author, note: str = ""
) -> Certainty:
    """Judge the confidence in a link's qualitative findings from concerns, each with its reason.

    Raises ValidationError where a component has no concern or no reason.
    """
    bare = [component for component, (_, reason) in concerns.items() if not reason.strip()]
    if bare:
        raise ValidationError(f"Say why you judge {bare[0]} so.")
    try:
        found = library.confidence({component: concern for component, (concern, _) in concerns.items()})
    except InputError as refusal:
        raise ValidationError(str(refusal)) from refusal
    judgements = {
        component.value: {"concern": concern.value, "reason": reason.strip()}
        for component, (concern, reason) in concerns.items()
    }
    values = {"facts": {}, "start": "high", "judgements": judgements, "level": found.level.value, "note": note.strip()}
    return _store(link, EvidenceBody.QUALITATIVE, None, None, values, by)


def _store(link, kind, pooling, reading, values: dict, by: Author) -> Certainty:
    values |= {"judged_by": by.display_name, "answer_digest": reading.answer.digest if reading else ""}
    known = Certainty.objects.visible().filter(link=link, body=kind, pooling=pooling).first()
    reason = f"Certainty of {kind.label} judged {values['level'].replace('_', ' ')}."
    if known is not None:
        history.change(obj=known, by=by, reason=reason, values=values)
        return known
    made = Certainty(link=link, body=kind, pooling=pooling, **values)
    stem = f"{pooling.pk if pooling else link.pk}__{kind.value}"
    # One that was removed keeps its identifier: its history is another one.
    made.pk = identifier_from(stem, lambda name: Certainty.objects.filter(pk=name).exists())
    history.add(obj=made, by=by, reason=reason)
    return made


@transaction.atomic
def settle_threshold(*, threshold: EffectThreshold, by: Author, how: str) -> EffectThreshold:
    """Make a proposal the agreed smallest effect that matters of its link, and say how people agreed on it.

    Raises ValidationError where it is not said how, or another proposal has been settled.
    """
    if not how.strip():
        raise ValidationError({"settled_how": "Say how it was agreed: which round or meeting, and who took part."})
    history.change(obj=threshold, by=by, reason=how, values={"settled_how": how.strip()})
    values = {"smallest_effect": threshold.value, "smallest_effect_unit": threshold.get_effect_kind_display()}
    history.change(obj=threshold.link, by=by, reason=f"Settled: {how.strip()}", values=values)
    return threshold
