"""The index over the words of names, kept by the database itself in the transaction that writes a name.

SQLite has a full-text table fed by triggers, PostgreSQL an expression index. Names are folded before they are stored,
so both only compare plain letters. Besides its words each name is there once without its blanks, for whoever divides
it otherwise. A migration that makes the table of persons anew on SQLite has to make the triggers anew.
"""

INDEXED = "{0}folded_name || ' ' || replace({0}folded_name, ' ', '')"
_NEW, _OLD = INDEXED.format("new."), INDEXED.format("old.")
_ADD = f"INSERT INTO person_words (rowid, folded_name) VALUES (new.id, {_NEW});"  # noqa: S608
_TAKE = f"INSERT INTO person_words(person_words, rowid, folded_name) VALUES ('delete', old.id, {_OLD});"  # noqa: S608
_FTS5 = (
    "CREATE VIRTUAL TABLE person_words USING fts5 "
    "(folded_name, content='', tokenize='ascii', detail='none', prefix='2 3')"
)
OF_WORDS = f"to_tsvector('simple', {INDEXED.format('')})"  # on PostgreSQL


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
    return [f"CREATE INDEX ix_person_words ON person USING gin ({OF_WORDS})"]


def drop_statements(dialect: str) -> list[str]:
    """The DDL that drops the index."""
    if dialect == "sqlite":
        triggers = [f"DROP TRIGGER IF EXISTS person_words_{what}" for what in ("insert", "delete", "update")]
        return [*triggers, "DROP TABLE IF EXISTS person_words"]
    return ["DROP INDEX IF EXISTS ix_person_words"]
