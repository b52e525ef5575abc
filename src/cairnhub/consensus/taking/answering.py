"""What a posted screen says, checked. An answer is a number, or None for "cannot judge"; no answer is left out."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Mode, Process, Round
from .screens import Screen

CANNOT = "x"
#: Where answers are radio buttons, of which none can be taken back but by choosing another.
WITH_RADIOS = {Mode.RATE, Mode.VOTE, Mode.CRITERIA, Mode.BEST_WORST}
VOTES = (1, 0, -1)
#: Yes, undecided, no.
JUDGEMENTS = (2, 1, 0)

Given = dict[tuple[int, str], int | None]


def answers_in(post: Mapping[str, str], screen: Screen, round_: Round) -> Given:
    """Read one screen. Raises ValidationError where what is given cannot be an answer of this round."""
    process = round_.process
    match Mode(round_.mode):
        case Mode.RATE:
            return _each(post, screen, range(process.scale_low, process.scale_high + 1))
        case Mode.VOTE:
            return _each(post, screen, VOTES)
        case Mode.CRITERIA:
            return _criteria(post, screen, process)
        case Mode.CHOOSE:
            return _places(post, screen, most=process.choose_number)
        case Mode.ORDER:
            return _places(post, screen, most=len(screen.keys))
        case Mode.BEST_WORST:
            return _best_worst(post, screen)
        case Mode.POINTS:
            return _points(post, screen)
    return {}


def _each(post: Mapping[str, str], screen: Screen, allowed) -> Given:
    found: Given = {}
    for key in screen.keys:
        _take(found, post.get(f"item-{key}", ""), (key, ""), allowed)
    return found


def _criteria(post: Mapping[str, str], screen: Screen, process: Process) -> Given:
    found: Given = {}
    for key in screen.keys:
        for one in process.criteria:
            _take(found, post.get(f"item-{key}-{one['code']}", ""), (key, one["code"]), JUDGEMENTS)
    return found


def _take(found: Given, text: str, key: tuple[int, str], allowed) -> None:
    if text == CANNOT:
        found[key] = None
    elif text:
        found[key] = _number(text, allowed)


def _places(post: Mapping[str, str], screen: Screen, *, most: int) -> Given:
    """Places from 1, each given once. Items without one are not chosen."""
    found: Given = {}
    for key in screen.keys:
        if text := post.get(f"item-{key}", ""):
            found[key, ""] = _number(text, range(1, most + 1))
    given = list(found.values())
    if twice := sorted({place for place in given if given.count(place) > 1 and place is not None}):
        raise ValidationError(_("Two have place %(place)s: give each place once.") % {"place": twice[0]})
    return found


def _best_worst(post: Mapping[str, str], screen: Screen) -> Given:
    """The best is 1, the worst -1, the others 0; kept only once both are chosen."""
    names = set(map(str, screen.keys))
    best, worst = post.get("best", ""), post.get("worst", "")
    if not best or not worst:
        return {}
    if best not in names or worst not in names:
        raise ValidationError(_("Choose from the items shown."))
    if best == worst:
        raise ValidationError(_("The most and the least important cannot be the same."))
    values = {best: 1, worst: -1}
    return {(key, screen.aspect): values.get(str(key), 0) for key in screen.keys}


def _points(post: Mapping[str, str], screen: Screen) -> Given:
    found: Given = {}
    for key in screen.keys:
        if text := post.get(f"item-{key}", "").strip():
            found[key, ""] = _number(text, range(101))
    if (total := sum(value or 0 for value in found.values())) > 100:
        over = total - 100
        raise ValidationError(
            ngettext("There is %(over)s point too many.", "There are %(over)s points too many.", over) % {"over": over}
        )
    return found


def _number(text: str, allowed) -> int:
    try:
        value = int(text)
    except ValueError:
        value = None
    if value is None or value not in allowed:
        raise ValidationError(_("This is none of the answers. Choose one of those shown."))
    return value
