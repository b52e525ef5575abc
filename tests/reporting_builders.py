"""A process that was held and has ended, without going through the pages of panellists."""

from cairnhub.consensus import actions, items
from cairnhub.consensus.ballots.models import Answer, Rater, Remark, RemarkState
from cairnhub.consensus.models import Process
from consensus_builders import BY, close, open_next, running


def make_ended_process() -> Process:
    """Two rounds of rating and one that orders, with a reworded item, a reason, an amendment and two groups."""
    process = running(steps=["rate", "rate", "order"], nature="demonstration")
    raters = [
        Rater.objects.create(process=process, code=f"rater {group} {at}", group=group, way="simulated",
                             consent_version=1)
        for group in ("researcher", "community") for at in range(6)
    ]  # fmt: skip
    _answer(process, raters, lambda person, item: 1 + (2 * person + item) % 9)
    Remark.objects.create(
        round=process.rounds.get(state="open"), item=process.items.first(), code="a place", text="It decides the rest.",
        state=RemarkState.SHOWN,
    )  # fmt: skip
    close(process)
    items.reword(item=process.items.get(number="2"), text="Two, in plainer words", why="It was read in two ways.")
    actions.amend(process=process, values={"irb": "IRB 17"}, by=BY, why="The reference came late.")
    open_next(process)
    _answer(process, raters, lambda person, item: 1 + (2 * person + item + person % 2) % 9)
    close(process)
    open_next(process)
    _answer(process, raters, lambda person, item: 1 + (person + item) % 3)
    close(process)
    actions.end(process=process, by=BY, reason="All rounds were held.")
    return process


def _answer(process: Process, raters: list[Rater], value) -> None:
    round_ = process.rounds.get(state="open")
    for at, item in enumerate(process.items.filter(state="asked")):
        Answer.objects.bulk_create(
            Answer(rater=rater, round=round_, item=item, value=value(person, at)) for person, rater in enumerate(raters)
        )
