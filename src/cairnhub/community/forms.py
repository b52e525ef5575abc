"""The form of one's own profile: every field beside who may see it."""

from functools import cache

from django import forms

from cairnhub.history.editing.fields import Checklist, form_field
from cairnhub.history.editing.forms import RefusableForm, entered
from cairnhub.history.labels import choices_of

from .choices import Audience
from .models import Person
from .orcid import tidy, validate_orcid
from .shown import title_of

#: The name of the field that says who sees a field of the profile.
SEEN_BY = "seen_by_"
#: Fields that are typed or ticked in the form; works are chosen on a page of their own.
TYPED = tuple(name for name in Person.FIELDS if name != "works")
#: Lists too long to be read through: they narrow by words.
LONG_LISTS = ("languages", "links", "constructs")


class ProfileForm(RefusableForm):
    """One's own profile. `narrowing` gives the words by which long lists are narrowed."""

    def __init__(self, *args, person: Person | None = None, narrowing=None, **kwargs):
        super().__init__(*args, **(kwargs | {"initial": _initial(person) | (kwargs.get("initial") or {})}))
        choices = cache(choices_of)
        for name in Person.FIELDS:
            if name in TYPED:
                self._add_typed(name, choices, (narrowing or {}).get(name, ""))
            self.fields[SEEN_BY + name] = seen_by_field(name)
        # What people paste is longer than what is kept.
        self.fields["orcid"] = forms.CharField(
            label="ORCID", required=False, max_length=100, help_text=self.fields["orcid"].help_text
        )

    def _add_typed(self, name: str, choices, words: str) -> None:
        self.fields[name] = form_field(Person._meta.get_field(name), choices, words)
        self.fields[name].label = LABELS.get(name, title_of(name))
        if name == "languages":
            self.fields[name].widget = Checklist(choices=self.fields[name].choices, narrowed_by=words)

    @classmethod
    def sent(cls, data, *, person: Person | None) -> "ProfileForm":
        """The form as sent; when only a list is to be narrowed, the same with nothing checked and nothing saved."""
        if "narrow" not in data:
            return cls(data, person=person)
        narrowing = {name: data.get(f"{name}-words", "") for name in LONG_LISTS}
        return cls(person=person, initial=entered(cls(person=person), data), narrowing=narrowing)

    def pairs(self):
        """Each field with the one that says who sees it, in the order of the page; what is not typed has none."""
        return [(self[name] if name in TYPED else None, self[SEEN_BY + name]) for name in Person.FIELDS]

    def clean_orcid(self):
        orcid = tidy(self.cleaned_data["orcid"])
        if orcid:
            validate_orcid(orcid)
        return orcid

    def profile(self) -> dict:
        """The arguments of `actions.save_profile` but for the user."""
        data = self.cleaned_data
        return {
            "values": {name: data[name] for name in TYPED},
            "visibility": {name: data[SEEN_BY + name] for name in Person.FIELDS},
        }


LABELS = {"name": "Name, and with it the whole profile", "works": "Works from ORCID"}


def seen_by_field(name: str) -> forms.ChoiceField:
    """Who sees a field of the profile."""
    label = LABELS.get(name, title_of(name)).lower().replace("orcid", "ORCID")
    return forms.ChoiceField(choices=Audience.choices, label=f"Who sees: {label}")


def _initial(person: Person | None) -> dict:
    seen_by = {SEEN_BY + name: Audience.NOBODY for name in Person.FIELDS}
    if person is None:
        return seen_by
    values = {name: getattr(person, name) for name in TYPED if name not in ("links", "constructs")}
    values["organisation"] = person.organisation_id or ""
    values["links"] = [one.pk for one in person.visible_links]
    values["constructs"] = [one.pk for one in person.visible_constructs]
    return values | seen_by | {SEEN_BY + name: chosen for name, chosen in person.visibility.items()}
