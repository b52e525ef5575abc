"""Rows of the permission matrix: the report of a process that has ended is everybody's; its words are written by those
who run processes."""

from permission_rows import Row, from_role, page
from reporting_builders import make_ended_process


def by_process(made) -> dict:
    return {"process_id": made.pk}


def by_table(made) -> dict:
    return by_process(made) | {"name": "results"}


def by_checklist(made) -> dict:
    return by_process(made) | {"name": "accord"}


def by_picture(made) -> dict:
    return by_process(made) | {"name": "flow", "ending": "svg"}


def by_item(made) -> dict:
    return by_checklist(made) | {"number": "O3"}


REPORTING: dict[str, Row] = {
    "consensus:reporting:report": page(make_ended_process, by_process),
    "consensus:reporting:protocol_data": page(make_ended_process, by_process),
    "consensus:reporting:package_data": page(make_ended_process, by_process),
    "consensus:reporting:table_csv": page(make_ended_process, by_table),
    "consensus:reporting:picture": page(make_ended_process, by_picture),
    "consensus:reporting:checklist_csv": page(make_ended_process, by_checklist),
    "consensus:reporting:words": Row(
        from_role("coordinator", 200), from_role("coordinator", 302), make_ended_process, by_item
    ),
}
