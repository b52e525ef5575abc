"""The inspection itself: a page with a fault is found at fault."""

import pytest

from browser.inspection import inspect

SOUND = "<!doctype html><html lang=en><title>Sound</title><main><h1>Sound</h1><p>Nothing wrong here.</p></main>"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
FAULTS = {
    "image-alt": SOUND + '<img src="/static/cairn.svg">',
    "color-contrast": SOUND + '<p><font color="#cccccc">Pale words on white</font></p>',
    "wider than the screen": SOUND + '<table width="2000"><tr><td>Wide</td></tr></table>',
    "letters leave the picture": SOUND
    + '<svg class=picture viewBox="0 0 90 20" width=90><text x=40 y=14>Long words</text></svg>',
    "letters of": SOUND + '<svg class=picture viewBox="0 0 400 20" width=200><text x=0 y=14>Small</text></svg>',
    "scrolls and does not show it": SOUND
    + '<link rel=stylesheet href="/static/cairn.css"><div class=scroll role=region tabindex=0 aria-label=Picture>'
    '<svg class=picture viewBox="0 0 2000 20" width=2000><text x=0 y=14>Wide</text></svg></div>',
    "console": SOUND + '<p style="color:red">A style of its own</p>',
}


def answer(page, body, policy=POLICY):
    headers = {"content-type": "text/html", "content-security-policy": policy}
    page.route("**/made-up", lambda route: route.fulfill(body=body, headers=headers))
    return page


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(visit, hub, fault):
    wrong = inspect(answer(visit(), FAULTS[fault]), f"{hub.url}/made-up")

    assert any(fault in line for line in wrong), wrong


def test_a_weak_policy_is_found(visit, hub):
    wrong = inspect(
        answer(visit(), SOUND, "default-src 'none'; script-src 'self' 'unsafe-inline'"), f"{hub.url}/made-up"
    )

    assert any("weak policy" in line for line in wrong)
    assert any("policy lacks style-src" in line for line in wrong)


def test_a_sound_page_is_found_sound(visit, hub):
    assert inspect(answer(visit(), SOUND), f"{hub.url}/made-up") == []
