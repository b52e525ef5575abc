"""What is chosen of the works that ORCID lists."""

from dataclasses import dataclass

from django import forms
from django.core import signing

from cairnhub.history.editing.forms import RefusableForm

from .. import actions
from ..choices import Audience
from ..forms import SEEN_BY, seen_by_field
from ..models import Person
from ..works import MOST, Listed, Work, listed, without_repeats, works_of

#: An answer older than this is asked for again before anything of it is taken over.
KEPT_FOR = 24 * 60 * 60
WHO = SEEN_BY + "works"


@dataclass(frozen=True)
class Row:
    """One work that may be chosen. `gone` says that the profile has it and ORCID lists it no longer."""

    listed: Listed
    ticked: bool
    gone: bool


class WorksForm(RefusableForm):
    """The works offered, those ticked that the profile shall keep, and who sees them.

    `found` is what ORCID answered; without it, what the profile keeps is offered again.
    """

    keep = forms.MultipleChoiceField(label="Works", required=False)

    def __init__(self, data=None, *, person: Person, found: list[Work] | None = None):
        super().__init__(data, initial={WHO: person.visibility.get("works", Audience.NOBODY)})
        self.person, self.asked = person, found is not None
        self.kept, self.found = works_of(person), found or []
        self.works = without_repeats([*self.found[:MOST], *self.kept])
        self.fields[WHO] = seen_by_field("works")
        self.fields["keep"].choices = [(work.key, work.title) for work in self.works]

    @classmethod
    def sent(cls, data, *, person: Person) -> "WorksForm":
        """The form as sent. Raises signing.BadSignature where the answer is not what this hub gave out, or too old."""
        found = signing.loads(data.get("answer", ""), salt=_salt(person), max_age=KEPT_FOR)
        return cls(data, person=person, found=None if found is None else [Work.from_json(one) for one in found])

    @property
    def answer(self) -> str:
        """What ORCID said, signed, so that nothing but that can be taken over."""
        found = [work.as_json() for work in self.found[:MOST]] if self.asked else None
        return signing.dumps(found, salt=_salt(self.person), compress=True)

    @property
    def left_off(self) -> int:
        """How many works ORCID lists beyond those that are offered."""
        return max(0, len(self.found) - MOST)

    @property
    def seen_by(self):
        return self[WHO]

    def rows(self) -> list[Row]:
        there = {work.key for work in self.found}
        return [Row(one, self._is_ticked(one), self.asked and one.work.key not in there) for one in listed(self.works)]

    def _is_ticked(self, one: Listed) -> bool:
        """As sent; at first what the profile has or, while it has none, what this hub knows."""
        if self.is_bound:
            return one.work.key in self.data.getlist("keep")
        if self.kept:
            return any(one.work.names & work.names for work in self.kept)
        return one.here is not None

    def save(self) -> bool:
        """Write what was chosen; False and an error on the form where it was refused."""
        chosen = [work for work in self.works if work.key in self.cleaned_data["keep"]]
        seen_by = self.cleaned_data[WHO]
        return bool(self.attempt(actions.save_works, user=self.person.user, works=chosen, seen_by=seen_by))


def _salt(person: Person) -> str:
    return f"community.lookup.works:{person.pk}"
