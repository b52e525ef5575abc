"""What a reader sees of a profile. The only way from a profile to a page, a file, the search or the directory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cairnhub.framework.models import Construct, Link
from cairnhub.history.labels import Label

from .choices import Audience
from .consent import current_version
from .models import OrcidLink, Organisation, Person
from .works import Work, works_of

#: How much a reader may see: a visitor 0, a member 1. What is for nobody lies above both.
LEVELS = {Audience.EVERYONE: 0, Audience.MEMBERS: 1, Audience.NOBODY: 2}
VISITOR, MEMBER, OWNER = 0, 1, 2
#: What the directory and the search know of a profile: works are found where they are told of, in the evidence.
SEARCHED = tuple(name for name in Person.FIELDS if name != "works")
#: Fields that have a place of their own on a page.
TOLD_APART = ("organisation", "orcid", "links", "constructs", "works", "offers", "about", "self_described")


def level_of(user) -> int:
    """What this user, who may be anonymous, is as a reader of profiles."""
    return MEMBER if user.is_authenticated and user.is_active else VISITOR


def level_needed(person: Person, name: str) -> int:
    """The least a reader must be to see a field: never less than for the name, which stands for the profile."""
    return max(_chosen(person, "name"), _chosen(person, name))


def _chosen(person: Person, name: str) -> int:
    return LEVELS[Audience(person.visibility.get(name, Audience.NOBODY))]


@dataclass(frozen=True)
class Shown:
    """The fields of one profile that one reader sees, as labels; hidden ones are not there, like empty ones."""

    id: str
    url: str
    fields: dict[str, list[Label]] = field(default_factory=dict)
    #: The field `works` once more, with all that is known of each.
    all_works: tuple[Work, ...] = ()
    orcid_confirmed: bool = False

    @property
    def name(self) -> str:
        return self.text("name")

    @property
    def organisation(self) -> Label | None:
        return next(iter(self.fields.get("organisation", [])), None)

    def __getattr__(self, name: str) -> str:
        # Templates ask for a field by its name.
        if name not in Person.FIELDS:
            raise AttributeError(name)
        return self.text(name)

    @property
    def short(self) -> list[tuple[str, str, str]]:
        """Field, title and words of what is told in a word or two."""
        return [(name, title, self.text(name)) for name, title, _ in self.rows() if name not in TOLD_APART]

    def text(self, name: str) -> str:
        """The field in words, several values with semicolons between."""
        return "; ".join(label.text for label in self.fields.get(name, []))

    def texts(self, name: str) -> list[str]:
        return [label.text for label in self.fields.get(name, [])]

    def rows(self) -> Iterator[tuple[str, str, list[Label]]]:
        """Field, title and labels of all that is there but the name, in the order of the form."""
        for name in Person.FIELDS[1:]:
            if name in self.fields:
                yield name, title_of(name), self.fields[name]


def title_of(name: str) -> str:
    words = str(Person._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def with_all(people: QuerySet[Person]) -> QuerySet[Person]:
    """The profiles with everything `shown` reads, in a fixed number of questions."""
    links = Link.objects.visible().select_related("source", "target")
    confirmed = Exists(OrcidLink.objects.filter(user=OuterRef("user"), orcid=OuterRef("orcid")))
    return (
        people.select_related("organisation")
        .annotate(orcid_confirmed=confirmed)
        .prefetch_related(
            Prefetch("links", queryset=links, to_attr="visible_links"),
            Prefetch("constructs", queryset=Construct.objects.visible(), to_attr="visible_constructs"),
        )
    )


def shown(person: Person, level: int, names: Iterable[str] = Person.FIELDS) -> Shown | None:
    """What a reader of this level sees, or None where that is nothing at all. The profile comes from `with_all`.

    `names` are the fields asked for; without ORCID, links and constructs among them any profile will do.
    """
    if person.consented_to != current_version() or level_needed(person, "name") > level:
        return None
    return _of(person, [name for name in names if level_needed(person, name) <= level])


def all_of(people: Iterable[Person], level: int) -> list[Shown]:
    """What a reader of this level sees of several people; those of whom that is nothing are left out."""
    return [seen for person in people if (seen := shown(person, level))]


def whole(person: Person) -> Shown:
    """Everything, for its owner alone."""
    return _of(person, Person.FIELDS)


def _of(person: Person, names: Iterable[str]) -> Shown:
    found = {name: labels for name in names if (labels := list(_labels(person, name)))}
    works = tuple(works_of(person)) if "works" in found else ()
    return Shown(person.pk, person.get_absolute_url(), found, works, "orcid" in found and person.orcid_confirmed)


def _labels(person: Person, name: str) -> Iterator[Label]:
    if name == "organisation":
        if person.organisation and not person.organisation.removed:
            yield _label(person.organisation)
    elif name in ("links", "constructs"):
        yield from (_label(one) for one in getattr(person, f"visible_{name}"))
    elif name == "works":
        yield from (Label(work.told, work.address) for work in works_of(person))
    elif name == "orcid" and person.orcid:
        yield Label(person.orcid, f"https://orcid.org/{person.orcid}")
    else:
        yield from (Label(text) for text in _words(person, name))


def _label(obj: Organisation | Link | Construct) -> Label:
    return Label(obj.label(), obj.get_absolute_url())


def _words(person: Person, name: str) -> list[str]:
    value, model_field = getattr(person, name), Person._meta.get_field(name)
    if not value:
        return []
    if isinstance(value, list):
        return [str(model_field.codes(code).label) for code in value]
    return [str(dict(model_field.flatchoices).get(value, value))]
