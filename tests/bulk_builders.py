"""Lists in every state, likely duplicates and mergers, as the browser visits them."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from cairnhub.accounts.models import User
from cairnhub.community.bulk import invitations, inviting, organisations
from cairnhub.community.bulk.actions import import_organisations, keep_draft, take_back
from cairnhub.community.bulk.jobs import SALT
from cairnhub.community.bulk.models import Batch, Invitation
from cairnhub.community.duplicates import actions
from cairnhub.community.models import Organisation
from factories import make_call, make_organisation

LONG = "averyveryverylongaddressthathastobreak.on.a.narrow.screen.example.org"


def lists_and_duplicates(*, editor: User, coordinator: User) -> dict[str, list[dict]]:
    """The blanks of the addresses that name what was made, by kind."""
    school = make_organisation(id="alike_1", name="Rural Health Training Alliance", url="https://alliance.example")
    other = make_organisation(
        id="alike_2",
        name="Rural Health Training Aliance (RHTA)",
        organisation_type="social_mission_network",
        country="Ghana",
        role="Trains teachers of nurses.",
        source_urls=[f"https://{LONG}/{LONG}"],
    )
    make_call(organisation=other)
    two = make_organisation(name="Rural Health Training Alliance of Chile"), make_organisation(name="RHTA")
    actions.tell_apart(one=school, other=two[1], by=editor)
    gone = make_organisation(name="Rural Health Training Alliance (old list)")
    seen = actions.seen_state(two[0], gone)
    merger = actions.merge(kept=two[0], gone=gone, values={}, by=editor, reason="One.", seen=seen)
    return {
        "organisations_alike": [{"first": school.pk, "second": other.pk}],
        "merger": [{"merger_id": merger.pk}],
        **_imports(editor),
        **_invitations(coordinator),
    }


def _imports(editor: User) -> dict[str, list[dict]]:
    first = Organisation.objects.visible().first()
    rows = (
        f"A new school of nursing,school,Ghana,{LONG},Trains nurses in three districts.,",
        f"{first.name.replace(',', '')},school,,,,",
        "Rural Health Training Aliances,school,,,,",
        "No type,castle,,no address at all,,",
        ",,,,,",
        f"{'Long name ' * 40},school,,,,",
    )
    text = "name,type,country,address,what it does here,sources,colour\n" + "\n".join(f"{row},red" for row in rows)
    waiting = _keep("organisations", text, editor)
    batches = []
    for name in ("Elm Grove Clinic", "Fig Tree Foundation"):
        draft = _keep("organisations", f"name,type\n{name},school\n", editor)
        seen = organisations.plan(draft.text).digest
        batches.append(import_organisations(draft=draft, by=editor, reason="The list of May.", new=set(), seen=seen))
    take_back(batch=batches[1], by=editor)
    return {
        "organisation_list": [{"token": waiting.token}],
        "imported": [{"batch_id": batch.pk} for batch in batches],
    }


def _invitations(coordinator: User) -> dict[str, list[dict]]:
    draft = _keep("invitations", f"e-mail,name,role\nada@{LONG},Ada Example,reviewer\nben@b.example,,\n", coordinator)
    batch = inviting.invite(draft=draft, by=coordinator, seen=invitations.plan(draft.text).digest)
    refused = batch.invitations.last()
    Invitation.objects.filter(pk=refused.pk).update(failed=True, taken_at=timezone.now())
    empty = Batch.objects.create(
        kind="invitations", token="over", at=timezone.now() - timedelta(days=40), counts={"invite": 2, "accepted": 2}
    )
    text = (
        f"e-mail,name,role\ncleo@{LONG},Cleo Example,editor\nada@{LONG},,\ncoordinator@example.org,,\n"
        f"cleo@{LONG},,\nno address,,\ndora@d.example,,queen\n"
    )
    return {
        "invitation_list": [{"token": _keep("invitations", text, coordinator).token}],
        "invited": [{"batch_id": batch.pk}, {"batch_id": empty.pk}],
        "declined": [{"token": signing.dumps(number, salt=SALT)} for number in (refused.pk, 0)],
    }


def _keep(kind: str, text: str, by: User):
    columns = organisations.COLUMNS if kind == "organisations" else invitations.COLUMNS
    return keep_draft(kind=kind, text=text, columns=columns, by=by)
