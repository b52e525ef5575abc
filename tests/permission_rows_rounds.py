"""The pages of panellists: roles count for nothing there. Who has no link is led to where a link is opened."""

from consensus_builders import running
from permission_rows import Row, everybody

TO_THE_ENTRANCE = everybody(302)


def make_process():
    return running(steps=["rate"])


def by_process(made) -> dict:
    return {"process_id": made.pk}


def by_screen(made) -> dict:
    return {"process_id": made.pk, "place": 1}


ROUNDS: dict[str, Row] = {
    "rounds:entry": Row(everybody(200), everybody(405), make_process, by_process),
    "rounds:enter": Row(everybody(405), everybody(422), make_process, by_process),
    "rounds:begin": Row(everybody(405), TO_THE_ENTRANCE, make_process, by_process),
    "rounds:mine": Row(TO_THE_ENTRANCE, everybody(405), make_process, by_process),
    "rounds:withdraw": Row(everybody(405), everybody(200), make_process, by_process),
    "rounds:leave": Row(everybody(405), everybody(200), make_process, by_process),
    "rounds:screen": Row(TO_THE_ENTRANCE, TO_THE_ENTRANCE, make_process, by_screen),
}
