"""Reads of the framework: as it stands now, and as it stood in its versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cairnhub.history.models import Tracked

from .comparison import Comparison, Member, State, compare
from .graph import Arrow, Graph, Node
from .models import Basis, Claim, Construct, FrameworkVersion, Link, LinkStatus, Stage

NOW = "now"


def graph_now() -> Graph:
    """Every visible construct and link, retired ones too."""
    constructs, links = Construct.objects.visible(), Link.objects.visible()
    return Graph.of(
        (_node(construct, construct.get_absolute_url()) for construct in constructs),
        (_arrow(link, link.get_absolute_url()) for link in links),
    )


def graph_of(state: State) -> Graph:
    """A frozen state as a graph whose nodes and arrows lead to their rows on the page of that state."""
    return Graph.of(
        (_node(_frozen(Construct, one), f"#at-{one.id}") for one in state.of_kind(Construct.kind)),
        (_arrow(_frozen(Link, one), f"#at-{one.id}") for one in state.of_kind(Link.kind)),
    )


def versions() -> QuerySet[FrameworkVersion]:
    """Versions, newest first, each with how many constructs and links it froze."""
    return (
        FrameworkVersion.objects.visible()
        .annotate(
            constructs=Count("members", filter=Q(members__kind=Construct.kind)),
            links=Count("members", filter=Q(members__kind=Link.kind)),
        )
        .order_by("-date", "-number")
    )


def newest_version() -> FrameworkVersion | None:
    return FrameworkVersion.objects.visible().order_by("-date", "-number").first()


def state_of(version: FrameworkVersion) -> State:
    """The framework as that version froze it."""
    members = version.members.values_list("kind", "object_id", "label", "values")
    return State.of(version.number, (Member(*member) for member in members))


def state_now() -> State:
    """The framework as it stands: what a version published now would freeze."""
    return State.of(NOW, members_now())


def state_named(name: str) -> State:
    """A visible version's state by its identifier, or the present one by `now`."""
    if name == NOW:
        return state_now()
    return state_of(FrameworkVersion.objects.visible().get(pk=name))


def version_before(version: FrameworkVersion) -> FrameworkVersion | None:
    """The visible version published before this one, by date, then by number."""
    earlier = Q(date__lt=version.date) | Q(date=version.date, number__lt=version.number)
    return FrameworkVersion.objects.visible().filter(earlier).order_by("-date", "-number").first()


def changes_since_newest() -> Comparison | None:
    """What a version published now would change; None before the first version."""
    newest = newest_version()
    return compare(state_of(newest), state_now()) if newest else None


def members_now() -> Iterable[Member]:
    """Every visible construct, and every visible link that is not retired."""
    links = Link.objects.visible().exclude(status=LinkStatus.RETIRED).select_related("source", "target")
    for obj in [*Construct.objects.visible(), *links]:
        yield Member(obj.kind, obj.pk, obj.label(), obj.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """How many constructs and links; of the links how many were seen in a source, are ours, are accepted."""

    constructs: int
    links: int
    from_sources: int
    hypotheses: int
    accepted: int


def figures(graph: Graph) -> Figures:
    """Count what is in use: retired links are left out."""
    used = [arrow for arrow in graph.arrows if arrow.status != LinkStatus.RETIRED]
    hypotheses = sum(arrow.is_hypothesis for arrow in used)
    return Figures(
        constructs=len(graph.nodes),
        links=len(used),
        from_sources=len(used) - hypotheses,
        hypotheses=hypotheses,
        accepted=sum(arrow.status == LinkStatus.ACCEPTED for arrow in used),
    )


def _frozen(model: type[Tracked], member: Member) -> Tracked:
    """The object as it stood, not to be stored; fields that the model no longer has are left out."""
    fields = {field.name: field.attname for field in model._meta.concrete_fields}
    values = {fields[name]: value for name, value in member.values.items() if name in fields}
    return model(id=member.id, **values)


def _node(construct: Construct, url: str) -> Node:
    return Node(
        id=construct.pk,
        name=construct.name,
        stage=Stage(construct.stage),
        basis=Basis(construct.basis),
        definition=construct.definition,
        parent=construct.parent_id or "",
        domain=construct.smm_domain,
        sources=tuple(construct.source_urls),
        url=url,
    )


def _arrow(link: Link, url: str) -> Arrow:
    return Arrow(
        id=link.pk,
        source=link.source_id,
        target=link.target_id,
        claim=Claim(link.claim),
        basis=Basis(link.basis),
        status=LinkStatus(link.status),
        statement=link.statement,
        mechanism=link.mechanism,
        url=url,
    )
