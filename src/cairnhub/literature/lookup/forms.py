"""What is looked up, and what of the answer is taken over."""

from datetime import date

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.history.editing.forms import RefusableForm
from cairnhub.history.queries import newest_event_of

from ..models import EARLIEST_YEAR, Reference
from ..names import surname
from .cleaning import doi_from, plain, pmid_from
from .comparing import Row
from .completing import complete, open_words
from .found import Found

#: An answer older than this is looked up again before it is taken over.
KEPT_FOR = 24 * 60 * 60


class LookUpForm(forms.Form):
    """A DOI, a PubMed number, or the words to search for. Nothing but these is sent."""

    doi = forms.CharField(label="DOI", required=False, max_length=500)
    pmid = forms.CharField(label="PMID", required=False, max_length=200, help_text="The number of a work in PubMed.")
    title = forms.CharField(label="Words of the title", required=False, max_length=1000)
    author = forms.CharField(label="First author’s surname", required=False, max_length=200)
    year = forms.IntegerField(label="Year", required=False, min_value=EARLIEST_YEAR, max_value=2200)

    def clean_doi(self) -> str:
        return self._normalised("doi", doi_from, "It is no DOI: one looks like 10.1000/xyz123.")

    def clean_pmid(self) -> str:
        return self._normalised("pmid", pmid_from, "It is no PubMed number: one has digits only.")

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors and not any(given.get(name) for name in ("doi", "pmid", "title")):
            raise ValidationError("Give a DOI, a PubMed number, or words of the title.")
        return given

    def words(self) -> dict[str, str]:
        """What to search for, as plain words."""
        given = self.cleaned_data
        return {name: plain(str(given[name] or "")) for name in ("title", "author", "year")}

    def by_identifier(self) -> list:
        return self._drawn("doi", "pmid")

    def by_words(self) -> list:
        return self._drawn("title", "author", "year")

    def _drawn(self, *names: str) -> list:
        """One half of the form; the half that was not sent shows what the record has."""
        sent = any(name in self.data for name in names)
        form = self if sent else LookUpForm(initial=self.initial)
        return [form[name] for name in names]

    def _normalised(self, name: str, normalise, refusal: str) -> str:
        given = self.cleaned_data[name]
        found = normalise(given)
        if given and not found:
            raise ValidationError(refusal)
        return found


def known_of(reference: Reference) -> dict[str, object]:
    """What a record gives to be looked up by."""
    return {
        "doi": reference.doi,
        "pmid": reference.pmid,
        "title": reference.title.strip("[]"),
        "author": surname(reference.authors[0]) if reference.authors else "",
        "year": reference.year or "",
    }


def kept(reference: Reference, found: list[Found]) -> str:
    """The answer signed for this record, so that what is taken over is what the services said."""
    answer = {"found": [one.as_json() for one in found], "retrieved": timezone.localdate().isoformat()}
    return signing.dumps(answer, salt=_salt(reference), compress=True)


def read_kept(reference: Reference, answer: str) -> tuple[list[Found], date]:
    """What was found, and when. Raises signing.BadSignature where it is not what this hub gave out, or too old."""
    read = signing.loads(answer, salt=_salt(reference), max_age=KEPT_FOR)
    return [Found.from_json(one) for one in read["found"]], date.fromisoformat(read["retrieved"])


def _salt(reference: Reference) -> str:
    return f"literature.lookup:{reference.pk}"


class CompleteForm(RefusableForm):
    """The values to take over, each named by field and service, and what else is settled."""

    answer = forms.CharField(widget=forms.HiddenInput)
    seen_event = forms.IntegerField(widget=forms.HiddenInput)
    take = forms.MultipleChoiceField(label="What is taken over", required=False)
    settled = forms.MultipleChoiceField(
        label="No longer missing",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what you have seen with your own eyes.",
    )

    def __init__(self, data=None, *, reference: Reference, found: list[Found], retrieved: date, rows: list[Row]):
        self.reference, self.found, self.retrieved = reference, found, retrieved
        self._offers = {one.key: (row.name, one) for row in rows for one in row.offers if one.holder is None}
        self._agreed = {row.name for row in rows if row.agreeing}
        # What is drawn again after a refusal has been compared with the newest state, so that may be saved.
        self.newest_event = newest_event_of(reference.kind, reference.pk)
        super().__init__(data, initial={"answer": kept(reference, found)})
        self.fields["take"].choices = [(key, key) for key in self._offers]
        words = open_words(reference)
        self.fields["settled"].choices = [(one, one) for one in words]
        if not words:
            del self.fields["settled"]
        if data is not None:
            for _, offer in self._offers.values():
                offer.ticked = offer.key in data.getlist("take")

    def clean_take(self) -> dict[str, object]:
        chosen = [self._offers[key] for key in self.cleaned_data["take"]]
        taken = {name: offer.value for name, offer in chosen}
        for name in taken:
            if sum(name == other for other, _ in chosen) > 1:
                label = Reference._meta.get_field(name).verbose_name
                raise ValidationError(f"Two values are ticked for {label}: keep one.")
        used = [one for _, offer in chosen for one in offer.found]
        # Where nothing is taken, everybody asked was checked against.
        self.used = [one for one in self.found if one in used] or self.found
        return taken

    def save(self, *, by) -> object | None:
        """Write it; True where nothing differed, None and errors on the form where it was refused."""
        given = self.cleaned_data
        return self.attempt(
            complete,
            reference=self.reference,
            taken=given["take"],
            agreed=self._agreed,
            settled=given.get("settled", []),
            found=self.used,
            retrieved=self.retrieved,
            by=by,
            seen_event=given["seen_event"],
        )
