"""Who may take the whole hub away: coordinators."""

from carrying_builders import make_export
from permission_rows import Row, from_role


def by_key(made) -> dict:
    return {"key": made.key}


CARRYING: dict[str, Row] = {
    "carrying:index": Row(from_role("coordinator", 200), from_role("coordinator", 400)),
    "carrying:download": Row(from_role("coordinator", 200), from_role("coordinator", 405), make_export, by_key),
    # The first deletes the file; the row of the matrix ends there.
    "carrying:delete": Row(from_role("coordinator", 405), from_role("coordinator", 302), make_export, by_key),
}
