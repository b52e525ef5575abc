"""What people write, as safe HTML: comments, policies, the pages of groups."""

from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: The elements that may come out, each with its attributes: no picture, nothing that carries a style or a script.
ALLOWED = {
    "a": {"href", "title"},
    "p": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": set(),
    "blockquote": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "hr": set(),
}
HEADINGS = {f"h{level}": set() for level in range(3, 7)}
SCHEMES = {"http", "https", "mailto"}
#: Others' links: search engines are not to count them, and the page they open learns nothing of where it was opened.
RELATION = "nofollow ugc noopener noreferrer"

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])


def safe_html(text: str, *, headings: bool = False) -> SafeString:
    """Markdown as HTML that holds nothing but text, emphasis, lists, quotations, code and links.

    HTML in the text is shown as it was typed. Pictures stay words, because a picture from elsewhere would tell that
    place who reads here. With `headings`, for a text that has a page or section of its own, they come out two levels
    lower, below the title of the page and of the section; without, their words alone.
    """
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}" if headings else "p"
    return _cleaned(_markdown.renderer.render(tokens, _markdown.options, {}), headings)


def _cleaned(html: str, headings: bool) -> SafeString:
    allowed = ALLOWED | (HEADINGS if headings else {})
    cleaned = nh3.clean(
        html,
        tags=set(allowed),
        attributes={tag: names for tag, names in allowed.items() if names},
        url_schemes=SCHEMES,
        link_rel=RELATION,
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has let through only what is allowed above


def plain_text(text: str) -> str:
    """Markdown as words alone, for e-mails, feeds and the search."""
    cleaned = nh3.clean(str(safe_html(text)), tags=set())
    return "\n".join(line.strip() for line in unescape(cleaned).splitlines() if line.strip())
