"""What the worker does for this room, every hour."""

import logging

from . import digest, searches

log = logging.getLogger(__name__)


def send_digests() -> int:
    """Look at the searches that are followed, then send the e-mails that are due; answers how many.

    One that cannot be sent holds no other back.
    """
    searches.look()
    sent = 0
    for wish in digest.due():
        try:
            sent += digest.send(wish)
        except OSError as refusal:
            log.warning("An e-mail about what somebody follows could not be sent: %s", type(refusal).__name__)
    return sent
