"""Who is answered what at an address in which a mail program spoilt the # of a link."""

from consensus_builders import running
from permission_rows import Row, everybody


def by_spoilt(made) -> dict:
    return {"process_id": made.pk, "spoilt": "#secret"}


SPOILT: dict[str, Row] = {"rounds:spoilt": Row(everybody(302), everybody(302), running, by_spoilt)}
