"""Rows of the permission matrix: governing in the open."""

from factories import make_decision, make_policy, make_policy_version, make_seat, make_term
from permission_rows import Row, from_role, page

COORDINATOR_FORM = from_role("coordinator", 200), from_role("coordinator", 400)


def by_version(made) -> dict:
    return {"object_id": made.policy_id, "number": made.number}


def by_term(made) -> dict:
    return {"object_id": made.seat_id, "term_id": made.pk}


GOVERNANCE: dict[str, Row] = {
    "governance:index": page(),
    "governance:steering": page(),
    "governance:steering_csv": page(),
    "governance:seat": page(make_seat),
    "governance:give_term": Row(*COORDINATOR_FORM, make_seat),
    "governance:end_term": Row(*COORDINATOR_FORM, make_term, by_term),
    "governance:register": page(),
    "governance:register_csv": page(),
    "governance:decisions": page(),
    "governance:decisions_csv": page(),
    "governance:feed": page(),
    "governance:record": Row(*COORDINATOR_FORM),
    "governance:decision": page(make_decision),
    "governance:participants": Row(*COORDINATOR_FORM, make_decision),
    "governance:policies": page(),
    "governance:policies_csv": page(),
    "governance:policy": page(make_policy),
    "governance:policy_compare": page(make_policy),
    "governance:policy_publish": Row(*COORDINATOR_FORM, make_policy),
    "governance:policy_version": page(make_policy_version, by_version),
    "governance:policy_approve": Row(*COORDINATOR_FORM, make_policy_version, by_version),
    "governance:hand_over": Row(*COORDINATOR_FORM),
    "governance:leaving": page(),
}
