"""What the form for a study asks: questions as data, the first template, and answers in words."""

from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError

from cairnhub.history import actions
from cairnhub.history.labels import Labels

from ..models import Allocation, EquityFactor, Extraction, ExtractionTemplate, KirkpatrickLevel, Rurality, Study

#: Answers of kinds that choose: from a fixed set, from designs, from constructs.
KINDS = {
    "text": "a line of text",
    "long": "several lines of text",
    "number": "a whole number",
    "years": "a year, or from one year to another",
    "choice": "one of several",
    "choices": "several of several",
    "design": "a design of the hub",
    "constructs": "constructs of the framework",
}
#: Sets of choices that belong to a field of the study and so cannot be changed in a template.
FIXED = {
    "allocation": Allocation,
    "rurality": Rurality,
    "equity_factors": EquityFactor,
    "kirkpatrick": KirkpatrickLevel,
}
#: Fields of a study that an agreed answer may be written to, each with the kind of question that fits it. Years may be
#: asked for as text too: papers say "the class of 1996".
TARGETS = {
    "design": "design",
    "design_text": "text",
    "discipline": "text",
    "country": "text",
    "setting": "text",
    "years": "text",
    "sites": "number",
    "n": "number",
    "n_text": "text",
    "learners": "text",
    "dose": "text",
    "comparator": "text",
    "funding": "text",
    "conflicts": "text",
    "allocation": "choice",
    "rurality": "choice",
    "kirkpatrick": "choice",
    "equity_factors": "choices",
    "exposures": "constructs",
    "outcomes": "constructs",
}
_ALSO = {"years": "years"}


@dataclass(frozen=True)
class Question:
    """One question of a template; `target` is the field of the study its agreed answer goes to, empty for none."""

    name: str
    label: str
    kind: str
    help: str = ""
    choices: tuple[str, ...] = field(default=())
    target: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """The answers of a question that chooses from a set, as (value, label)."""
        if self.target in FIXED:
            return [(value, str(label)) for value, label in FIXED[self.target].choices]
        return [(one, one) for one in self.choices]

    @property
    def fits_target(self) -> bool:
        return not self.target or self.kind in {TARGETS.get(self.target), _ALSO.get(self.target)}


FIRST = (
    Question("design_text", "Design, in the paper’s words", "text", target="design_text"),
    Question(
        "design",
        "Which design is that?",
        "design",
        "Leave it open where the text does not say clearly.",
        target="design",
    ),
    Question("allocation", "Who decided which people took part?", "choice", target="allocation"),
    Question("discipline", "Discipline", "text", "For example medicine, nursing, dentistry.", target="discipline"),
    Question(
        "learners", "Learners or people studied", "text", "Year of training, how they came in.", target="learners"
    ),
    Question("setting", "Setting", "text", target="setting"),
    Question("rurality", "Rural or urban", "choice", target="rurality"),
    Question("country", "Country", "text", "Several are separated by a semicolon.", target="country"),
    Question("sites", "Number of schools", "number", target="sites"),
    Question("years", "Years of the data", "years", "One year, or for example 2004–2012.", target="years"),
    Question("n", "Number of people", "number", "Those whose outcome is known.", target="n"),
    Question(
        "exposures",
        "Activity or exposure",
        "constructs",
        "What schools did, as the framework names it.",
        target="exposures",
    ),
    Question(
        "dose", "What was done, and how much of it", "text", "For example 36 weeks in one rural town.", target="dose"
    ),
    Question("comparator", "Compared with", "text", target="comparator"),
    Question("outcomes", "Outcomes", "constructs", "How each was defined stands with its finding.", target="outcomes"),
    Question("follow_up", "Time point of the outcome", "text", "For example five years after graduation."),
    Question("outcome_source", "Where the outcome comes from", "text", "A register, a survey, records."),
    Question(
        "equity_factors", "Results told apart by", "choices", "Factors of PROGRESS-Plus.", target="equity_factors"
    ),
    Question(
        "kirkpatrick", "Level of outcome", "choice", "Kirkpatrick’s levels as modified by Barr.", target="kirkpatrick"
    ),
    Question("funding", "Funding", "text", target="funding"),
    Question("conflicts", "Declared conflicts of interest", "text", target="conflicts"),
    Question("limits", "Limits the authors name", "long"),
)


def current_template() -> ExtractionTemplate:
    """The newest version of the form; the first one is made the first time it is asked for."""
    newest = ExtractionTemplate.objects.visible().first()
    if newest is None:
        newest = ExtractionTemplate(number=1, note="The first form.", questions=[asdict(one) for one in FIRST])
        newest.pk = "extraction_form_1"
        actions.add(obj=newest, by=actions.System("Cairn"))
    return newest


def questions_of(template: ExtractionTemplate) -> list[Question]:
    return [Question(**(one | {"choices": tuple(one["choices"])})) for one in template.questions]


def asked_in(*extractions: Extraction) -> list[Question]:
    """Every question any of them was asked, in the words of the first that was."""
    asked = {}
    for extraction in extractions:
        asked = {one.name: one for one in questions_of(extraction.template)} | asked
    return list(asked.values())


def check(questions: list[Question]) -> None:
    """Refuse a template that could not be filled in or written to a study: ValidationError naming the question."""
    if not questions:
        raise ValidationError("A form without a question asks nothing: keep one at least.")
    names, labels = [one.name for one in questions], [one.label.casefold() for one in questions]
    targets = [one.target for one in questions]
    for one in questions:
        # Two underscores part a question's name from the box beside it.
        if not one.name.isidentifier() or "__" in one.name or names.count(one.name) > 1:
            raise ValidationError(f"“{one.name}” is no name of its own: use letters, digits and _, once each.")
        if labels.count(one.label.casefold()) > 1:
            raise ValidationError(f"“{one.label}” is asked twice: word the two questions differently.")
        if one.kind not in KINDS:
            raise ValidationError(f"{one.label}: “{one.kind}” is no kind of question.")
        if not one.fits_target:
            raise ValidationError(f"{one.label}: the study’s field “{one.target}” takes another kind of answer.")
        if one.target and targets.count(one.target) > 1:
            raise ValidationError(f"{one.label}: another question fills the study’s field “{one.target}” already.")
        if one.kind in ("choice", "choices") and len(one.options) < 2:
            raise ValidationError(f"{one.label}: give at least two choices.")


#: An answer that says the paper is silent; a question nobody has answered is not in the answers at all.
NOT_STATED = None


class Words:
    """Answers as people read them; objects are looked up once for all of them."""

    def __init__(self, questions: list[Question], *answers: dict):
        self._labels = Labels(
            (_KIND_OF_OBJECT[one.kind], value)
            for one in questions
            if one.kind in _KIND_OF_OBJECT
            for given in answers
            for value in _listed(given.get(one.name))
        )

    def of(self, question: Question, answers: dict) -> str:
        if question.name not in answers:
            return "not answered"
        value = answers[question.name]
        if value is NOT_STATED:
            return "not stated in the paper"
        if question.kind in _KIND_OF_OBJECT:
            return "; ".join(self._labels.of(_KIND_OF_OBJECT[question.kind], one).text for one in _listed(value))
        options = dict(question.options)
        return "; ".join(str(options.get(one, one)) for one in _listed(value))


_KIND_OF_OBJECT = {"design": "design", "constructs": "construct"}


def _listed(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def missing_answers(questions: list[Question], answers: dict) -> list[Question]:
    """The questions that have neither an answer nor “not stated”."""
    return [one for one in questions if one.name not in answers]


def study_values(questions: list[Question], answers: dict) -> tuple[dict, dict]:
    """The agreed answers as fields of a study, and those without a field, in words, by the words of their question.

    An answer “not stated” leaves a field as it is: a paper's silence does not erase what another source said.
    """
    words = Words(questions, answers)
    values, further = {}, {}
    for one in questions:
        value = answers.get(one.name, NOT_STATED)
        if one.target and value is not NOT_STATED:
            values[one.target] = value
        elif not one.target:
            further[one.label] = "not stated" if value is NOT_STATED else words.of(one, answers)
    if "n" in values:
        # What another reader wrote about a number that is now known would contradict it.
        values.setdefault("n_text", "")
    return values, further


def changes_between(former: list[Question], newer: list[Question]) -> list[str]:
    """What a version of the form changed, one sentence for each question it touched."""
    before, after = ({one.name: one for one in version} for version in (former, newer))
    found = [f"“{one.label}” is asked no more." for name, one in before.items() if name not in after]
    found += [f"“{one.label}” is new." for name, one in after.items() if name not in before]
    for name in (name for name in after if name in before):
        old, new = before[name], after[name]
        if old.label != new.label:
            found.append(f"“{old.label}” is worded “{new.label}”.")
        if old.help != new.help:
            found.append(f"“{new.label}” has another help.")
        if (old.kind, old.choices) != (new.kind, new.choices):
            found.append(f"“{new.label}” is answered differently.")
        if old.target != new.target:
            found.append(f"“{new.label}” fills another field of the study.")
    kept = [[name for name in version if name in before and name in after] for version in (before, after)]
    return found if kept[0] == kept[1] else [*found, "The questions stand in another order."]


def is_ready(study: Study) -> bool:
    """Whether a study is of the kind that is extracted: reviews and commentaries report no results of their own."""
    return study.study_kind == "primary"
