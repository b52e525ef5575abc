"""Signing in with ORCID: where a person is sent, and what ORCID says about whoever comes back.

Format: https://info.orcid.org/documentation/api-tutorials/api-tutorial-get-and-authenticated-orcid-id/ (OAuth 2.0 with
a code; the answer to the code names the person's iD, no e-mail address). The access token is thrown away.
"""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError

from cairn.base.errors import DataError
from cairnhub.literature.lookup.client import post_for_json

from ..orcid import validate_orcid

NAME = "ORCID"
SCOPE = "/authenticate"
OTHERWISE = "try again later, or sign in by e-mail"
SWITCHED_OFF = "Signing in with ORCID is not set up on this hub. Sign in by e-mail instead."


def is_on() -> bool:
    """Whether this hub has what ORCID gives to those it knows, and may use the network."""
    return bool(settings.LOOKUP_ON and settings.ORCID_CLIENT_ID and settings.ORCID_CLIENT_SECRET)


@dataclass(frozen=True)
class Passage:
    """One way to ORCID and back: `state` tells that the answer belongs to it, `verifier` that the code does (PKCE)."""

    state: str
    verifier: str

    @classmethod
    def new(cls) -> "Passage":
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(48))

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def is_of(self, state: str) -> bool:
        return secrets.compare_digest(self.state.encode(), state.encode())

    def address(self, return_to: str) -> str:
        """Where a person is asked whether this hub may know their iD."""
        challenge = urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        parts = {
            "client_id": settings.ORCID_CLIENT_ID,
            "response_type": "code",
            "scope": SCOPE,
            "redirect_uri": return_to,
            "state": self.state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{settings.ORCID_URL}/oauth/authorize?{urlencode(parts)}"

    def orcid_for(self, code: str, return_to: str) -> str:
        """The iD of the person who came back with this code. Raises DataError."""
        fields = {
            "client_id": settings.ORCID_CLIENT_ID,
            "client_secret": settings.ORCID_CLIENT_SECRET,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
            "code_verifier": self.verifier,
        }
        address = f"{settings.ORCID_URL}/oauth/token"
        answer = post_for_json(address, fields, service=NAME, seconds=settings.LOOKUP_SECONDS, otherwise=OTHERWISE)
        orcid = answer.get("orcid")
        try:
            validate_orcid(orcid if isinstance(orcid, str) else "")
        except ValidationError as wrong:
            raise DataError(f"{NAME} answered without saying who you are", remedy=OTHERWISE) from wrong
        return orcid
