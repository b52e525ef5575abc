"""The form of one extraction as its page shows it: questions, findings, and what a button asked for."""

import secrets

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from cairnhub.accounts.models import User
from cairnhub.history.labels import choices_of

from ..models import Extraction
from . import actions, queries
from .forms import AnswersForm, FindingForm, PaperForm, effect_in_words, problems_of
from .questions import missing_answers, questions_of

#: No paper has more findings than a person can check; more would be somebody playing with the address.
MOST_FINDINGS = 60
UNREADABLE = "Not saved: correct what is marked below."


class ReaderPage:
    """What one reader has of one study, as stored or as just sent. `problems` say why something was not done."""

    def __init__(self, own: Extraction, data: QueryDict | None = None):
        self.own, self.data = own, data
        self.questions = questions_of(own.template)
        self.links, self.sources = queries.links_for(own.study), choices_of("data_source")
        self.problems: list[str] = []
        self.stale = False
        self.kept = data is None
        self._build()

    def _build(self) -> None:
        shared = {"links": self.links, "sources": self.sources}
        if self.kept:
            self.answers = AnswersForm.filled(self.questions, self.own.answers, narrowing=self.data, prefix="a")
            stored = enumerate(self.own.findings)
            self.findings = [FindingForm.filled(one, prefix=f"f{at}", **shared) for at, one in stored]
        else:
            self.answers = AnswersForm(self.data, questions=self.questions, prefix="a")
            sent = [at for at in range(_count(self.data)) if self.data.get("do") != f"remove-{at}"]
            self.findings = [FindingForm(self.data, prefix=f"f{at}", **shared) for at in sent]

    def save(self, by: User) -> bool:
        """Keep what was sent, with a finding more or less where a button asks for it; whether it was kept."""
        if not all([self.answers.is_valid(), *(one.is_valid() for one in self.findings)]):
            self.problems, self.stale = [UNREADABLE], True
            return False
        given, findings = self.answers.answers(), self._findings()
        try:
            self.own = actions.save_draft(
                extraction=self.own,
                answers=given,
                findings=findings,
                by=by,
                seen=self.data.get("seen", ""),
                window=self.data.get("window", "").replace("\0", ""),
            )
        except ValidationError as refusal:
            self.problems, self.stale = refusal.messages, True
            return False
        self.kept = True
        self._build()
        return True

    def _findings(self) -> list[dict]:
        found = [one.finding() for one in self.findings]
        return [*found, {"finding_kind": "quantitative"}] if self.data.get("do") == "add" else found

    def hand_in(self, by: User) -> bool:
        """Hand in what is kept; whether it was complete. What is missing is said beside each field."""
        try:
            actions.submit(extraction=self.own, by=by)
            return True
        except ValidationError as refusal:
            number = len(refusal.messages)
            self.problems = [f"Saved, but not handed in: {number} {'thing is' if number == 1 else 'things are'} open."]
        self.kept = False
        self._build()
        self.answers.is_valid()
        self.answers.ask_for(missing_answers(self.questions, self.own.answers))
        for form, stored in zip(self.findings, self.own.findings, strict=True):
            form.is_valid()
            form.ask_for(problems_of(stored))
        return False

    def wrong(self) -> list[tuple[str, str, str]]:
        """Each field with something wrong: its mark on the page, its name, and what is wrong."""
        forms = [("", self.answers), *((f"Finding {at}, ", one) for at, one in enumerate(self.findings, start=1))]
        return [
            (field.id_for_label or field.auto_id, f"{where}{field.label}", " ".join(field.errors))
            for where, form in forms
            if form.is_bound
            for field in form
            if field.errors
        ]

    @property
    def answered(self) -> int:
        return len(self.questions) - len(missing_answers(self.questions, self.own.answers))

    @property
    def narrows(self) -> bool:
        """Whether a long list was narrowed: the page then shows the words it was narrowed by."""
        return "narrow" in (self.data or {})

    def address(self) -> str:
        """Where the page stands, at the finding just added where one was."""
        place = f"#finding-{len(self.findings) - 1}" if self.data and self.data.get("do") == "add" else ""
        return reverse("extraction:form", args=[self.own.pk]) + place

    def progress(self) -> str:
        """How far it is, in words."""
        number = len(self.own.findings)
        return (
            f"{self.answered} of {len(self.questions)} questions answered, "
            f"{number} {'finding' if number == 1 else 'findings'}."
        )

    def _seen(self) -> str:
        """When it had been saved last as this page has it: a page that was refused stays as old as it was."""
        return self.data.get("seen", "") if self.stale else self.own.changed_at.isoformat()

    def context(self) -> dict:
        """What the page's template shows."""
        stored = self.own.findings
        said = [effect_in_words(one) for one in stored]
        # What cannot be read is shown as it was sent, under the numbers it was sent with.
        numbers = [int(one.prefix.removeprefix("f")) for one in self.findings]
        return {
            "own": self.own,
            "study": self.own.study,
            "answers": self.answers,
            "findings": [
                (at, one, said[at] if at < len(said) else "") for at, one in zip(numbers, self.findings, strict=True)
            ],
            "count": max(numbers, default=-1) + 1,
            "problems": self.problems,
            "wrong": self.wrong(),
            "progress": self.progress(),
            "seen": self._seen(),
            "window": (self.data or {}).get("window") or secrets.token_urlsafe(12),
            "papers": list(self.own.study.files.order_by("-added_at", "-pk")),
            "paper_form": PaperForm(),
        }


def _count(data: QueryDict) -> int:
    asked = data.get("findings", "0")
    return min(int(asked), MOST_FINDINGS) if asked.isdecimal() else 0
