"""What is stored about authors: what editors said about names, who asked not to be listed, who is who, and pictures."""

from .claims import AuthorClaim, ClaimState, Proof
from .corrections import AuthorCorrection, HiddenAuthor, Says
from .drawings import Drawing, Shared

__all__ = ["AuthorClaim", "AuthorCorrection", "ClaimState", "Drawing", "HiddenAuthor", "Proof", "Says", "Shared"]
