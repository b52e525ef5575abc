"""Reads for the page about the hub: the founding article, who keeps the hub, and what to cite."""

from itertools import groupby

from cairnhub.accounts.models import Role, User
from cairnhub.framework.queries import newest_version
from cairnhub.history.models import Event
from cairnhub.literature.models import FoundingArticle, FoundingClaim


def founding_article() -> FoundingArticle | None:
    """The article that called for the hub, with its reference; None where no content has been loaded."""
    return FoundingArticle.objects.visible().select_related("reference").first()


def claims_by_part(article: FoundingArticle) -> list[tuple[str, list[FoundingClaim]]]:
    """What the article says, in the order of the claims, gathered by the part it was read in."""
    claims = article.claims.filter(removed=False)
    return [(part, list(members)) for part, members in groupby(claims, key=lambda claim: claim.part)]


def keepers() -> list[str]:
    """The names of the hub's coordinators, of those who gave one."""
    coordinators = User.objects.filter(role=Role.COORDINATOR, is_active=True).exclude(name="")
    return list(coordinators.order_by("name").values_list("name", flat=True))


def edition() -> dict:
    """What a citation of the hub as a whole must name: the newest framework version and the day of the last change."""
    newest = Event.objects.first()
    return {"version": newest_version(), "changed": newest.at if newest else None}
