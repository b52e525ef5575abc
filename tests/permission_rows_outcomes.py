"""Who may let a process act on the framework, the agenda and the roadmap: coordinators, once it has ended."""

from consensus_builders import drafted, made_to_act
from permission_rows import Row, from_role
from permission_rows_consensus import by_item, by_process

#: The forms ask for a choice, so an empty one is refused.
COORDINATOR_FORM = from_role("coordinator", 200), from_role("coordinator", 400)

OUTCOMES: dict[str, Row] = {
    "outcomes:framework": Row(*COORDINATOR_FORM, made_to_act, by_process),
    "outcomes:propose": Row(from_role("coordinator", 200), from_role("coordinator", 302), drafted, by_item),
    "agenda:from_round": Row(*COORDINATOR_FORM, made_to_act, by_process),
    "roadmap:weights": Row(*COORDINATOR_FORM),
}
