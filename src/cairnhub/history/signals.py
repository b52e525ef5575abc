"""What this room tells the rooms above, which it must not know."""

from django.dispatch import Signal

#: Sent with `event` and `obj` inside the transaction of every recorded change, once it is written.
recorded = Signal()
