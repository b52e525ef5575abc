"""Forms about accounts."""

from django import forms

from .models import DeclaredInterest, Role, User


def name_field(**options) -> forms.Field:
    return User._meta.get_field("name").formfield(**options)


class SignupForm(forms.Form):
    """What the sign-up asks for beside the e-mail address."""

    field_order = ["email", "name"]
    name = name_field()

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class NameForm(forms.Form):
    name = name_field()


class InterestForm(forms.Form):
    statement = DeclaredInterest._meta.get_field("statement").formfield(
        label="What others should know",
        help_text="For example: I direct a rural track; my chair is paid by a foundation that funds such programmes.",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )


class FindMemberForm(forms.Form):
    """E-mail addresses are shown to nobody, so a person is found by typing the whole address."""

    email = forms.EmailField(label="E-mail address", help_text="The whole address the person signed up with.")


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Kept in the history, where everybody can read it.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EraseForm(forms.Form):
    """Asks for one's own address, because nothing brings an erased account back."""

    email = forms.EmailField(label="Type your e-mail address", help_text="So that nobody erases it by mistake.")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        if self.cleaned_data["email"].casefold() != self.user.email.casefold():
            raise forms.ValidationError("This is not the address of this account. Nothing was erased.")
        return self.cleaned_data["email"]
