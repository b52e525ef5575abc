"""Who may do what at the addresses of notices."""

from django.core import signing

from cairnhub.accounts.models import User
from cairnhub.notices.digest import SALT
from factories import make_link
from permission_rows import MEMBER_BUTTON, MEMBER_PAGE, Row, by_kind, everybody, from_role, page


def by_token(made: User) -> dict:
    return {"token": signing.dumps(made.pk, salt=SALT)}


NOTICES: dict[str, Row] = {
    "notices:inbox": MEMBER_PAGE,
    "notices:mark_read": MEMBER_BUTTON,
    "notices:following": Row(from_role("member", 200), from_role("member", 400)),
    "notices:follow_everything": MEMBER_BUTTON,
    "notices:follow_search": MEMBER_BUTTON,
    "notices:mute": Row(MEMBER_BUTTON.get, MEMBER_BUTTON.post, make_link, by_kind),
    "notices:follow": Row(MEMBER_BUTTON.get, MEMBER_BUTTON.post, make_link, by_kind),
    "notices:unfollow": Row(MEMBER_BUTTON.get, MEMBER_BUTTON.post, make_link, by_kind),
    "notices:feed": page(make_link, by_kind),
    # The signed word in the address is the proof; who is signed in does not matter.
    "notices:stop": Row(everybody(200), everybody(200), lambda: User.objects.get(role="member"), by_token),
}
