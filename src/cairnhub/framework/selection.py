"""Which part of the framework a reader asks to see, and its form."""

from dataclasses import dataclass
from urllib.parse import urlencode

import networkx
from django import forms
from django.db import models

from .graph import Arrow, Graph
from .models import Basis, LinkStatus, Stage


class Reach(models.TextChoices):
    NEIGHBOURS = "", "what it is joined to"
    ONWARD = "onward", "everything it may lead to"
    BACKWARD = "backward", "everything that may lead to it"


@dataclass(frozen=True)
class Selection:
    """Empty fields choose everything; retired links are drawn only where they are asked for."""

    from_stage: str = ""
    to_stage: str = ""
    basis: str = ""
    status: str = ""
    construct: str = ""
    reach: str = ""

    @property
    def is_whole(self) -> bool:
        return self == Selection()

    def query(self) -> str:
        """The same selection as the end of an address, `?` included; empty for everything."""
        asked = {PARAMETERS[name]: value for name, value in vars(self).items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    def within(self, graph: Graph) -> Graph:
        """The part of the graph that was chosen. A construct in focus is always in it, even without a link."""
        chosen = Graph(graph.nodes, tuple(arrow for arrow in graph.arrows if self._wants(arrow, graph)))
        if self.construct:
            return _around(chosen, self.construct, self.reach)
        if self.from_stage or self.to_stage or self.basis or self.status:
            return chosen.only(chosen.arrows)
        return chosen

    def _wants(self, arrow: Arrow, graph: Graph) -> bool:
        if self.from_stage and graph.by_id[arrow.source].stage != self.from_stage:
            return False
        if self.to_stage and graph.by_id[arrow.target].stage != self.to_stage:
            return False
        if self.basis and arrow.basis != self.basis:
            return False
        if self.status:
            return arrow.status == self.status
        return arrow.status != LinkStatus.RETIRED


#: The names of the fields in an address.
PARAMETERS = {
    "from_stage": "from",
    "to_stage": "to",
    "basis": "basis",
    "status": "status",
    "construct": "construct",
    "reach": "reach",
}


def _around(graph: Graph, focus: str, reach: str) -> Graph:
    if reach == Reach.NEIGHBOURS:
        near = [arrow for arrow in graph.arrows if focus in (arrow.source, arrow.target)]
        return graph.only(near, also=[focus])
    follow = networkx.descendants if reach == Reach.ONWARD else networkx.ancestors
    reached = {focus} | follow(graph.walk, focus)
    return graph.only((a for a in graph.arrows if {a.source, a.target} <= reached), also=[focus])


class SelectionForm(forms.Form):
    """The choices of a reader, each in the address, so that a selection can be bookmarked and shared."""

    construct = forms.ChoiceField(label="Around one construct", required=False)
    reach = forms.ChoiceField(label="How far", required=False, choices=Reach.choices)
    basis = forms.ChoiceField(label="Basis", required=False, choices=[("", "any"), *Basis.choices])
    status = forms.ChoiceField(
        label="Agreement", required=False, choices=[("", "proposed or accepted"), *LinkStatus.choices]
    )

    def __init__(self, data, *, graph: Graph):
        super().__init__(data, auto_id="choose-%s")
        stages = [("", "any stage"), *Stage.choices]
        self.fields["from"] = forms.ChoiceField(label="From", required=False, choices=stages)
        self.fields["to"] = forms.ChoiceField(label="To", required=False, choices=stages)
        groups = [(stage.label, [(node.id, node.name) for node in nodes]) for stage, nodes in graph.by_stage()]
        self.fields["construct"].choices = [("", "the whole framework"), *groups]
        self.order_fields(["construct", "reach", "from", "to", "basis", "status"])

    def selection(self) -> Selection:
        """What was chosen; a choice that does not exist counts as not made, and its field carries the error."""
        self.is_valid()
        return Selection(**{name: self.cleaned_data.get(field, "") for name, field in PARAMETERS.items()})
