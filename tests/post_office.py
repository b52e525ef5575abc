"""A real mail server on this computer, so that e-mails are tested as they arrive."""

import re
import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """What has arrived, and what the server answers instead of taking a message."""

    received: list[EmailMessage] = field(default_factory=list)
    #: By address, e.g. "550 No such person", or what is called with the message and answers that.
    refusals: dict[str, object] = field(default_factory=dict)

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        refusal = self.refusals.get(envelope.rcpt_tos[0])
        answer = refusal(message) if callable(refusal) else refusal
        if answer:
            return answer
        self.received.append(message)
        return "250 Taken"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages for one address."""
        return [message for message in self.received if message["To"] == address]


@pytest.fixture
def post_office(settings):
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    settings.PUBLIC_URL = "https://hub.example"
    yield office
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def text_of(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content()


def html_of(message: EmailMessage) -> str:
    return message.get_body(("html",)).get_content()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.links, self.elements = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.words.append(data)


def read_html(message: EmailMessage) -> tuple[str, list[str], list[str]]:
    """The words, the addresses and the names of the elements of the HTML part."""
    reader = _Reader()
    reader.feed(html_of(message))
    reader.close()
    return " ".join(" ".join(reader.words).split()), reader.links, reader.elements


def links_in_text(message: EmailMessage) -> list[str]:
    return re.findall(r"https?://\S+", text_of(message))


def assert_both_parts_are_sound(message: EmailMessage) -> None:
    """Text first, then HTML, nothing that loads or runs anything, and every address absolute."""
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    words, links, elements = read_html(message)
    assert set(links) == set(links_in_text(message))
    assert all(link.startswith("https://hub.example") for link in links)
    assert not {"img", "script", "link", "iframe", "form"} & set(elements)
    assert "{" not in text_of(message) + words
    assert "&amp;" not in text_of(message)
    assert "&#" not in text_of(message)
