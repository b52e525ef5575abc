"""Which pages the browser visits: every address of the hub, with examples where an address names an object.

A new address is visited without being listed here. It must be listed where it names an object of a new kind, is no
page, or is for people who have signed in.
"""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

#: Addresses that answer a file, and those that only take what a form sends. Names with these endings are files too.
FILE_ENDINGS = ("_csv", "_svg", "_docx", "_data", "_standalone", "picture", ":feed")
NOT_PAGES = {
    "health",
    "notices:follow",
    "notices:follow_everything",
    "notices:follow_search",
    "notices:mute",
    "notices:mark_read",
    "notices:unfollow",
    "behalf:taken_back",
    "carrying:delete",
    "carrying:download",
    "speaking:confirm",
    "speaking:end",
    "speaking:name",
    "speaking:withdraw",
    "agenda:group_join",
    "agenda:group_leave",
    "agenda:group_role",
    "agenda:look_at_evidence",
    "agenda:would_fund",
    "bulk:invitations_again",
    "bulk:invitations_discard",
    "bulk:organisations_discard",
    "bulk:organisations_undo",
    "bulk:withdraw",
    "duplicates:forget_apart",
    "duplicates:tell_apart",
    "interest_end",
    "interests_none",
    "account_request_login_code",
    "authors:look_by_orcid",
    "authors:show_again",
    "authors:withdraw",
    "community:orcid_callback",
    "community:orcid_disconnect",
    "community:orcid_start",
    "community:organisation_ror_take",
    "community:profile_agree",
    "community:profile_withdraw",
    "community:profile_works_keep",
    "extraction:add_paper",
    "extraction:effect",
    "extraction:paper",
    "extraction:start",
    "extraction:take_back",
    "literature:take_over",
    # Leads on to a place in a discussion.
    "talk:comment",
    "talk:say",
    "reports:make",
    "reports:publish",
    "rounds:begin",
    "rounds:enter",
    "rounds:leave",
    "rounds:withdraw",
}
#: Reached only with the link of an invitation; test_browser_rounds goes through them.
BEHIND_A_LINK = {"rounds:mine", "rounds:screen"}
#: Reached only in the middle of signing in; test_browser_sign_in goes through them.
INSIDE_SIGN_IN = {"account_confirm_login_code", "account_email_verification_sent"}

#: Pages for people who have signed in, with the least role that sees them.
SIGNED_IN = {
    "account": "member",
    "account_email": "member",
    "account_erase": "member",
    "account_logout": "member",
    "interests": "member",
    "agenda:answer": "editor",
    "agenda:claim": "member",
    "agenda:group_write": "editor",
    "agenda:merge": "editor",
    "agenda:move": "editor",
    "agenda:part": "editor",
    "agenda:renew": "editor",
    "agenda:sign_off": "editor",
    "agenda:workspace": "member",
    "authors:choose": "editor",
    "authors:claim": "member",
    "authors:claims": "editor",
    "authors:decide": "editor",
    "authors:hidden": "editor",
    "authors:hide": "editor",
    "authors:likely": "editor",
    "authors:merge": "editor",
    "authors:mine": "member",
    "authors:split": "editor",
    "behalf:all": "editor",
    "carrying:index": "coordinator",
    "behalf:brought": "member",
    "speaking:speaking": "editor",
    "bulk:invitations": "coordinator",
    "bulk:invitations_preview": "coordinator",
    "bulk:invitations_result": "coordinator",
    "bulk:organisations": "editor",
    "bulk:organisations_preview": "editor",
    "bulk:organisations_result": "editor",
    "community:organisation_ror": "editor",
    "community:profile": "member",
    "community:profile_delete": "member",
    "community:profile_edit": "member",
    "community:profile_preview": "member",
    "community:profile_works": "member",
    "desk:index": "editor",
    "duplicates:index": "editor",
    "duplicates:pair": "editor",
    "duplicates:undo": "editor",
    "editing:index": "editor",
    "editing:kind": "editor",
    "editing:add": "editor",
    "editing:change": "editor",
    "editing:remove": "editor",
    "editing:restore": "editor",
    "editing:undo": "editor",
    "appraising:appraise": "reviewer",
    "appraising:wording": "coordinator",
    "certainty:judge_directions": "editor",
    "certainty:judge_pooled": "editor",
    "certainty:judge_qualitative": "editor",
    "certainty:propose": "member",
    "certainty:settle": "coordinator",
    "extraction:agree": "editor",
    "extraction:correct": "editor",
    "extraction:form": "reviewer",
    "extraction:index": "reviewer",
    "extraction:read": "reviewer",
    "extraction:template_edit": "coordinator",
    "governance:end_term": "coordinator",
    "governance:give_term": "coordinator",
    "governance:hand_over": "coordinator",
    "governance:participants": "coordinator",
    "governance:policy_approve": "coordinator",
    "governance:policy_publish": "coordinator",
    "governance:record": "coordinator",
    "literature:complete": "editor",
    "literature:to_complete": "member",
    "matching:for_me": "member",
    "pooling:add": "editor",
    "pooling:change": "editor",
    "agenda:moderation": "editor",
    "agenda:moderate": "editor",
    "content:loads": "editor",
    "members": "coordinator",
    "notices:following": "member",
    "notices:inbox": "member",
    "member": "coordinator",
    "framework:publish": "coordinator",
    "talk:change": "member",
    "talk:moderate": "editor",
    "talk:moderation": "editor",
    "talk:reply": "member",
    "talk:take_back": "member",
}

#: Which examples of tests/browser/prepare.py fill the blanks of an address.
EXAMPLES = {
    "agenda:moderate": "suggestion_numbers",
    "agenda:answer": "question_under_way",
    "agenda:claim": "question_prioritised",
    "agenda:call": "call",
    "agenda:group": "group",
    "agenda:group_write": "group",
    "agenda:merge": "question_prioritised",
    "agenda:move": "question_move",
    "agenda:part": "question_merged",
    "agenda:question": "question",
    "agenda:renew": "question_claimed",
    "agenda:sign_off": "question_under_way",
    "agenda:suggestion": "suggestion_tokens",
    "appraising:appraise": "appraised",
    "appraising:lights": "pooled_link",
    "appraising:wording": "wording",
    "authors:author": "author",
    "authors:choose": "author",
    "authors:claim": "author",
    "authors:decide": "author_claim",
    "authors:hide": "author",
    "authors:merge": "two_authors",
    "authors:split": "author",
    "behalf:brought": "brought",
    "behalf:slip": "suggestion_tokens",
    "speaking:speaking": "spoken_for",
    "bulk:decline": "declined",
    "bulk:invitations_preview": "invitation_list",
    "bulk:invitations_result": "invited",
    "bulk:organisations_preview": "organisation_list",
    "bulk:organisations_result": "imported",
    "certainty:directions": "pooled_link",
    "certainty:judge_directions": "pooled_link",
    "certainty:judge_pooled": "pooling",
    "certainty:judge_qualitative": "pooled_link",
    "certainty:pooled": "pooling",
    "certainty:propose": "pooled_link",
    "certainty:settle": "threshold",
    "community:consent_version": "consent_version",
    "community:organisation": "organisation",
    "community:organisation_ror": "organisation",
    "community:person": "person",
    "constructs:construct": "construct",
    "data:source": "data_source",
    "duplicates:pair": "organisations_alike",
    "duplicates:undo": "merger",
    "editing:add": "kinds",
    "editing:change": "editable",
    "editing:kind": "kinds",
    "editing:remove": "editable",
    "editing:restore": "removed",
    "editing:undo": "event",
    "evidence:study": "study",
    "extraction:agree": "extracted_study",
    "extraction:correct": "finding",
    "extraction:form": "draft",
    "extraction:read": "finished",
    "extraction:template": "template",
    "framework:version": "framework_version",
    "governance:decision": "decision",
    "governance:end_term": "term",
    "governance:give_term": "seat",
    "governance:participants": "decision",
    "governance:policy": "policy",
    "governance:policy_approve": "policy_version",
    "governance:policy_compare": "policy",
    "governance:policy_publish": "policy",
    "governance:policy_version": "policy_version",
    "governance:seat": "seat",
    "history:object": "with_history",
    "links:brief": "link",
    "links:link": "link",
    "literature:complete": "reference",
    "literature:reference": "reference",
    "matching:ask": "asked",
    "member": "member",
    "roadmap:start": "visitors",
    "notices:stop": "stop_token",
    "methods:design": "design",
    "pooling:add": "pooled_link",
    "pooling:change": "pooling",
    "pooling:pooling": "pooling",
    "pooling:proposals": "pooled_link",
    "reports:report": "report",
    "rounds:entry": "round",
    "talk:about": "talked_about",
    "talk:change": "own_comment",
    "talk:moderate": "reported_comment",
    "talk:reply": "own_comment",
    "talk:report": "reported_comment",
    "talk:take_back": "own_comment",
}

#: Other states of a page worth a visit, as query strings: chosen filters, nothing found.
STATES = {
    "agenda:calls": ("kind=sites", "kind=funding"),
    "agenda:suggest": ("kind=study", "kind=need&about=/data/"),
    "authors:choose": ("q=a", "q=no+such+name"),
    "authors:claims": ("show=confirmed",),
    "authors:index": ("by=links", "by=links&page=2"),
    "behalf:all": ("show=answered", "show=back"),
    "community:index": ("type=foundation", "kind=person&discipline=medicine", "q=no+such+organisation", "page=2"),
    "community:profile_preview": ("as=members",),
    "duplicates:index": ("pages=nothing",),
    "data:coverage": ("show=activities",),
    "data:index": ("access=open&measures=out_rural_practice", "q=no+such+source"),
    "data:programmes": ("activity=act_rural_track",),
    "evidence:index": ("q=rural", "q=no+such+study"),
    "evidence:map": ("all=1&view=bubbles", "q=no+such+study"),
    "governance:decisions": ("about=framework&year=2026", "q=no+such+decision", "names=link:no_such_link"),
    "governance:record": ("role_of=1", "title=Five+seats&about=people"),
    "pooling:pooling": ("by=country", "by=nonsense"),
    "roadmap:index": ("w_uncertainty=9&w_equity=1&stage=impact", "w_uncertainty=nonsense"),
    "talk:moderation": ("show=hidden", "show=decided"),
    "search:index": ("q=rural", "q=nosuchword", "q=%22"),
}


def names() -> list[str]:
    """The name of every address of the hub, sorted."""
    return sorted(set(_names(get_resolver())))


def public_pages() -> list[str]:
    """The names of the pages that everybody may read."""
    return [name for name in names() if not _is_no_page(name) and name not in SIGNED_IN]


def signed_in_pages() -> list[str]:
    """The names of the pages for people with an account that exist in this hub."""
    return [name for name in names() if name in SIGNED_IN]


def addresses(name: str, examples: dict[str, list[dict]]) -> list[str]:
    """The addresses to visit for one name. Raises KeyError where the address names objects and has no examples."""
    blanks = examples[EXAMPLES[name]] if name in EXAMPLES else [{}]
    plain = [reverse(name, kwargs=filled) for filled in blanks]
    return plain + [f"{plain[0]}?{query}" for query in STATES.get(name, ())]


def _names(resolver: URLResolver, spaces: tuple[str, ...] = ()):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name))
        else:
            yield from _names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def _is_no_page(name: str) -> bool:
    return name.endswith(FILE_ENDINGS) or name in NOT_PAGES | INSIDE_SIGN_IN | BEHIND_A_LINK
