"""Who may do what at every address: one row for each, so that a new address cannot be forgotten.

A row gives what a visitor, a member, a reviewer, an editor and a coordinator are answered, by method. 302 is being led
to sign in, or on to the next page; 400 is a form sent back with its errors; 405 is a page that takes no forms.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cairnhub.accounts.models import DeclaredInterest, Role, User
from cairnhub.agenda.models import Suggestion
from cairnhub.evidence.extraction.actions import begin
from cairnhub.evidence.extraction.papers import add_paper
from cairnhub.evidence.extraction.questions import current_template
from cairnhub.history import actions
from cairnhub.history.models import Event, Tracked
from factories import (
    make_appraisal,
    make_construct,
    make_design,
    make_finding,
    make_link,
    make_pair,
    make_pooling,
    make_question,
    make_reference,
    make_source,
    make_study,
    make_synthesis,
    make_threshold,
    make_version,
)
from permission_rows import (
    EDITOR_FORM,
    EDITOR_PAGE,
    ROLES,
    Row,
    by_id,
    by_kind,
    everybody,
    from_role,
    page,
)
from permission_rows_agenda import AGENDA
from permission_rows_authors import AUTHORS
from permission_rows_behalf import BEHALF
from permission_rows_bulk import BULK
from permission_rows_carrying import CARRYING
from permission_rows_community import COMMUNITY
from permission_rows_consensus import CONSENSUS
from permission_rows_desk import DESK
from permission_rows_governance import GOVERNANCE
from permission_rows_inviting import INVITING
from permission_rows_matching import MATCHING
from permission_rows_notices import NOTICES
from permission_rows_outcomes import OUTCOMES
from permission_rows_reporting import REPORTING
from permission_rows_rounds import ROUNDS
from permission_rows_spoilt import SPOILT
from permission_rows_talk import TALK
from permission_rows_voices import VOICES

pytestmark = pytest.mark.django_db


def only_kind(made: Tracked) -> dict:
    return {"kind": made.kind}


def make_removed() -> Tracked:
    made = make_construct()
    actions.remove(obj=made, by=actions.System("Tests"), reason="")
    return made


def make_event() -> Event:
    return Event.objects.get(object_id=make_construct().pk)


def make_suggestion() -> Suggestion:
    return Suggestion.objects.create(kind="need", text="How long do they stay?")


def make_interest() -> DeclaredInterest:
    return DeclaredInterest.objects.create(user=User.objects.get(role="member"), statement="Directs a track.")


def make_study_with_interval():
    return make_study(effect_kind="odds_ratio", effect_value="2", ci_low=1.5, ci_high=2.5)


def make_reviewing_study():
    return make_synthesis().review


def make_link_with_finding():
    return make_finding(effect_kind="odds_ratio", estimate=2.0, ci_low=1.5, ci_high=2.5).link


def make_link_with_voice():
    return make_finding(finding_kind="qualitative", direction="", statement="Students felt at home.").link


def make_editors_draft():
    return begin(study=make_study(), by=User.objects.get(role="editor"))


def by_number(made) -> dict:
    return {"extraction_id": made.pk}


def make_paper():
    return add_paper(study=make_study(), name="a.pdf", content=b"%PDF-1.7", by=User.objects.get(role="editor"))


def make_judged_link():
    return make_appraisal().study.findings.get().link


#: Signing in again leads on; a code is asked for only in the middle of signing in.
ENTRANCE = (200, 302, 302, 302, 302)

ROWS: dict[str, Row] = (
    AGENDA
    | DESK
    | AUTHORS
    | MATCHING
    | ROUNDS
    | VOICES
    | INVITING
    | BEHALF
    | CARRYING
    | BULK
    | COMMUNITY
    | CONSENSUS
    | GOVERNANCE
    | NOTICES
    | OUTCOMES
    | REPORTING
    | SPOILT
    | TALK
    | {
        "health": page(),
        "about": page(),
        # accounts
        "account_login": Row(ENTRANCE, ENTRANCE),
        "account_signup": Row(ENTRANCE, ENTRANCE),
        "account_request_login_code": Row(everybody(302), everybody(302)),
        "account_confirm_login_code": Row(everybody(302), everybody(302)),
        "account_email_verification_sent": Row(everybody(302), everybody(302)),
        "account_inactive": page(),
        "account_logout": Row((302, 200, 200, 200, 200), everybody(302)),
        "account_email": Row(from_role("member", 200), everybody(302)),
        "account": Row(from_role("member", 200), everybody(302)),
        "account_data": Row(from_role("member", 200), from_role("member", 405)),
        "account_erase": Row(from_role("member", 200), from_role("member", 400)),
        "interests": Row(from_role("member", 200), from_role("member", 400)),
        "interests_none": Row(from_role("member", 405), from_role("member", 302)),
        "interest_end": Row(
            from_role("member", 405), (302, 302, 404, 404, 404), make_interest, lambda made: {"interest_id": made.pk}
        ),
        "members": Row(from_role("coordinator", 200), from_role("coordinator", 400)),
        "member": Row(
            from_role("coordinator", 200),
            from_role("coordinator", 400),
            lambda: User.objects.get(role="member"),
            lambda made: {"user_id": made.pk},
        ),
        # history and editing
        "history:index": page(),
        "history:feed": page(),
        "history:object": page(make_construct, by_kind),
        "editing:index": EDITOR_PAGE,
        "editing:kind": Row(EDITOR_PAGE.get, EDITOR_PAGE.post, make_construct, only_kind),
        "editing:add": Row(*EDITOR_FORM, make_construct, only_kind),
        "editing:change": Row(*EDITOR_FORM, make_construct, by_kind),
        "editing:remove": Row(*EDITOR_FORM, make_construct, by_kind),
        "editing:restore": Row(*EDITOR_FORM, make_removed, by_kind),
        "editing:undo": Row(*EDITOR_FORM, make_event, lambda made: {"event_id": made.pk}),
        # reading
        "search:index": page(),
        "framework:index": page(),
        "framework:diagram_svg": page(),
        "framework:constructs_csv": page(),
        "framework:links_csv": page(),
        "framework:versions": page(),
        "framework:version": page(make_version),
        "framework:version_svg": page(make_version),
        "framework:version_constructs_csv": page(make_version),
        "framework:version_links_csv": page(make_version),
        "framework:compare": page(),
        "framework:compare_csv": page(),
        "framework:publish": Row(from_role("coordinator", 200), from_role("coordinator", 400)),
        "constructs:construct": page(make_construct),
        "links:link": page(make_link),
        "links:findings_picture": page(make_link_with_finding, lambda made: by_id(made) | {"ending": "svg"}),
        "links:findings_csv": page(make_link_with_finding),
        "links:brief": page(make_link),
        "links:brief_docx": page(make_link),
        "literature:reference": page(make_reference),
        "literature:to_complete": Row(from_role("member", 200), from_role("member", 405)),
        "literature:complete": Row(*EDITOR_FORM, make_reference),
        "literature:take_over": Row(from_role("editor", 405), from_role("editor", 400), make_reference),
        "evidence:index": page(),
        "evidence:studies_csv": page(),
        "evidence:map": page(),
        "evidence:map_picture": page(lambda: None, lambda _: {"ending": "svg"}),
        "evidence:map_standalone": page(),
        "evidence:map_csv": page(),
        "evidence:study": page(make_study),
        "evidence:interval_svg": page(make_study_with_interval),
        "evidence:interval_csv": page(make_study_with_interval),
        "evidence:counts_svg": page(make_reviewing_study),
        "evidence:counts_csv": page(make_reviewing_study),
        "appraising:instruments": page(),
        "appraising:lights": page(make_link),
        "appraising:lights_csv": page(make_judged_link, lambda made: by_id(made) | {"instrument": "rob2"}),
        "appraising:lights_picture": page(
            make_judged_link, lambda made: by_id(made) | {"instrument": "rob2", "ending": "svg"}
        ),
        "appraising:appraise": Row(
            from_role("reviewer", 200),
            from_role("reviewer", 400),
            make_study,
            lambda made: by_id(made) | {"instrument": "rob2"},
        ),
        "appraising:wording": Row(
            from_role("coordinator", 200),
            from_role("coordinator", 400),
            blanks=lambda made: {"instrument": "nos_cohort", "domain": "comparability"},
            make=lambda: True,
        ),
        "extraction:index": Row(from_role("reviewer", 200), from_role("reviewer", 405)),
        "extraction:correct": Row(*EDITOR_FORM, make_finding),
        "extraction:effect": Row(from_role("reviewer", 405), from_role("reviewer", 200)),
        "extraction:template_edit": Row(from_role("coordinator", 200), from_role("coordinator", 400)),
        "extraction:template": page(lambda: current_template()),
        "extraction:start": Row(from_role("reviewer", 405), (302, 403, 302, 302, 302), make_study),
        "extraction:add_paper": Row(from_role("reviewer", 405), (302, 403, 302, 302, 302), make_study),
        # Two readers who said the same leave nothing to decide.
        "extraction:agree": Row(from_role("editor", 200), from_role("editor", 302), lambda: make_pair().first.study),
        # The extraction is an editor's own: to every other reader it is as if it never was.
        "extraction:form": Row((302, 403, 404, 200, 404), (302, 403, 404, 302, 404), make_editors_draft, by_number),
        "extraction:read": Row((302, 403, 404, 200, 404), from_role("reviewer", 405), make_editors_draft, by_number),
        "extraction:take_back": Row(
            from_role("reviewer", 405), (302, 403, 404, 302, 404), make_editors_draft, by_number
        ),
        "extraction:paper": Row(
            from_role("reviewer", 200), from_role("reviewer", 405), make_paper, lambda made: {"file_id": made.pk}
        ),
        "certainty:index": page(),
        "certainty:summary_csv": page(),
        "certainty:summary_docx": page(),
        "certainty:rules": page(),
        "certainty:pooled": page(make_pooling),
        "certainty:judge_pooled": Row(*EDITOR_FORM, make_pooling),
        "certainty:directions": page(make_link_with_finding),
        "certainty:directions_csv": page(make_link_with_finding),
        "certainty:directions_picture": page(
            make_link_with_finding, lambda made: by_id(made) | {"name": "harvest", "ending": "svg"}
        ),
        "certainty:judge_directions": Row(*EDITOR_FORM, make_link_with_finding),
        "certainty:judge_qualitative": Row(*EDITOR_FORM, make_link_with_voice),
        "certainty:propose": Row(from_role("member", 200), from_role("member", 400), make_link),
        "certainty:settle": Row(from_role("coordinator", 200), from_role("coordinator", 400), make_threshold),
        "pooling:index": page(),
        "pooling:index_csv": page(),
        "pooling:proposals": page(make_link),
        "pooling:add": Row(*EDITOR_FORM, make_link),
        "pooling:pooling": page(make_pooling),
        "pooling:change": Row(*EDITOR_FORM, make_pooling),
        "pooling:effects_csv": page(make_pooling),
        "pooling:picture": page(make_pooling, lambda made: by_id(made) | {"name": "forest", "ending": "svg"}),
        "data:index": page(),
        "data:sources_csv": page(),
        "data:source": page(make_source),
        "data:coverage": page(),
        "data:coverage_svg": page(),
        "data:coverage_csv": page(),
        "data:unmeasured": page(),
        "data:unmeasured_csv": page(),
        "data:programmes": page(),
        "data:programmes_csv": page(),
        "methods:index": page(),
        "methods:uses_svg": page(),
        "methods:uses_csv": page(),
        "methods:design": page(make_design),
        "roadmap:index": page(),
        "roadmap:start": page(make_link, lambda made: {"key": "dean"}),
        "roadmap:ranking": page(),
        "roadmap:ranking_csv": page(),
        "roadmap:ranking_svg": page(),
        "roadmap:map": page(),
        "roadmap:map_csv": page(),
        "roadmap:map_svg": page(),
        "roadmap:rules": page(),
        # agenda, suggestions, workspace
        "agenda:index": page(),
        "agenda:questions_csv": page(),
        "agenda:question": page(make_question),
        "agenda:suggest": Row(everybody(200), everybody(400)),
        "agenda:suggestion": page(make_suggestion, lambda made: {"token": made.token}),
        "agenda:workspace": Row(from_role("member", 200), from_role("member", 405)),
        "content:loads": EDITOR_PAGE,
        "agenda:moderation": EDITOR_PAGE,
        "agenda:moderate": Row(*EDITOR_FORM, make_suggestion, lambda made: {"suggestion_id": made.pk}),
    }
)


def names_of(resolver: URLResolver, spaces: tuple[str, ...] = ()):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"no name: {pattern.pattern}"))
        else:
            yield from names_of(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(names_of(get_resolver())) == set(ROWS)


@pytest.fixture
def clients():
    """A client for each role, signed in."""
    found = {"anonymous": Client()}
    for role in Role.values:
        found[role] = Client()
        found[role].force_login(User.objects.create_user(email=f"{role}@example.org", role=role))
    return found


def answer(client, method: str, address: str):
    """What the client is answered, a form being sent empty; whatever the request wrote is taken back."""
    # A browser always sends at least the token of the form.
    sent = {"data": {"csrfmiddlewaretoken": "x"}} if method == "post" else {}
    with transaction.atomic():
        response = getattr(client, method)(address, **sent)
        if response.streaming:
            # Read to its end a file is closed; `close` would end the connection of the test as well.
            b"".join(response)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("name", ROWS)
def test_each_role_is_answered_as_the_row_says(name, clients):
    row = ROWS[name]
    address = reverse(name, kwargs=row.blanks(row.make()) if row.make else {})
    for method, expected in (("get", row.get), ("post", row.post)):
        answers = tuple(answer(clients[role], method, address).status_code for role in ROLES)
        assert answers == expected, f"{method} {address}"


#: What only coordinators may do is refused to editors before anything is looked up.
NAMING_OBJECTS = [
    name
    for name, row in ROWS.items()
    if row.make and row.blanks in (by_id, by_kind) and row.get[ROLES.index("editor")] == 200
]


@pytest.mark.parametrize("name", NAMING_OBJECTS)
def test_a_removed_object_is_answered_to_all_but_editors_as_one_that_never_was(name, clients, monkeypatch):
    # What points at the object would hold it back; here only the answer matters.
    monkeypatch.setattr("cairnhub.history.checks.pointing_at", lambda obj: [])
    made = ROWS[name].make()
    if not made.removed:
        actions.remove(obj=made, by=actions.System("Tests"), reason="")
    blanks = ROWS[name].blanks(made)
    addresses = [reverse(name, kwargs=blanks | {"object_id": pk}) for pk in (made.pk, "never_was")]
    for role in ("anonymous", "member", "reviewer"):
        removed, absent = (answer(clients[role], "get", address) for address in addresses)
        assert removed.status_code == absent.status_code != 200
        assert removed.status_code == 302 or removed.content == absent.content
    assert [answer(clients["editor"], "get", address).status_code for address in addresses] == [200, 404]


def test_what_a_form_without_its_token_is_answered_says_that_nothing_was_saved(clients):
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/suggest/", {"kind": "need", "text": "Help"})
    assert refused.status_code == 403
    assert "Nothing was saved." in refused.content.decode()


@pytest.mark.parametrize("address", ["/evidence/?q=%00", "/framework/links/a%00b/"])
def test_nul_in_an_address_is_refused_before_the_database_sees_it(address, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(address).status_code == 400


def test_nul_in_a_cookie_is_refused_before_the_database_sees_it(django_assert_num_queries):
    visitor = Client(HTTP_COOKIE='sessionid="abcdefgh\\000"')
    with django_assert_num_queries(0):
        assert visitor.get("/workspace/").status_code == 400
