"""The full-text index over listings, maintained by the database itself in the same transaction.

SQLite has a full-text table fed by triggers; PostgreSQL has two expression indexes. The words are folded before
they are stored, so both only compare plain ASCII.
"""

_COLUMNS = "folded_name, folded"
_NEW, _OLD = "new.folded_name, new.folded", "old.folded_name, old.folded"
_ADD = f"INSERT INTO listing_words (rowid, {_COLUMNS}) VALUES (new.product_id, {_NEW});"  # noqa: S608
_TAKE = f"INSERT INTO listing_words(listing_words, rowid, {_COLUMNS}) VALUES ('delete', old.product_id, {_OLD});"  # noqa: S608
_CHANGED = "new.folded_name <> old.folded_name OR new.folded <> old.folded OR new.product_id <> old.product_id"
_FTS5 = (
    f"CREATE VIRTUAL TABLE listing_words USING fts5 ({_COLUMNS}, content='listing', content_rowid='product_id', "
    "tokenize='ascii', detail='column', columnsize=0, prefix='2 3')"
)


def statements(dialect: str) -> list[str]:
    """The DDL of the full-text index, for the table's creation and for the migration."""
    if dialect == "sqlite":
        return [
            _FTS5,
            f"CREATE TRIGGER listing_words_insert AFTER INSERT ON listing BEGIN {_ADD} END",
            f"CREATE TRIGGER listing_words_delete AFTER DELETE ON listing BEGIN {_TAKE} END",
            f"CREATE TRIGGER listing_words_update AFTER UPDATE ON listing WHEN {_CHANGED} BEGIN {_TAKE} {_ADD} END",
        ]
    return [
        "CREATE INDEX ix_listing_words ON listing USING gin (to_tsvector('simple', folded))",
        "CREATE INDEX ix_listing_name_words ON listing USING gin (to_tsvector('simple', folded_name))",
    ]


def drop_statements(dialect: str) -> list[str]:
    """The DDL that drops the full-text index."""
    if dialect == "sqlite":
        triggers = [f"DROP TRIGGER IF EXISTS listing_words_{what}" for what in ("insert", "delete", "update")]
        return [*triggers, "DROP TABLE IF EXISTS listing_words"]
    return ["DROP INDEX IF EXISTS ix_listing_words", "DROP INDEX IF EXISTS ix_listing_name_words"]
