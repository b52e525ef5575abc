"""What every page's template may use."""

from cairnhub.accounts.permissions import Permission, may
from cairnhub.community.lookup import signing_in

NAVIGATION = [
    ("Roadmap", "/"),
    ("Framework", "/framework/"),
    ("Evidence", "/evidence/"),
    ("Agenda", "/agenda/"),
    ("Data", "/data/"),
    ("Methods", "/methods/"),
    ("Community", "/community/"),
]


def site(request) -> dict:
    """The main navigation with the current room marked, and what this reader may do."""
    path = request.path
    current = next((url for _, url in reversed(NAVIGATION) if url != "/" and path.startswith(url)), None)
    if path.startswith("/consensus/"):
        current = "/agenda/"
    if path == "/" or path.startswith("/roadmap/"):
        current = "/"
    user = getattr(request, "user", None)
    return {
        "navigation": [(label, url, url == current) for label, url in NAVIGATION],
        "may_edit": may(user, Permission.OBJECT_EDIT),
        "may_settle": may(user, Permission.THRESHOLD_SETTLE),
        "may_extract": may(user, Permission.STUDY_EXTRACT),
        "orcid_on": signing_in.is_on(),
        "here": request.get_full_path(),
    }
