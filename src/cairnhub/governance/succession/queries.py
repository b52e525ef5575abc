"""Who could carry on, and what could be carried away."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from cairnhub.accounts.queries import coordinators

#: Names of addresses that answer a list as a file, for everybody and without naming an object.
FILE_ENDINGS = ("_csv",)
FEED = "feed"


_names: dict[str, str] = {}


def name_files(names: dict[str, str]) -> None:
    """Say what lists and feeds are called, by the names of their addresses; called once, when an app is ready."""
    _names.update(names)


def asks_for_second() -> bool:
    """Whether the hub stands on one coordinator alone, or on none."""
    return len(coordinators()) < 2


@dataclass(frozen=True)
class PublicFile:
    """A list of the hub as a file."""

    name: str
    url: str


def public_files() -> list[PublicFile]:
    """Every list that can be downloaded whole, found among the addresses of the hub, so that none is forgotten."""
    return sorted(_files(get_resolver()), key=lambda file: file.name)


def feeds() -> list[PublicFile]:
    """Every feed of the hub."""
    return sorted(_files(get_resolver(), wanted=lambda name: name == FEED), key=lambda file: file.name)


def _is_list(name: str) -> bool:
    return name.endswith(FILE_ENDINGS)


def _files(resolver: URLResolver, spaces: tuple[str, ...] = (), wanted=_is_list):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _files(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces, wanted)
        elif wanted(pattern.name or "") and not _names_an_object(pattern) and _is_for_everybody(pattern):
            url = _address(":".join((*spaces, pattern.name)))
            if url:
                yield PublicFile(_in_words(spaces, pattern.name), url)


def _names_an_object(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.converters)


def _is_for_everybody(pattern: URLPattern) -> bool:
    return not hasattr(pattern.callback, "for_holders_of")


def _address(name: str) -> str:
    # The blanks of an address may stand before the part that names the file.
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _in_words(spaces: tuple[str, ...], name: str) -> str:
    given = _names.get(":".join((*spaces, name)))
    if given:
        return given
    words = name.removesuffix("_csv").replace("_", " ")
    # A list that is the whole of its room is called like the room.
    said = [one for one in (*spaces, words) if one != "index"]
    return ", ".join(dict.fromkeys(said)).replace("_", " ").capitalize()
