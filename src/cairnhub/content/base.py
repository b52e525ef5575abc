"""What every kind of record has in common: how its fields are read, and what a field may hold."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from django.db.models import TextChoices
from django.utils import timezone
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from cairnhub.history.identifiers import slug_validator
from cairnhub.literature.models import EARLIEST_YEAR


class PointsTo(str):
    """Marks a field that holds the identifier of a record of the kind named here, or a list of them."""


class Part(BaseModel):
    """A record, or a part of one. A field that is absent, null or empty is unknown; one it does not have is refused."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, populate_by_name=True, coerce_numbers_to_str=True
    )

    @model_validator(mode="before")
    @classmethod
    def _unknown_is_absent(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            raise ValueError("is not a record; write its fields one a line, each as name: value")
        for name, value in given.items():
            if _holds_nul(value):
                raise ValueError(f"{name} holds a NUL character; take it out")
        return {name: _plain(value) for name, value in given.items() if value is not None and value != ""}


class Record(Part):
    """One record of a file."""

    kind: ClassVar[str]

    def values(self) -> dict[str, Any]:
        """Return the fields but the identifier as JSON-able values, by the names they have in the database."""
        return self.model_dump(mode="json", exclude={"id"})

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        """Build the record of this identifier from database values, unchecked: what stands there was checked before."""
        return cls.model_construct(id=name, **values)

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the names of the fields in the files, in order, each with its name in the database."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}

    def pointers(self) -> Iterator[tuple[str, str, list[str]]]:
        """Give each field that names other records: its name in the file, their kind, their identifiers."""
        for column, name in self.columns().items():
            field, value = type(self).model_fields[name], getattr(self, name)
            for mark in [*field.metadata, *_inner_marks(field.annotation)]:
                if isinstance(mark, PointsTo):
                    yield column, str(mark), value if isinstance(value, list) else [value] if value else []


def _inner_marks(annotation: Any) -> list[Any]:
    # Marks inside `list[...]` and `... | None` stay in the annotation; pydantic lifts only the outermost.
    inner = getattr(annotation, "__args__", ())
    return [mark for part in inner for mark in [*getattr(part, "__metadata__", ()), *_inner_marks(part)]]


def _plain(value: Any) -> Any:
    # YAML reads an unquoted 2026-12-31 as a date; the records keep days as text.
    return value.isoformat() if isinstance(value, date) else value


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_holds_nul(item) for item in value)


def one_of(choices: type[TextChoices] | Iterable[str]) -> AfterValidator:
    """Allow only these values, or those of these choices."""
    allowed = choices.values if isinstance(choices, type) else list(choices)

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not allowed; use one of: {', '.join(allowed)}")
        return value

    return AfterValidator(check)


def _slug(value: str) -> str:
    if not slug_validator.regex.match(value):
        raise ValueError(
            f"{value!r} is not an identifier; use small letters, digits and _ . - only, starting with a letter or digit"
        )
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise ValueError(f"{value!r} is not a web address; start it with https:// or leave it empty")
    return value


def _year(value: int) -> int:
    latest = timezone.localdate().year + 1
    if not EARLIEST_YEAR <= value <= latest:
        raise ValueError(f"{value} is not between {EARLIEST_YEAR} and {latest}; correct it, or leave it empty")
    return value


def _count(value: int) -> int:
    if value < 0:
        raise ValueError(f"{value} is below 0; correct it, or leave it empty")
    return value


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError(f"{value!r} is not a date; write it as 2026-12-31")
    return value


Slug = Annotated[str, AfterValidator(_slug)]
Address = Annotated[str, AfterValidator(_address)]
Year = Annotated[int, AfterValidator(_year)]
Count = Annotated[int, AfterValidator(_count)]
Day = Annotated[str, AfterValidator(_date)]
Number = Annotated[float, Field(allow_inf_nan=False)]
ConstructId = Annotated[Slug, PointsTo("construct")]
LinkId = Annotated[Slug, PointsTo("link")]
ReferenceId = Annotated[Slug, PointsTo("reference")]
StudyId = Annotated[Slug, PointsTo("study")]
FindingId = Annotated[Slug, PointsTo("finding")]
PoolingId = Annotated[Slug, PointsTo("pooling")]
DesignId = Annotated[Slug, PointsTo("design")]
DataSourceId = Annotated[Slug, PointsTo("data_source")]
ArticleId = Annotated[Slug, PointsTo("founding_article")]
