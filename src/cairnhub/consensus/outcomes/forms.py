"""The form by which outcomes are carried out."""

from django import forms

from cairnhub.framework.forms import PublishForm
from cairnhub.framework.models import VersionStatus

from .proposals import Proposal


class CarryOutForm(PublishForm):
    """Which proposals are carried out, and the version they become."""

    def __init__(self, data=None, *, offered: list[Proposal], **kwargs):
        super().__init__(data, **kwargs)
        self.order_fields(["number", "date", "status", "changelog", "seen_event"])
        self.fields["status"].initial = VersionStatus.AGREED
        self.fields["take"] = forms.TypedMultipleChoiceField(
            coerce=int, choices=[(one.key, one.told.item.number) for one in offered], widget=forms.MultipleHiddenInput,
            error_messages={"required": "Tick what is to be carried out."},
        )  # fmt: skip

    def ticked(self, proposal: Proposal) -> bool:
        """Whether a proposal is ticked: as it was sent, else as is usual."""
        return str(proposal.key) in self.data.getlist("take") if self.is_bound else proposal.is_usual
