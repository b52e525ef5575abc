"""Who can be the author of a change: a person with an account, or a part of the hub itself."""

from dataclasses import dataclass

from .models import User


@dataclass(frozen=True)
class System:
    """An author that is not a person, such as the loader of the starting content."""

    display_name: str
    pk: None = None


Author = User | System
