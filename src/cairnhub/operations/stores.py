"""The one choice between databases: which module copies and replaces the data."""

from types import ModuleType

from django.db import connection

from . import postgresql_store, sqlite_store


def store() -> ModuleType:
    """Return the module of this hub's database; both offer `database_name`, `snapshot`, `check`, `replace`, `clear`."""
    return {"sqlite": sqlite_store, "postgresql": postgresql_store}[connection.vendor]
