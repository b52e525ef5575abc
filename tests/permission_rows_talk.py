"""Who may do what at the addresses of talk."""

from cairnhub.accounts.models import User
from factories import make_link
from permission_rows import EDITOR_FORM, EDITOR_PAGE, Row, by_kind, everybody, from_role, page
from talk_builders import make_comment


def make_members_comment():
    return make_comment(by=User.objects.get(role="member"))


def by_comment(made) -> dict:
    return {"comment_id": made.pk}


TALK: dict[str, Row] = {
    "talk:about": page(make_link, by_kind),
    "talk:comments_csv": page(make_link, by_kind),
    "talk:feed": page(make_link, by_kind),
    "talk:conduct": page(),
    "talk:say": Row(from_role("member", 302), from_role("member", 400), make_link, by_kind),
    "talk:comment": Row(everybody(302), everybody(405), make_comment, by_comment),
    "talk:reply": Row(from_role("member", 200), from_role("member", 400), make_comment, by_comment),
    "talk:report": Row(everybody(200), everybody(400), make_comment, by_comment),
    # The comment is a member's own: to everybody else there is nothing to change.
    "talk:change": Row((302, 200, 404, 404, 404), (302, 400, 404, 404, 404), make_members_comment, by_comment),
    "talk:take_back": Row((302, 200, 404, 404, 404), (302, 302, 404, 404, 404), make_members_comment, by_comment),
    "talk:moderation": EDITOR_PAGE,
    "talk:moderate": Row(*EDITOR_FORM, make_comment, by_comment),
}
