"""Every page everybody may read: WCAG 2.2 AA, no sideways scrolling, a silent console, a strict policy."""

import pytest

from browser.addresses import SIGNED_IN, addresses, public_pages, signed_in_pages
from browser.inspection import inspect


@pytest.mark.parametrize("name", public_pages())
def test_a_public_page_is_sound(window_of, hub, name):
    wrong = [line for address in addresses(name, hub.examples) for line in inspect(window_of(), hub.url + address)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", signed_in_pages())
def test_a_page_for_people_with_an_account_is_sound(window_of, hub, name):
    role = SIGNED_IN[name]
    wrong = [line for address in addresses(name, hub.examples) for line in inspect(window_of(role), hub.url + address)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("address", ["/no/such/page/", "/framework/links/no_such_link/"])
def test_the_page_for_what_is_not_there_is_sound(window_of, hub, address):
    wrong = [
        line for line in inspect(window_of(), hub.url + address) if "answers 404" not in line and "404 (" not in line
    ]

    assert not wrong, "\n".join(wrong)
