"""Comments for tests, made by the actions that readers use."""

from itertools import count

from cairnhub.accounts.models import User
from cairnhub.talk import actions
from cairnhub.talk.models import Comment, Report, Ruling
from factories import make_link

_numbers = count(1)


def make_member(name: str, role: str = "member") -> User:
    return User.objects.create_user(email=f"{name.lower().replace(' ', '.')}@example.org", name=name, role=role)


def make_comment(*, about=None, by=None, text="", answers=None) -> Comment:
    number = next(_numbers)
    return actions.say(
        about=about or make_link(),
        by=by or make_member(f"Speaker {number}"),
        text=text or f"Is that so? ({number})",
        answers=answers,
    )


def make_report(comment=None, *, by=None, reason="It names a patient.") -> Report:
    return actions.report(comment=comment or make_comment(), reason=reason, by=by)


def make_ruling(comment=None, *, by=None, verdict="hidden", reason="It names a patient.") -> Ruling:
    by = by or make_member(f"Moderator {next(_numbers)}", role="editor")
    return actions.decide(comment=comment or make_comment(), verdict=verdict, reason=reason, by=by)
