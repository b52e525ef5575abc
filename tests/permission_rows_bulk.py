"""Who may import organisations, invite people and merge organisations that stand there twice."""

from django.core import signing

from cairnhub.accounts.models import User
from cairnhub.community.bulk import invitations, organisations
from cairnhub.community.bulk.actions import keep_draft
from cairnhub.community.bulk.jobs import SALT
from cairnhub.community.bulk.models import Batch, Draft, Invitation
from cairnhub.community.duplicates import actions
from factories import make_organisation
from permission_rows import EDITOR_FORM, EDITOR_PAGE, Row, everybody, from_role


def editors_list() -> Draft:
    by, text = User.objects.get(role="editor"), "name,type\nAlder,school\n"
    return keep_draft(kind="organisations", text=text, columns=organisations.COLUMNS, by=by)


def coordinators_list() -> Draft:
    by, text = User.objects.get(role="coordinator"), "e-mail\nada@example.org\n"
    return keep_draft(kind="invitations", text=text, columns=invitations.COLUMNS, by=by)


def make_import() -> Batch:
    counts = {"added": 0, "here": 1, "left_out": 0, "wrong": 0}
    return Batch.objects.create(kind="organisations", token="x", counts=counts)


def make_invited() -> Batch:
    return Batch.objects.create(kind="invitations", token="x", counts={"invite": 1})


def make_invitation() -> Invitation:
    by = User.objects.get(role="coordinator")
    return Invitation.objects.create(batch=make_invited(), by=by, email="ada@example.org")


def make_merger():
    kept, gone = make_organisation(), make_organisation()
    given = {"values": {}, "reason": "One.", "seen": actions.seen_state(kept, gone)}
    return actions.merge(kept=kept, gone=gone, by=User.objects.get(role="editor"), **given)


def make_two() -> dict:
    return {"first": make_organisation().pk, "second": make_organisation().pk}


def by_token(made: Draft) -> dict:
    return {"token": made.token}


def by_batch(made: Batch) -> dict:
    return {"batch_id": made.pk}


#: Of a list that is an editor's own: to every other editor it is as if it never was.
OWN_PAGE = (302, 403, 403, 200, 404)
OWN_CLOSED = (302, 403, 403, 405, 405)
EDITOR_BUTTON = from_role("editor", 405), from_role("editor", 302)
INVITERS_PAGE = from_role("coordinator", 200), from_role("coordinator", 405)
INVITERS_FORM = from_role("coordinator", 200), from_role("coordinator", 400)
INVITERS_BUTTON = from_role("coordinator", 405), from_role("coordinator", 302)

BULK: dict[str, Row] = {
    "bulk:organisations": Row(*EDITOR_FORM),
    "bulk:organisations_template_csv": EDITOR_PAGE,
    "bulk:organisations_preview": Row(OWN_PAGE, (302, 403, 403, 400, 404), editors_list, by_token),
    "bulk:organisations_preview_csv": Row(OWN_PAGE, OWN_CLOSED, editors_list, by_token),
    "bulk:organisations_discard": Row(OWN_CLOSED, (302, 403, 403, 302, 404), editors_list, by_token),
    "bulk:organisations_result": Row(EDITOR_PAGE.get, EDITOR_PAGE.post, make_import, by_batch),
    "bulk:organisations_result_csv": Row(EDITOR_PAGE.get, EDITOR_PAGE.post, make_import, by_batch),
    "bulk:organisations_undo": Row(*EDITOR_BUTTON, make_import, by_batch),
    "bulk:invitations": Row(*INVITERS_FORM),
    "bulk:invitations_template_csv": Row(*INVITERS_PAGE),
    "bulk:invitations_preview": Row(*INVITERS_FORM, coordinators_list, by_token),
    "bulk:invitations_preview_csv": Row(*INVITERS_PAGE, coordinators_list, by_token),
    "bulk:invitations_discard": Row(*INVITERS_BUTTON, coordinators_list, by_token),
    "bulk:invitations_result": Row(*INVITERS_PAGE, make_invited, by_batch),
    "bulk:invitations_result_csv": Row(*INVITERS_PAGE, make_invited, by_batch),
    "bulk:invitations_again": Row(*INVITERS_BUTTON, make_invited, by_batch),
    "bulk:withdraw": Row(*INVITERS_BUTTON, make_invitation, lambda made: {"invitation_id": made.pk}),
    # The signed word of the letter is the proof; who is signed in does not matter.
    "bulk:decline": Row(
        everybody(200),
        everybody(200),
        make_invitation,
        lambda made: {"token": signing.dumps(made.pk, salt=SALT)},
    ),
    "duplicates:index": EDITOR_PAGE,
    "duplicates:pairs_csv": EDITOR_PAGE,
    "duplicates:pair": Row(*EDITOR_FORM, make_two, dict),
    "duplicates:tell_apart": Row(*EDITOR_BUTTON, make_two, dict),
    "duplicates:forget_apart": Row(*EDITOR_BUTTON, make_two, dict),
    "duplicates:undo": Row(*EDITOR_FORM, make_merger, lambda made: {"merger_id": made.pk}),
}
