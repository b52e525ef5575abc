"""A copy of a process to try it out in."""

from django.db import transaction

from cairnhub.accounts.authors import Author

from . import actions
from .models import Item, ItemState, Nature, Process


@transaction.atomic
def rehearsal_of(*, process: Process, by: Author, nature: str = Nature.REHEARSAL) -> Process:
    """Draft a process with the protocol and the items of another, of which nothing will count."""
    words = "Demonstration" if nature == Nature.DEMONSTRATION else "Rehearsal"
    copied = actions.draft(
        title=f"{words}: {process.title}"[:200],
        template=process.template,
        purpose=process.purpose,
        by=by,
        nature=nature,
        reason=f"A copy of {process.title}.",
    )
    values = process.protocol() | {"nature": nature}
    actions.change_draft(process=copied, values=values, by=by, reason="As in the process it copies.")
    Item.objects.bulk_create(
        Item(
            process=copied, number=one.number, position=one.position, text=one.text, help=one.help, about=one.about,
            part=one.part, proposes=one.proposes,
        )
        for one in process.items.filter(state=ItemState.ASKED)
    )  # fmt: skip
    return copied
