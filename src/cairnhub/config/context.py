"""What every page's template may use."""

from cairnhub.accounts.permissions import Permission, may

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
    """The main navigation with the current room marked, and whether this reader may edit."""
    path = request.path
    current = next((url for _, url in reversed(NAVIGATION) if url != "/" and path.startswith(url)), None)
    if path == "/" or path.startswith("/roadmap/"):
        current = "/"
    return {
        "navigation": [(label, url, url == current) for label, url in NAVIGATION],
        "may_edit": may(getattr(request, "user", None), Permission.OBJECT_EDIT),
        "here": request.get_full_path(),
    }
