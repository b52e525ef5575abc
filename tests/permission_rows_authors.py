"""Who may see the authors of the studies: everybody. Members claim, editors correct and decide."""

from cairnhub.accounts.models import User
from cairnhub.community.authors.claims.actions import claim
from cairnhub.community.authors.correcting.actions import hide
from cairnhub.community.authors.models import AuthorClaim, HiddenAuthor
from cairnhub.community.authors.reading import Author, Field
from factories import make_person, make_reference, make_study
from permission_rows import EDITOR_FORM, EDITOR_PAGE, MEMBER_PAGE, Row, from_role, page


def make_author() -> str:
    make_study()
    return next(iter(Field().authors))


def make_two_authors() -> list[str]:
    make_study(references=[make_reference(authors=["Mullan F"])])
    make_study(references=[make_reference(authors=["Mullan FS"])])
    return list(Field().authors)


def make_claim(**person) -> AuthorClaim:
    key = make_author()
    claimant = make_person(name="Cleo", **person)
    field = Field()
    return claim(field=field, author=field.authors[key], user=claimant.user)


def make_members_claim() -> AuthorClaim:
    return make_claim(user=User.objects.get(role="member"))


def make_hidden() -> HiddenAuthor:
    key = make_author()
    return hide(field=Field(), author=Author(key, ""), by=User.objects.get(role="editor"), reason="Asked for it.")


def by_key(key: str) -> dict:
    return {"key": key}


def by_claim(made: AuthorClaim) -> dict:
    return {"claim_id": made.pk}


AUTHORS: dict[str, Row] = {
    "authors:index": page(),
    "authors:authors_csv": page(),
    "authors:links_csv": page(),
    "authors:network_picture": page(make_author, lambda _: {"shared": "links", "ending": "svg"}),
    "authors:author": page(make_author, by_key),
    "authors:corrections": page(),
    "authors:corrections_csv": page(),
    "authors:likely": EDITOR_PAGE,
    "authors:hidden": EDITOR_PAGE,
    "authors:show_again": Row(
        from_role("editor", 405), from_role("editor", 302), make_hidden, lambda made: {"hidden_id": made.pk}
    ),
    "authors:choose": Row(EDITOR_PAGE.get, EDITOR_PAGE.post, make_author, by_key),
    "authors:merge": Row(*EDITOR_FORM, make_two_authors, lambda keys: {"key": keys[0], "other": keys[1]}),
    "authors:split": Row(*EDITOR_FORM, make_author, by_key),
    "authors:hide": Row(*EDITOR_FORM, make_author, by_key),
    "authors:claim": Row(from_role("member", 200), from_role("member", 400), make_author, by_key),
    "authors:mine": MEMBER_PAGE,
    # It is the member's own; to everybody else it is as if it never was.
    "authors:look_by_orcid": Row(from_role("member", 405), (302, 302, 404, 404, 404), make_members_claim, by_claim),
    "authors:withdraw": Row(from_role("member", 405), (302, 302, 404, 404, 404), make_members_claim, by_claim),
    "authors:claims": EDITOR_PAGE,
    "authors:decide": Row(*EDITOR_FORM, make_claim, by_claim),
}
