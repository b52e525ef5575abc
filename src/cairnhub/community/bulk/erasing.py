"""How a person is erased here: what they sent and whom they invited goes with the account."""

from .models import Invitation


def erase_person(user) -> None:
    """Forget an invitation that waits for the person. Their own lists and invitations the database deletes itself."""
    Invitation.objects.filter(email__iexact=user.email).delete()
