"""A database put back to a prepared state, as often as a test needs it."""

import shutil
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from marketplace.core.db import db
from marketplace.core.versioned_cache import clear_caches


class Snapshot:
    """The database as it stands now, to return to."""

    def __init__(self, app: Flask) -> None:
        self._url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
        db.session.execute(text("SELECT 1"))  # the first connection sets how the file is written
        self._let_go()
        if self._is_sqlite:
            _checkpoint(self._path)
            shutil.copyfile(self._path, f"{self._path}.snapshot")
        else:
            self._on_server("DROP DATABASE IF EXISTS snapshot_of_test WITH (FORCE)")
            self._on_server(END_ALL)
            self._on_server("CREATE DATABASE snapshot_of_test TEMPLATE test STRATEGY FILE_COPY")
            self._stamps = self._read_stamps()

    def restore(self) -> None:
        """Put everything back as it stood."""
        self._let_go()
        clear_caches()
        if self._is_sqlite:
            for suffix in ("", "-wal", "-shm"):
                Path(self._path + suffix).unlink(missing_ok=True)
            shutil.copyfile(f"{self._path}.snapshot", self._path)
        else:
            self._on_server("DROP DATABASE IF EXISTS test WITH (FORCE)")
            self._on_server("CREATE DATABASE test TEMPLATE snapshot_of_test STRATEGY FILE_COPY")

    def is_untouched(self) -> bool:
        """Whether nothing was committed since: on SQLite not a byte, on PostgreSQL no row of a newer transaction."""
        self._let_go()
        clear_caches()
        if self._is_sqlite:
            _checkpoint(self._path)
            return Path(self._path).read_bytes() == Path(f"{self._path}.snapshot").read_bytes()
        return self._read_stamps() == self._stamps

    def _read_stamps(self) -> list[Any]:
        """Of each table the number of its rows and the newest transaction that wrote one."""
        engine = create_engine(self._url)
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            stamp = "SELECT '{0}', count(*), max(xmin::text::bigint) FROM \"{0}\""
            found = connection.execute(text(" UNION ALL ".join(stamp.format(table) for table in sorted(tables)))).all()
        engine.dispose()
        return sorted(found)  # a server that reads tables in parallel answers in any order

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @property
    def _path(self) -> str:
        return str(self._url.database)

    def _let_go(self) -> None:
        db.session.remove()
        db.engine.dispose()

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'test'"


def _checkpoint(path: str) -> None:
    import pysqlite3

    connection: Any = pysqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
