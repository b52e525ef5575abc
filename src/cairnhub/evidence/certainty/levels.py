"""How sure we may be of each link, for pages that show many: one level a link, or none."""

from ..models import Certainty, EvidenceBody
from ..pooling.reading import leading_answers


def certainty_by_link() -> dict[str, str]:
    """The level of each link that somebody judged: of its pooled answer as it is now, else of its directions."""
    directions = Certainty.objects.visible().filter(body=EvidenceBody.DIRECTIONS)
    found = dict(directions.values_list("link_id", "level"))
    pooled = {link: one.certainty.level for link, one in leading_answers().items() if one.certainty}
    return found | pooled
