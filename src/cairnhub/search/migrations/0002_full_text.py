"""Lay a full-text index over the words of each entry: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from django.db import migrations

# An external-content table holds no second copy of the words. The `ascii` tokeniser takes every character beyond
# ASCII for a letter, so it splits folded words at their spaces and nowhere else; `_` is in the names of kinds.
SQLITE = [
    """CREATE VIRTUAL TABLE search_words USING fts5(
        kind, title_words, body_words,
        content='search_searchentry', content_rowid='id', tokenize="ascii tokenchars '_'", prefix='3'
    )""",
    """CREATE TRIGGER search_words_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_words(rowid, kind, title_words, body_words)
        VALUES (new.id, new.kind, new.title_words, new.body_words);
    END""",
    """CREATE TRIGGER search_words_removed AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_words(search_words, rowid, kind, title_words, body_words)
        VALUES ('delete', old.id, old.kind, old.title_words, old.body_words);
    END""",
    """CREATE TRIGGER search_words_changed AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_words(search_words, rowid, kind, title_words, body_words)
        VALUES ('delete', old.id, old.kind, old.title_words, old.body_words);
        INSERT INTO search_words(rowid, kind, title_words, body_words)
        VALUES (new.id, new.kind, new.title_words, new.body_words);
    END""",
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER search_words_added",
    "DROP TRIGGER search_words_removed",
    "DROP TRIGGER search_words_changed",
    "DROP TABLE search_words",
]

# The kind is a word of its own, one that no text can hold, so that a rare kind is found fast among common words.
# Titles have a vector of their own: GIN keeps no weights, so a search by weight would read every matching row.
_KIND = "array_to_tsvector(ARRAY['kind:' || kind])"
_TITLE = "setweight(to_tsvector('simple', title_words), 'A')"
_BODY = "setweight(to_tsvector('simple', body_words), 'B')"
POSTGRESQL = [
    f"""ALTER TABLE search_searchentry
        ADD COLUMN in_title tsvector GENERATED ALWAYS AS ({_KIND} || {_TITLE}) STORED,
        ADD COLUMN in_text tsvector GENERATED ALWAYS AS ({_KIND} || {_TITLE} || {_BODY}) STORED""",
    "CREATE INDEX search_in_title ON search_searchentry USING gin (in_title)",
    "CREATE INDEX search_in_text ON search_searchentry USING gin (in_text)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_searchentry DROP COLUMN in_title, DROP COLUMN in_text"]


def forwards(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def backwards(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
