"""The list of what each decision names, kept in step with the decision, whoever changes it."""

from cairnhub.history.beside import Pair, register
from cairnhub.history.fields import pointed_at
from cairnhub.history.labels import Label
from cairnhub.history.signals import recorded

from ..models import Decision, Mention


def connect() -> None:
    """Listen, and show decisions beside what they name; called once, when the app is ready."""
    recorded.connect(_remember, sender=Decision, dispatch_uid="governance.remember_mentions")
    register(decisions_beside)


def decisions_beside(pairs: set[Pair]) -> dict[Pair, list[Label]]:
    """The decisions that name these objects and changes, by what they name."""
    named = Mention.objects.filter(
        kind__in={kind for kind, _ in pairs}, object_id__in={object_id for _, object_id in pairs}
    ).select_related("decision")
    found: dict[Pair, list[Label]] = {}
    for one in named.order_by("decision__decided_on", "pk"):
        if (one.kind, one.object_id) in pairs:
            label = Label(one.decision.title, one.decision.get_absolute_url())
            found.setdefault((one.kind, one.object_id), []).append(label)
    return found


def _remember(*, obj: Decision, **_) -> None:
    obj.mentions.all().delete()
    if not obj.removed:
        named = dict.fromkeys([*obj.evidence, *obj.changed])
        Mention.objects.bulk_create(
            Mention(decision=obj, kind=kind, object_id=object_id) for kind, object_id in map(pointed_at, named)
        )
