"""Who may see the directory and its pages, and keep a profile."""

from factories import make_organisation, make_person
from permission_rows import EDITOR_FORM, MEMBER_BUTTON, MEMBER_PAGE, Row, everybody, from_role, page

COMMUNITY: dict[str, Row] = {
    "community:index": page(),
    "community:organisations_csv": page(),
    "community:organisation": page(make_organisation),
    "community:people_csv": page(),
    "community:people_data": page(),
    "community:person": page(make_person, lambda made: {"person_id": made.pk}),
    "community:consent": page(),
    "community:consent_version": page(lambda: "1", lambda made: {"version": made}),
    "community:profile": MEMBER_PAGE,
    "community:profile_edit": Row(from_role("member", 200), from_role("member", 400)),
    "community:profile_preview": Row(from_role("member", 302), from_role("member", 405)),
    "community:profile_agree": MEMBER_BUTTON,
    "community:profile_withdraw": MEMBER_BUTTON,
    "community:organisation_ror": Row(*EDITOR_FORM, make_organisation),
    # Sent without an answer of ROR, it says so on the page of the look-up.
    "community:organisation_ror_take": Row(from_role("editor", 405), from_role("editor", 302), make_organisation),
    "community:profile_works": Row(from_role("member", 200), from_role("member", 200)),
    "community:profile_works_keep": MEMBER_BUTTON,
    # Not set up in the tests: they lead back and say so.
    "community:orcid_start": Row(everybody(302), everybody(405)),
    "community:orcid_callback": Row(everybody(302), everybody(405)),
    "community:orcid_disconnect": MEMBER_BUTTON,
    "community:profile_delete": Row(from_role("member", 200), from_role("member", 302)),
}
