"""A prepared database given back fresh to each test, as cheaply as each engine allows."""

import shutil
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pysqlite3
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

LARGE_AND_NEVER_CHANGED = ("area", "former_area", "area_succession")


class Database(Protocol):
    """What the tests need of a database."""

    def begin(self) -> None:
        """Make the empty database."""
        ...

    def keep(self) -> None:
        """Remember it as it stands now: schema and reference data."""
        ...

    def reset(self) -> None:
        """Put it back to what was remembered."""
        ...

    def copy(self, name: str) -> str:
        """The address of another database of this name that holds what was remembered."""
        ...


def database_at(address: str) -> Database:
    """The database of an address."""
    url = make_url(address)
    return PostgresDatabase(url) if url.get_backend_name() == "postgresql" else SqliteDatabase(url)


class SqliteDatabase:
    """A file, copied."""

    def __init__(self, url: URL) -> None:
        self._path = Path(str(url.database))
        self._kept = self._path.with_name(self._path.name + ".template")

    def begin(self) -> None:
        """The file comes into being when it is opened."""

    def keep(self) -> None:
        """Move it aside as the template."""
        connection = pysqlite3.connect(self._path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        self._path.rename(self._kept)

    def reset(self) -> None:
        """Copy the template."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._path)

    def copy(self, name: str) -> str:
        """Copy the template beside it."""
        path = self._path.with_name(f"{name}.db")
        shutil.copyfile(self._kept, path)
        return f"sqlite:///{path}"


class PostgresDatabase:
    """Put back table by table, ten times quicker than a new database; made anew when schema or areas were touched.

    The function `kept.put_back` is written once for the schema found, so each session plans its statements once. A
    table of reference data is written again only if a test wrote to it: then it has another number of rows, or a row
    of a newer transaction.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: psycopg.Connection[Any] | None = None
        self._fingerprint: Any = None

    def begin(self) -> None:
        """Make it."""
        self._on_server("CREATE DATABASE test")

    def keep(self) -> None:
        """Keep a whole copy, and copies of the small reference tables inside."""
        self._run(KEEP)
        self._fingerprint = self._schema()
        self._let_go()
        self._on_server("CREATE DATABASE template_of_tests TEMPLATE test STRATEGY FILE_COPY")

    def reset(self) -> None:
        """Empty what was written to; a changed schema or area, or a database that is gone, is made anew."""
        try:
            self._run(END_OTHERS)
            if self._schema() == self._fingerprint:
                self._run(RESET)
                return
        except psycopg.OperationalError:
            pass
        self._let_go()
        self._on_server("DROP DATABASE IF EXISTS test WITH (FORCE)")
        self._on_server("CREATE DATABASE test TEMPLATE template_of_tests STRATEGY FILE_COPY")

    def copy(self, name: str) -> str:
        """Make one from the template."""
        self._on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._on_server(f"CREATE DATABASE {name} TEMPLATE template_of_tests STRATEGY FILE_COPY")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _schema(self) -> Any:
        return self._open().execute(SCHEMA).fetchone()

    def _run(self, statement: str) -> None:
        self._open().execute(statement)

    def _open(self) -> psycopg.Connection[Any]:
        if self._connection is None or self._connection.closed:
            plain = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(plain, autocommit=True)
            self._connection.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
SCHEMA = """
SELECT (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY oid) FROM pg_trigger WHERE NOT tgisinternal),
       (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped),
       (SELECT count(*) FROM pg_constraint),
       (SELECT max(xmin::text::bigint) FROM area), (SELECT count(*) FROM former_area),
       (SELECT max(xmin::text::bigint) FROM area_succession), (SELECT count(*) FROM area_succession)
"""
KEEP = f"""
DO $$ DECLARE r record; filled boolean; steps text := ''; BEGIN
  CREATE SCHEMA kept;
  CREATE TABLE kept.state (of_table text PRIMARY KEY, row_count bigint, newest bigint);
  FOR r IN SELECT tablename AS name FROM pg_tables
           WHERE schemaname = 'public' AND tablename NOT IN {LARGE_AND_NEVER_CHANGED} ORDER BY tablename LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', r.name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE kept.%I AS SELECT * FROM public.%I', 'of_' || r.name, r.name);
      EXECUTE format('INSERT INTO kept.state SELECT %L, count(*), max(xmin::text::bigint) FROM public.%I',
                     r.name, r.name);
      steps := steps || format('
        SELECT count(*), max(xmin::text::bigint) INTO found FROM public.%1$I;
        SELECT row_count, newest INTO known FROM kept.state WHERE of_table = %1$L;
        IF found IS DISTINCT FROM known THEN
          DELETE FROM public.%1$I;
          INSERT INTO public.%1$I SELECT * FROM kept.%2$I;
          UPDATE kept.state SET newest = (SELECT max(xmin::text::bigint) FROM public.%1$I) WHERE of_table = %1$L;
        END IF;', r.name, 'of_' || r.name);
    ELSE
      steps := steps || format('
        IF EXISTS (SELECT 1 FROM public.%1$I) THEN DELETE FROM public.%1$I; END IF;', r.name);
    END IF;
  END LOOP;
  FOR r IN SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public' LOOP
    steps := steps || format('
        PERFORM setval(%L, %s, %L);', 'public.' || quote_ident(r.name), coalesce(r.last_value, 1),
        r.last_value IS NOT NULL);
  END LOOP;
  EXECUTE format('CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql AS %L',
                 'DECLARE found record; known record; BEGIN' || steps || ' END');
END $$
"""
RESET = "SELECT kept.put_back()"
