"""The index over the words of names, kept by the database itself in the transaction that writes a name.

SQLite has a full-text table fed by triggers, PostgreSQL an expression index. Names are folded before they are stored,
so both only compare plain letters. A migration that makes the table of persons anew on SQLite makes the triggers anew.
"""

_ADD = "INSERT INTO person_words (rowid, folded_name) VALUES (new.id, new.folded_name);"
_TAKE = "INSERT INTO person_words(person_words, rowid, folded_name) VALUES ('delete', old.id, old.folded_name);"
_FTS5 = (
    "CREATE VIRTUAL TABLE person_words USING fts5 (folded_name, content='person', content_rowid='id', "
    "tokenize='ascii', detail='none', columnsize=0, prefix='2 3')"
)


def statements(dialect: str) -> list[str]:
    """The DDL of the index, for the table's creation and for the migration."""
    if dialect == "sqlite":
        changed = "new.folded_name <> old.folded_name OR new.id <> old.id"
        return [
            _FTS5,
            f"CREATE TRIGGER person_words_insert AFTER INSERT ON person BEGIN {_ADD} END",
            f"CREATE TRIGGER person_words_delete AFTER DELETE ON person BEGIN {_TAKE} END",
            f"CREATE TRIGGER person_words_update AFTER UPDATE ON person WHEN {changed} BEGIN {_TAKE} {_ADD} END",
        ]
    return ["CREATE INDEX ix_person_words ON person USING gin (to_tsvector('simple', folded_name))"]


def drop_statements(dialect: str) -> list[str]:
    """The DDL that drops the index."""
    if dialect == "sqlite":
        triggers = [f"DROP TRIGGER IF EXISTS person_words_{what}" for what in ("insert", "delete", "update")]
        return [*triggers, "DROP TABLE IF EXISTS person_words"]
    return ["DROP INDEX IF EXISTS ix_person_words"]
