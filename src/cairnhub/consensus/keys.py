"""Keys that tell nothing of the order in which rows came."""

import secrets

from django.db import models


def random_key() -> int:
    return secrets.randbelow(2**63 - 1) + 1


class RandomKey(models.BigIntegerField):
    """A primary key drawn at random.

    SQLite keeps the rows of a table in the order of its integer key, and only a column of the very type `integer` is
    that key; under any other type it would number the rows secretly as they came.
    """

    def __init__(self, *args, **kwargs):
        kwargs |= {"primary_key": True, "default": random_key, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for given in ("primary_key", "default", "editable"):
            kwargs.pop(given, None)
        return name, path, args, kwargs

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def rel_db_type(self, connection):
        return models.BigIntegerField().db_type(connection)
