"""The links of panellists. A link's secret is known to its holder alone; the hub can check it and keeps it nowhere.

A token is the text after `#` in a link, which browsers never send: a page's script posts it once. It holds a nonce of
128 bits, the way it was given and the group, and a code of 128 bits (HMAC-SHA-256, RFC 2104, cut short) that only this
hub can make. What the rating store keeps is a digest of the nonce, so neither leads to the other.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from .models import Process

COOKIE = "panel"
_CUT = 16
_WAYS = {"m": "mailed", "s": "shared"}
_SHARED_LINK = "g"


@dataclass(frozen=True)
class Ticket:
    """What a checked token says: who its holder is in the rating store, by which way they came, in which group."""

    token: str
    nonce: bytes
    way: str
    group: str

    @property
    def code(self) -> str:
        """The holder's key in the rating store."""
        return _digest(self.nonce, "rater")

    def code_for(self, place: str) -> str:
        """Another key for each place where something is written, so that nothing written leads to anything else."""
        return _digest(self.nonce, f"place {place}")


def mailed_token(process: Process, group: str) -> str:
    """Make the secret of one invitation. It must be sent at once, and kept nowhere."""
    return _token(process, "m", group, secrets.token_bytes(_CUT))


def shared_token(process: Process, group: str) -> str:
    """Return the text of a group's shared link, always the same: whoever opens it is given a token of their own."""
    return _token(process, _SHARED_LINK, group, b"")


def own_token(process: Process, shared: str) -> str | None:
    """Make a token for somebody who opened a shared link; None where that link is none of this process."""
    found = _read(process, shared)
    if found is None or found[0] != _SHARED_LINK:
        return None
    return _token(process, "s", found[1], secrets.token_bytes(_CUT))


def ticket(process: Process, token: str) -> Ticket | None:
    """Check a token; None where it is none of this process, whatever else it may be."""
    found = _read(process, token)
    if found is None or found[0] not in _WAYS:
        return None
    way, group, nonce = found
    return Ticket(token, nonce, _WAYS[way], group)


def _token(process: Process, way: str, group: str, nonce: bytes) -> str:
    body = way.encode() + len(nonce).to_bytes(1, "big") + nonce + group.encode()
    return urlsafe_b64encode(_mac(process, body) + body).decode().rstrip("=")


def _read(process: Process, token: str) -> tuple[str, str, bytes] | None:
    if len(token) > 400:
        return None
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (Base64Error, UnicodeError, ValueError):
        return None
    mac, body = raw[:_CUT], raw[_CUT:]
    if len(body) < 2 or not hmac.compare_digest(mac, _mac(process, body)):
        return None
    end = 2 + body[1]
    return chr(body[0]), body[end:].decode(), body[2:end]


def _mac(process: Process, body: bytes) -> bytes:
    return hmac.digest(bytes.fromhex(process.key.secret), process.pk.encode() + b"\0" + body, "sha256")[:_CUT]


def _digest(nonce: bytes, purpose: str) -> str:
    return hashlib.sha256(purpose.encode() + b"\0" + nonce).hexdigest()
