"""What the hub does with questions by itself, once a day."""

from . import claims


def release_expired() -> int:
    """Free questions whose claim has ended; safe to run at any time and again."""
    return claims.release_expired()
