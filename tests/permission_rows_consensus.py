"""Rows of the permission matrix: consensus processes, for readers and for those who run and moderate them."""

from cairnhub.consensus.ballots.models import Remark
from cairnhub.consensus.models import Process
from consensus_builders import drafted, running, suggested
from permission_rows import Row, from_role, page

RUNNER_FORM = from_role("coordinator", 200), from_role("coordinator", 400)
RUNNER_BUTTON = from_role("coordinator", 405), from_role("coordinator", 302)
MODERATOR_PAGE = from_role("editor", 200), from_role("editor", 405)


def by_process(made: Process) -> dict:
    return {"process_id": made.pk}


def by_round(made: Process) -> dict:
    return {"process_id": made.pk, "number": 1}


def by_item(made: Process) -> dict:
    return {"process_id": made.pk, "item_id": made.items.first().pk}


def by_remark(made: Remark) -> dict:
    return {"process_id": made.round.process_id, "remark_id": made.pk}


CONSENSUS: dict[str, Row] = {
    "consensus:index": page(),
    "consensus:process": page(running, by_process),
    "consensus:start": Row(*RUNNER_FORM),
    "consensus:run": Row(*MODERATOR_PAGE, drafted, by_process),
    "consensus:protocol": Row(*RUNNER_FORM, drafted, by_process),
    "consensus:parts": Row(*RUNNER_FORM, drafted, by_process),
    "consensus:fix": Row(*RUNNER_BUTTON, drafted, by_process),
    "consensus:end": Row(*RUNNER_BUTTON, running, by_process),
    "consensus:rehearse": Row(*RUNNER_BUTTON, drafted, by_process),
    "consensus:add_round": Row(*RUNNER_FORM, running, by_process),
    "consensus:open_round": Row(*RUNNER_BUTTON, running, by_round),
    "consensus:close_round": Row(*RUNNER_BUTTON, running, by_round),
    "consensus:skip_round": Row(*RUNNER_BUTTON, running, by_round),
    "consensus:items": Row(*RUNNER_FORM, drafted, by_process),
    "consensus:gather": Row(from_role("coordinator", 200), from_role("coordinator", 302), drafted, by_process),
    "consensus:merge": Row(*RUNNER_BUTTON, drafted, by_process),
    "consensus:item": Row(from_role("coordinator", 200), from_role("coordinator", 200), drafted, by_item),
    "consensus:moderate": Row(*MODERATOR_PAGE, running, by_process),
    "consensus:take_up": Row(*RUNNER_BUTTON, running, by_process),
    "consensus:judge": Row(from_role("editor", 405), from_role("editor", 302), suggested, by_remark),
}
