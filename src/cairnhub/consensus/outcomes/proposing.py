"""Saying what agreement on an item would change, before anybody is asked about it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.framework.models import Claim, Construct, Link, Stage
from cairnhub.history.editing.forms import RefusableForm
from cairnhub.history.labels import choices_of

from ..items import changeable
from ..models import Item, Rates, RoundState

#: What each proposal needs, beside what it is about, and what it may say.
FIELDS = {
    "add_construct": ("name", "stage", "definition"),
    "change_construct": ("name", "stage", "definition"),
    "merge_constructs": ("merged",),
    "retire_construct": (),
    "accept_construct": (),
    "add_link": ("source", "target", "statement", "claim", "mechanism"),
    "change_link": ("statement", "claim", "mechanism"),
    "retire_link": (),
    "accept_link": (),
}
NEEDED = {
    "add_construct": ("name", "stage", "definition"),
    "merge_constructs": ("merged",),
    "add_link": ("source", "target", "statement", "claim"),
}
WORDS = {
    "": "nothing, or that what it is about is accepted as it stands",
    "add_construct": "a new construct",
    "change_construct": "a change of the construct it is about",
    "merge_constructs": "others become part of the construct it is about",
    "retire_construct": "the construct it is about leaves the framework",
    "add_link": "a new link",
    "change_link": "a change of the link it is about",
    "retire_link": "the link it is about is retired",
}


@transaction.atomic
def propose(*, item: Item, about: str, proposes: dict) -> None:
    """Set what an item is about and what agreement on it changes.

    Raises ValidationError while a round is open, after the end, or once people answered it, when it meant other things.
    """
    process = changeable(item.process)
    closed = process.rounds.filter(state=RoundState.CLOSED)
    if any(str(item.pk) in one.results.get("items", {}) for one in closed):
        raise ValidationError("People have answered it as it was. Reword it, and say of the new item what it proposes.")
    item.about, item.proposes = about, proposes
    item.full_clean(exclude=["process"])
    item.save(update_fields=["about", "proposes"])


def _choice(label: str, choices=(), **options) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "not said"), *choices], **options)


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ProposeForm(RefusableForm):
    """What an item is about and proposes; fields that its proposal does not use are left empty."""

    do = forms.ChoiceField(label="If it is agreed, what follows", required=False, choices=list(WORDS.items()))
    construct = _choice("It is about the construct")
    link = _choice("It is about the link")
    criterion = _choice("Its ratings count in the roadmap as", Rates.choices[1:], help_text="Else as its round says.")
    merged = forms.MultipleChoiceField(label="Constructs that become part of it", required=False)
    name = forms.CharField(label="Name of the construct", required=False, max_length=200)
    stage = _choice("Stage", Stage.choices)
    definition = _text("Definition")
    source = _choice("The link leads from")
    target = _choice("The link leads to")
    statement = _text("The link in one sentence")
    claim = _choice("Claim", Claim.choices)
    mechanism = _text("Why it should work")

    def __init__(self, data=None, *, item: Item):
        kind, _, object_id = item.about.partition(":")
        known = dict(item.proposes or {})
        super().__init__(data, initial=known | ({kind: object_id} if kind in ("construct", "link") else {}))
        self._about = item.about
        constructs = choices_of(Construct.kind)
        for name in ("construct", "source", "target"):
            self.fields[name].choices = [("", "not said"), *constructs]
        self.fields["merged"].choices = constructs
        self.fields["link"].choices = [("", "not said"), *choices_of(Link.kind)]

    def clean(self):
        said = super().clean()
        do = said.get("do", "")
        for name in NEEDED.get(do, ()):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, "This proposal needs it.")
        kind = do.partition("_")[2].rstrip("s")
        if do and not do.startswith("add_") and not said.get(kind):
            self.add_error(kind, "Say which it is about.")
        if said.get("construct") and said.get("link"):
            self.add_error("link", "An item is about a construct or a link, not both.")
        return said

    def values(self) -> dict:
        """The arguments of `propose`. An item about something else, such as a question, stays about it."""
        said = self.cleaned_data
        chosen = next((f"{kind}:{said[kind]}" for kind in ("construct", "link") if said.get(kind)), "")
        other = self._about if self._about.partition(":")[0] not in ("construct", "link") else ""
        proposes = {name: said[name] for name in FIELDS.get(said["do"], ()) if said[name]}
        proposes |= {name: said[name] for name in ("do", "criterion") if said[name]}
        return {"about": chosen or other, "proposes": proposes}
