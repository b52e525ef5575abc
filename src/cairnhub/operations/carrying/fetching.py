"""What a visitor of this hub is answered, without a server."""

from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from cairn.base.errors import CairnError


def fetch(address: str) -> bytes:
    """The file at an address of this hub, as everybody who has not signed in gets it.

    Raises:
        CairnError: it is answered with anything but a file.
    """
    hub, found = urlsplit(settings.PUBLIC_URL), resolve(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "HTTP_HOST": hub.netloc,
            "SERVER_NAME": hub.hostname,
            "SERVER_PORT": str(hub.port or ""),
            "wsgi.url_scheme": hub.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.user = AnonymousUser()
    response = found.func(request, *found.args, **found.kwargs)
    if response.status_code != 200:
        raise CairnError(f"is answered with {response.status_code}", where=address)
    return b"".join(response)
