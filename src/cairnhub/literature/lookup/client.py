"""The one door to the network: a small JSON document, from an address that the hub's settings allow."""

import contextlib
import http.client
import json
import time
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from ipaddress import ip_address
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlencode, urlsplit

from django.utils import timezone

from cairn.base.errors import DataError

LARGEST_ANSWER = 5_000_000
MOST_REDIRECTS = 3
_CHUNK = 65_536
_BY_HAND = "try again later, or complete the record by hand"


class NotThereError(DataError):
    """The service answered that it has no such thing."""


class UnreachableError(DataError):
    """The service could not be reached, or did not answer in time."""


def get_json(
    address: str, parameters: dict[str, str | int], *, service: str, seconds: float, otherwise: str = _BY_HAND
) -> dict:
    """The JSON object at an address, with the parameters in its query. `service` is what people call it.

    https only, but for this very computer; redirects only within one host; `seconds` for each wait and for reading.
    `otherwise` is what a reader can do where it comes to nothing.

    Raises:
        NotThereError: the service has no such thing.
        UnreachableError: there is no way to it, or it did not answer in time.
        DataError: it refused, failed, or answered something else than a JSON object of reasonable size.
    """
    query = urlencode({name: value for name, value in parameters.items() if value != ""})
    with _remedied(otherwise):
        return _ask(f"{address}?{query}" if query else address, None, service, seconds)


def post_for_json(address: str, fields: dict[str, str], *, service: str, seconds: float, otherwise: str) -> dict:
    """The JSON object answered to a form that is sent to an address; all else as `get_json` has it."""
    with _remedied(otherwise):
        return _ask(address, urlencode(fields).encode(), service, seconds)


@contextlib.contextmanager
def _remedied(otherwise: str):
    """Troubles that tell no remedy of their own get that of whoever asks."""
    try:
        yield
    except DataError as trouble:
        trouble.remedy = trouble.remedy or otherwise
        raise


def _ask(address: str, form: bytes | None, service: str, seconds: float) -> dict:
    wanted = urlsplit(address)
    _refuse_unsafe(wanted, service)
    asked = request.Request(  # noqa: S310 - the scheme is checked above
        address, data=form, headers={"Accept": "application/json", "User-Agent": f"Cairn/{version('cairn-hub')}"}
    )
    end = time.monotonic() + seconds
    try:
        with _opener(wanted, service).open(asked, timeout=seconds) as answer:
            return _object_in(_body(answer, end, service), service)
    except HTTPError as refusal:
        with refusal:
            raise _refusal(refusal, service) from refusal
    except (OSError, http.client.HTTPException) as failure:
        raise _unreached(failure, service) from failure


class _SameHost(request.HTTPRedirectHandler):
    """Follows a redirect within one host; another host would learn what was asked."""

    max_redirections = max_repeats = MOST_REDIRECTS

    def __init__(self, wanted: SplitResult, service: str):
        self._wanted, self._service = wanted, service

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        target = urlsplit(newurl)
        if (target.scheme, target.netloc) != (self._wanted.scheme, self._wanted.netloc):
            fp.close()
            raise DataError(f"{self._service} led to another address, which was not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(wanted: SplitResult, service: str) -> request.OpenerDirector:
    # Built by hand: the usual opener also reads files and speaks FTP.
    opener = request.OpenerDirector()
    handlers = [
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _SameHost(wanted, service),
    ]
    if wanted.scheme == "https":
        handlers.append(request.ProxyHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _refuse_unsafe(wanted: SplitResult, service: str) -> None:
    if wanted.scheme == "https" and wanted.hostname:
        return
    if wanted.scheme == "http" and _is_this_computer(wanted.hostname):
        return
    raise DataError(f"the address set for {service} does not start with https://", remedy="ask whoever keeps this hub")


def _is_this_computer(host: str | None) -> bool:
    with contextlib.suppress(ValueError):
        return host == "localhost" or ip_address(host or "").is_loopback
    return False


def _body(answer, end: float, service: str) -> bytes:
    kind = answer.headers.get_content_type()
    if kind != "application/json" and not kind.endswith("+json"):
        raise DataError(f"{service} answered something that is no JSON ({kind})")
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            raise DataError(f"{service} answered far more than one record needs")
        if time.monotonic() > end:
            raise _too_slow(service)
    return b"".join(parts)


def _object_in(body: bytes, service: str) -> dict:
    try:
        found = json.loads(body)
    # Deep nesting exhausts the stack, and that is the sender's fault too.
    except (ValueError, RecursionError) as broken:
        raise DataError(f"{service} answered JSON that cannot be read") from broken
    if not isinstance(found, dict):
        raise DataError(f"{service} answered JSON that is no object")
    return found


def _refusal(refusal: HTTPError, service: str) -> DataError:
    if refusal.code in (404, 410):
        return NotThereError(f"{service} does not know it", remedy="check the identifier")
    if refusal.code in (429, 503):
        wait = _wait(refusal.headers.get("Retry-After", ""))
        return DataError(f"{service} asks this hub to wait", remedy=f"try again {wait}")
    return DataError(f"{service} answered with an error ({refusal.code})")


def _wait(header: str) -> str:
    """When to try again, from a header that gives seconds or a date."""
    seconds = 0
    if header.strip().isdecimal() and len(header) < 8:
        seconds = int(header)
    else:
        with contextlib.suppress(ValueError, TypeError):
            seconds = round((parsedate_to_datetime(header) - timezone.now()).total_seconds())
    if seconds <= 0:
        return "in a few minutes"
    if seconds < 120:
        return "in one second" if seconds == 1 else f"in {seconds} seconds"
    minutes = -(-seconds // 60)
    return f"in {minutes} minutes" if minutes < 120 else f"in {-(-minutes // 60)} hours"


def _unreached(failure: Exception, service: str) -> UnreachableError:
    if isinstance(failure, TimeoutError) or isinstance(getattr(failure, "reason", None), TimeoutError):
        return _too_slow(service)
    # A name that cannot be resolved and a door that is shut look alike to a reader: no way there.
    if isinstance(failure, URLError):
        what = "cannot be reached: this hub may have no connection to the internet"
    else:
        what = "broke off its answer"
    return UnreachableError(f"{service} {what}")


def _too_slow(service: str) -> UnreachableError:
    return UnreachableError(f"{service} did not answer in time")
