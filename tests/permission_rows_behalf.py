"""Who may speak for an organisation, and do what at the addresses of what is sent for others."""

from behalf_builders import make_behalf, make_speaker
from cairnhub.accounts.models import User
from factories import make_organisation, make_reader
from permission_rows import EDITOR_PAGE, Row, everybody, from_role, page


def make_asking():
    return make_speaker(make_reader("Ben", "member"), confirmed=False)


def make_members_behalf():
    """Sent by the member: nobody else speaks for the organisation."""
    return make_behalf(User.objects.get(role="member"))


def by_speaker(made) -> dict:
    return {"object_id": made.organisation_id, "speaker_id": made.pk}


def by_brought(made) -> dict:
    return {"object_id": made.organisation_id}


BEHALF: dict[str, Row] = {
    "speaking:speaking": Row(from_role("member", 200), from_role("member", 400), make_organisation),
    "speaking:withdraw": Row(from_role("member", 405), from_role("member", 302), make_organisation),
    "speaking:name": Row(from_role("editor", 405), from_role("editor", 400), make_organisation),
    "speaking:confirm": Row(from_role("editor", 405), from_role("editor", 302), make_asking, by_speaker),
    "speaking:end": Row(from_role("editor", 405), from_role("editor", 302), make_asking, by_speaker),
    # The member speaks for an organisation; to the others the page says how one comes to.
    "behalf:suggest": Row(everybody(200), (403, 400, 403, 403, 403), make_members_behalf, lambda made: {}),
    "behalf:look_up": Row(everybody(200), everybody(400)),
    "behalf:slip": page(make_members_behalf, lambda made: {"token": made.suggestion.token}),
    "behalf:all": EDITOR_PAGE,
    "behalf:all_csv": EDITOR_PAGE,
    "behalf:brought": Row((302, 200, 404, 200, 200), from_role("member", 405), make_members_behalf, by_brought),
    "behalf:brought_csv": Row((302, 200, 404, 200, 200), from_role("member", 405), make_members_behalf, by_brought),
    "behalf:taken_back": Row(
        from_role("member", 405),
        (302, 400, 404, 404, 404),
        make_members_behalf,
        lambda made: {"behalf_id": made.pk},
    ),
}
