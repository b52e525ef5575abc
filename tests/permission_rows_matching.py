"""Who may see whom to ask, and what needs oneself."""

from factories import make_link, make_question
from permission_rows import MEMBER_PAGE, Row, by_kind, page


def make_asked():
    return make_question(links=[make_link()])


MATCHING: dict[str, Row] = {
    "matching:ask": page(make_asked, by_kind),
    "matching:ask_csv": page(make_link, by_kind),
    "matching:for_me": MEMBER_PAGE,
}
