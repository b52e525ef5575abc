"""Choosing people with an account by the names they show."""

from django import forms

from cairnhub.accounts.models import User
from cairnhub.accounts.queries import members


def called() -> list[tuple[str, str]]:
    """Everybody who can sign in as (number, name and role), by name."""
    found = [(str(user.pk), f"{user.display_name} ({user.get_role_display().lower()})") for user in members()]
    return sorted(found, key=lambda pair: pair[1].casefold())


class PersonField(forms.ChoiceField):
    """One account; its value is a `User`. Addresses are shown to nobody, so people are chosen by the name they show."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.people = called()
        self.choices = [("", "choose one"), *self.people]

    def clean(self, value):
        chosen = super().clean(value)
        return User.objects.filter(pk=int(chosen), is_active=True).first() if chosen else None


class PeopleField(forms.MultipleChoiceField):
    """Several accounts; its value is a list of them."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.choices = called()

    def clean(self, value):
        numbers = [int(one) for one in super().clean(value)]
        return list(User.objects.filter(pk__in=numbers, is_active=True).order_by("pk"))
