"""E-mail where no mail server is set: to the console and to a file, so that a sign-in code can be read."""

import sys

from django.core.mail.backends.filebased import EmailBackend as FileBackend


class OutboxBackend(FileBackend):
    """Write each message to a file of the outbox folder and its text to the console."""

    def write_message(self, message):
        super().write_message(message)
        sys.stderr.write(f"\nE-mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n")
        sys.stderr.flush()
