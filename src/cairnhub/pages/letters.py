"""E-mails with a text and an HTML part that say the same."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def letter(
    *, to: str, subject: str, template: str, words: dict, headers: dict[str, str] | None = None, connection=None
) -> EmailMultiAlternatives:
    """A letter made of `template`.txt and `template`.html, not yet sent. The templates get the hub's own address."""
    given = words | {"hub": settings.PUBLIC_URL}
    made = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", given).strip() + "\n",
        to=[to],
        headers=headers,
        connection=connection,
    )
    made.attach_alternative(render_to_string(f"{template}.html", given), "text/html")
    return made


def send_letter(**arguments) -> None:
    """Make a letter and send it. Raises what the mail server refuses with."""
    letter(**arguments).send()
