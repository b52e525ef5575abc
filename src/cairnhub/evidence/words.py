"""What coded values are called and what they mean, wherever evidence is shown."""

from cairn.synthesis import number_text

from .models import StudyDirection, StudyKind

KIND_NAMES = {
    StudyKind.PRIMARY: ("primary study", "primary studies"),
    StudyKind.REVIEW: ("review", "reviews"),
    StudyKind.COMMENTARY: ("commentary or report", "commentaries or reports"),
}
"""One and many of each kind of study."""

#: What each direction says about a whole study.
DIRECTION_MEANINGS = {
    StudyDirection.POSITIVE: "The result points in the direction claimed.",
    StudyDirection.NEGATIVE: "The result points the other way.",
    StudyDirection.NULL: "No effect or no difference was found.",
    StudyDirection.MIXED: "Some results point one way, some another.",
    StudyDirection.INCONCLUSIVE: "The study says that its data cannot decide.",
    StudyDirection.CONTESTED: "A later analysis disputes the result.",
    StudyDirection.NOT_EXTRACTED: "The result has not been read yet.",
    StudyDirection.NOT_APPLICABLE: "The study does not test an effect.",
}

#: What the same words say about one link, whose claim may be a decrease.
FINDING_WORDS = {
    "positive": "as the link claims",
    "negative": "the opposite of what the link claims",
    "null": "no effect found",
    "mixed": "mixed",
    "inconclusive": "inconclusive",
    "contested": "contested",
}

AUTHORITY_NAMES = {
    "ahec": "Area Health Education Centers",
    "nhsc": "National Health Service Corps",
    "nursing_workforce_diversity": "Nursing Workforce Diversity",
    "thcgme": "Teaching Health Center Graduate Medical Education",
    "title_vii": "Title VII health professions programmes",
}

_YEARS_IN_BAND = 5
_DECIMALS_PRINTED = 3


def authority_name(authority: str) -> str:
    """The full name of a programme authority; one not in the list is shown as coded."""
    return AUTHORITY_NAMES.get(authority, authority.replace("_", " "))


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, e.g. `1 review`, `3 reviews`."""
    return f"{number:,} {one if number == 1 else many}"


def year_band(year: int) -> tuple[str, str]:
    """The value and the label of the five years a year belongs to, e.g. `("2015", "2015 to 2019")`."""
    start = year - year % _YEARS_IN_BAND
    return str(start), f"{start} to {start + _YEARS_IN_BAND - 1}"


def written(value: float) -> str:
    """A number as a paper prints it; one that was worked out, and so has endless decimals, is rounded."""
    printed = f"{value:g}"
    return printed if len(printed.partition(".")[2]) <= _DECIMALS_PRINTED else number_text(value)


def effect_words(finding) -> str:
    """A finding's effect as written, with its interval and kind, e.g. `3.10 (1.95 to 4.93), odds ratio`."""
    if not finding.effect_text and finding.estimate is None:
        return "no number read"
    number = finding.effect_text or written(finding.estimate)
    interval = f" ({written(finding.ci_low)} to {written(finding.ci_high)})" if finding.ci_low is not None else ""
    return f"{number}{interval}, {finding.get_effect_kind_display() or 'kind not stated'}"
