"""“This is me”: claimed by a member, confirmed by an editor or by ORCID, withdrawn, taken back, and gone."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_q.models import OrmQ

from cairnhub.accounts import actions as accounts
from cairnhub.community.actions import delete_profile, withdraw_consent
from cairnhub.community.authors.claims import actions, jobs, queries
from cairnhub.community.authors.correcting.actions import merge
from cairnhub.community.authors.models import AuthorClaim, ClaimState, Proof
from cairnhub.community.authors.reading import Author, Field
from cairnhub.community.orcid_links import connect
from cairnhub.community.voices import pools
from cairnhub.community.voices.models import Among
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_person, make_reader, make_reference, make_study
from literature.answering import Reply
from literature.conftest import services as services

pytestmark = pytest.mark.django_db
DOI, ORCID = "10.1000/a", "0000-0002-1825-0097"


def published(*authors: str, **fields):
    return make_study(references=[make_reference(authors=list(authors), **fields)])


def named(name: str, field: Field) -> Author:
    return next(author for author in field.authors.values() if author.name == name)


def claimed(name: str, user, why: str = "My page lists it.") -> AuthorClaim:
    field = Field()
    return actions.claim(field=field, author=named(name, field), user=user, why=why)


def page_of(client, name: str) -> str:
    field = Field()
    return client.get(f"/community/authors/{named(name, field).key}/").content.decode()


@pytest.fixture
def ada():
    return make_person(name="Ada Listed").user


def test_a_member_claims_an_editor_confirms_and_the_page_leads_to_the_profile(client, ada, editor):
    published("Mullan F")
    address = f"/community/authors/{named('Mullan F', Field()).key}/"
    assert "This is me" in page_of(client, "Mullan F")
    client.force_login(ada)
    assert client.post(f"{address}claim/", {"why": ""}).status_code == 400
    assert client.post(f"{address}claim/", {"why": "My page."}).url == "/community/authors/mine/"
    assert "waits for an editor" in client.get("/community/authors/mine/").content.decode()
    client.force_login(editor)
    assert "Ada Listed" in client.get("/workspace/").content.decode()
    claim = AuthorClaim.objects.get()
    assert "My page." in client.get(f"/community/authors/claims/{claim.pk}/").content.decode()
    assert client.post(f"/community/authors/claims/{claim.pk}/", {"decision": "confirm"}).status_code == 302
    client.logout()
    page = page_of(client, "Mullan F")
    assert "Claimed by" in page
    assert ada.person.get_absolute_url() in page


def test_who_has_no_profile_writes_one_first(client, member):
    published("Mullan F")
    with pytest.raises(ValidationError, match="write your profile first"):
        claimed("Mullan F", member)
    client.force_login(member)
    address = f"/community/authors/{named('Mullan F', Field()).key}/claim/"
    assert "Write it first" in client.get(address).content.decode()
    assert client.post(address, {"why": "Me."}).status_code == 400


def test_nobody_confirms_a_claim_of_their_own(editor):
    published("Mullan F")
    make_person(user=editor)
    with pytest.raises(ValidationError, match="another editor"):
        actions.confirm(claim=claimed("Mullan F", editor), by=editor)


def test_claiming_twice_is_one_claim(ada):
    published("Mullan F")
    assert claimed("Mullan F", ada) == claimed("Mullan F", ada)


def test_one_record_has_one_confirmed_claim(ada, editor):
    published("Mullan F")
    ben = make_person(name="Ben Listed").user
    first, second = claimed("Mullan F", ada), claimed("Mullan F", ben)
    actions.confirm(claim=first, by=editor)
    with pytest.raises(ValidationError, match="take that one back first"):
        actions.confirm(claim=second, by=editor)
    with pytest.raises(ValidationError, match="Another member’s claim"):
        claimed("Mullan F", make_person(name="Cleo Listed").user)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorClaim.objects.filter(pk=second.pk).update(state="confirmed", proof="editor")


def test_a_claim_stays_with_its_name_through_a_merge_and_its_undoing(client, ada, editor):
    published("Mullan F"), published("Mullan FS")
    actions.confirm(claim=claimed("Mullan FS", ada), by=editor)
    field = Field()
    merge(
        field=field, into=named("Mullan F", field), other=named("Mullan FS", field), by=editor, reason="The same page."
    )
    assert "Claimed by" in page_of(client, "Mullan F")
    with pytest.raises(ValidationError, match="Another member’s claim"):
        claimed("Mullan F", make_person(name="Ben Listed").user)
    assert claimed("Mullan F", ada) == AuthorClaim.objects.get()

    history.undo(event=Event.objects.get(kind="author_correction"), by=editor, reason="Two people.")

    assert "Claimed by" not in page_of(client, "Mullan F")
    assert "Claimed by" in page_of(client, "Mullan FS")


def test_a_refusal_gives_a_reason_which_the_person_reads(client, ada, editor, django_capture_on_commit_callbacks):
    published("Mullan F")
    claim = claimed("Mullan F", ada)
    client.force_login(editor)
    address = f"/community/authors/claims/{claim.pk}/"
    assert client.post(address, {"decision": "refuse", "answer": " "}).status_code == 400
    assert client.post(address, {"answer": "x"}).status_code == 400
    OrmQ.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"decision": "refuse", "answer": "Another school."}).status_code == 302
    assert OrmQ.objects.count() == 1
    jobs.tell(claim.pk)
    jobs.tell(claim.pk)
    [letter] = mail.outbox
    assert letter.to == [ada.email]
    assert "Another school." in letter.body
    assert "Another school." in letter.alternatives[0].content
    assert "/community/authors/mine/" in letter.body
    client.force_login(ada)
    assert "Another school." in client.get("/community/authors/mine/").content.decode()

    again = claimed("Mullan F", ada, why="See the faculty list.")

    assert (again.pk, again.state, again.answer) == (claim.pk, ClaimState.WAITING, "")


def test_an_editor_takes_a_confirmed_claim_back(client, ada, editor):
    published("Mullan F")
    claim = claimed("Mullan F", ada)
    actions.confirm(claim=claim, by=editor)
    with pytest.raises(ValidationError, match="has changed since"):
        actions.refuse(claim=claim, by=editor, answer="No.")
    client.force_login(editor)
    address = f"/community/authors/claims/{claim.pk}/"
    assert client.post(address, {"decision": "revoke", "answer": "Somebody else wrote to us."}).status_code == 302
    client.logout()
    assert "no person has claimed it" in page_of(client, "Mullan F")


def test_the_person_withdraws_without_trace_and_nobody_else_can(client, ada):
    published("Mullan F")
    claim = claimed("Mullan F", ada)
    client.force_login(make_reader("Ben", "editor"))
    assert client.post(f"/community/authors/mine/{claim.pk}/withdraw/").status_code == 404
    client.force_login(ada)
    client.post(f"/community/authors/mine/{claim.pk}/withdraw/")
    assert not AuthorClaim.objects.exists()


def test_the_profile_is_shown_to_those_alone_whom_its_owner_lets_see_it(client, editor):
    published("Mullan F")
    shy = make_person(name="Ada Shy", seen_by="members").user
    actions.confirm(claim=claimed("Mullan F", shy), by=editor)
    assert "Ada Shy" not in page_of(client, "Mullan F")
    assert "not shown to everybody" in page_of(client, "Mullan F")
    client.force_login(make_reader("Ben", "member"))
    assert "Ada Shy" in page_of(client, "Mullan F")
    withdraw_consent(user=shy)
    assert "Ada Shy" not in page_of(client, "Mullan F")


@pytest.mark.parametrize("leave", [delete_profile, lambda user: accounts.erase(user=user)])
def test_claims_go_with_the_profile_and_with_the_account(client, ada, editor, leave):
    published("Mullan F")
    actions.confirm(claim=claimed("Mullan F", ada), by=editor)
    assert queries.claims_part(ada)[0]["state"] == "confirmed"
    assert "Claimed by" in page_of(client, "Mullan F")
    leave(ada)
    assert not AuthorClaim.objects.exists()
    assert "no person has claimed it" in page_of(client, "Mullan F")


def test_a_member_claims_only_so_often(client, ada, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"author_claim": "1/d/user"}
    published("Mullan F", "Chen C")
    client.force_login(ada)
    answers = [
        client.post(f"/community/authors/{author.key}/claim/", {"why": "Me."}).status_code
        for author in Field().authors.values()
    ]
    assert answers == [302, 429]


def test_voices_are_counted_among_those_whose_claim_is_confirmed(editor):
    names = [f"Author{one} A" for one in "abcdef"]
    published(*names)
    for name in names:
        user = make_person(name=name.replace(" A", " Listed"), groups=["clinician"]).user
        claim = claimed(name, user)
        if name != names[0]:
            actions.confirm(claim=claim, by=editor)
    counted_authors = next(pool for pool in pools.pools() if pool.among == Among.AUTHORS)
    assert len(counted_authors.people()) == 5
    withdraw_consent(user=user)
    assert len(counted_authors.people()) == 4


@pytest.fixture
def with_orcid(ada):
    connect(user=ada, orcid=ORCID)


def answer(services, *people: dict) -> None:
    services.work(DOI, title=["Tracks"], author=list(people))


MULLAN = {"family": "Mullan", "given": "Fitzhugh", "ORCID": f"https://orcid.org/{ORCID}"}
CHEN = {"family": "Chen", "given": "Candice"}


def test_a_publication_that_names_the_orcid_confirms_the_claim(
    client, ada, with_orcid, services, django_capture_on_commit_callbacks
):
    published("Mullan F", "Chen C", doi=DOI)
    answer(services, CHEN, MULLAN)
    OrmQ.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        claim = claimed("Mullan F", ada)
    assert OrmQ.objects.count() == 1

    jobs.look_for_orcid(claim.pk)
    jobs.look_for_orcid(claim.pk)

    claim.refresh_from_db()
    assert (claim.state, claim.proof, claim.decided_by) == (ClaimState.CONFIRMED, Proof.ORCID, None)
    assert "by the ORCID iD on a publication" in page_of(client, "Mullan F")


def test_who_connects_orcid_later_lets_it_be_looked_up_then(client, ada, services, django_capture_on_commit_callbacks):
    published("Mullan F", doi=DOI)
    claim = claimed("Mullan F", ada)
    client.force_login(ada)
    address = f"/community/authors/mine/{claim.pk}/orcid/"
    assert "no ORCID iD is connected" in client.post(address, follow=True).content.decode()
    connect(user=ada, orcid=ORCID)
    assert address in client.get("/community/authors/mine/").content.decode()
    OrmQ.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize("people", [(CHEN, MULLAN | {"ORCID": "http://orcid.org/0000-0001-5109-3700"}), (CHEN,), ()])
def test_without_it_on_a_publication_an_editor_decides(ada, with_orcid, services, people):
    published("Mullan F", doi=DOI)
    answer(services, *people)
    claim = claimed("Mullan F", ada)
    jobs.look_for_orcid(claim.pk)
    assert queries.waiting().get() == claim


def test_a_co_author_is_not_claimed_by_ones_own_orcid(ada, with_orcid, services):
    published("Mullan F", "Chen C", doi=DOI)
    answer(services, CHEN, MULLAN)
    claim = claimed("Chen C", ada)
    jobs.look_for_orcid(claim.pk)
    assert queries.waiting().get() == claim


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"no", status=500),
        Reply(b"{", kind="application/json"),
        Reply({"message": {"author": "Mullan"}}),
        Reply({"message": {"author": [None, {"ORCID": 5}]}}),
    ],
)
def test_what_crossref_cannot_say_is_left_to_an_editor(ada, with_orcid, services, reply):
    published("Mullan F", doi=DOI)
    services.replies[f"/crossref/works/{DOI}"] = reply
    claim = claimed("Mullan F", ada)
    jobs.look_for_orcid(claim.pk)
    assert queries.waiting().get() == claim


def test_nothing_is_asked_where_looking_up_is_off(ada, with_orcid, services, settings):
    settings.LOOKUP_ON = False
    published("Mullan F", doi=DOI)
    jobs.look_for_orcid(claimed("Mullan F", ada).pk)
    assert services.asked == []
