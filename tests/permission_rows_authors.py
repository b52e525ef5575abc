"""Who may see the authors of the studies: everybody."""

from cairnhub.community.authors.reading import Field
from factories import make_study
from permission_rows import Row, page


def make_author() -> str:
    make_study()
    return next(iter(Field().authors))


def by_key(key: str) -> dict:
    return {"key": key}


AUTHORS: dict[str, Row] = {
    "authors:index": page(),
    "authors:authors_csv": page(),
    "authors:author": page(make_author, by_key),
}
