"""What the desk says of consensus processes."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.accounts.permissions import Permission
from cairnhub.pages.desk_lines import Line, Section

from .ballots.models import Remark, RemarkState
from .models import Nature, Process, Round, RoundState, Stage

NAMED = 5


def rounds() -> Iterator[Line]:
    """Drafts, open rounds and words that wait, of processes that count."""
    real = Process.objects.visible().filter(nature=Nature.REAL)
    drafts = list(real.filter(stage=Stage.DRAFT))
    named = [(one.title, reverse("consensus:run", args=[one.pk])) for one in drafts[:NAMED]]
    yield Line(
        Section.ROUNDS, "process_drafts", "processes in preparation", len(drafts), reverse("consensus:index"),
        "Their protocols are not fixed yet.", named,
    )  # fmt: skip
    open_ = list(Round.objects.filter(process__in=real, state=RoundState.OPEN).select_related("process"))
    named = [(f"{one.process.title}: {one.title}", reverse("consensus:run", args=[one.process_id])) for one in open_]
    yield Line(Section.ROUNDS, "open_rounds", "rounds open", len(open_), reverse("consensus:index"), "", named[:NAMED])
    held = Remark.objects.filter(round__process__in=real, state=RemarkState.HELD)
    waiting = list(real.filter(rounds__remarks__in=held).distinct())
    named = [(one.title, reverse("consensus:moderate", args=[one.pk])) for one in waiting[:NAMED]]
    yield Line(
        Section.MODERATION, "remarks_held", "words of panellists to moderate", held.count(), reverse("consensus:index"),
        "", named, Permission.ROUND_MODERATE,
    )  # fmt: skip
