"""What this room tells the rooms above, which it must not know."""

from django.dispatch import Signal

#: Sent inside the transaction with `user`, `before`, `after`, `by` and `reason`. The history records it.
role_granted = Signal()
