"""What this room tells the rooms above, which it must not know. Each is sent inside the transaction of the change."""

from django.dispatch import Signal

#: With `comment`: somebody said something new.
said = Signal()

#: With `ruling`: a moderator decided about a comment.
decided = Signal()
