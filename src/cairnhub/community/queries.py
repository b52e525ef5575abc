"""Reads of the community room."""

from django.db.models import Prefetch, QuerySet

from cairnhub.framework.models import Link

from .models import Organisation, Person


def organisations() -> list[Organisation]:
    """Every organisation readers may see, by name."""
    return list(Organisation.objects.visible())


def people() -> list[Person]:
    """Everybody who agreed to be listed, by name, with their organisation."""
    return list(Person.objects.visible().select_related("organisation"))


def with_people(queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Each organisation with those of its people who agreed to be listed, as a list `listed`."""
    return queryset.prefetch_related(Prefetch("people", queryset=Person.objects.visible(), to_attr="listed"))


def with_work(queryset: QuerySet[Person]) -> QuerySet[Person]:
    """Each person with their organisation, and the links they work on as a list `works_on`."""
    links = Link.objects.visible().select_related("source", "target")
    return queryset.select_related("organisation").prefetch_related(
        Prefetch("links", queryset=links, to_attr="works_on")
    )
