"""The database: one session, typed columns, and how SQLite and PostgreSQL connections are set up."""

from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pysqlite3
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Engine, Integer, MetaData, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from config import BadSettings

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SOUND_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))  # first releases without the WAL-reset race
AlreadyThere = IntegrityError  # a row that must be the only one of its kind is there
DatabaseAway = OperationalError  # it does not answer, or is locked for too long
# PostgreSQL behind a network that swallows packets is away after half a minute; a thread would wait for it for hours.
GIVES_UP = {
    "connect_timeout": 5,  # seconds, as all but the last
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
# Where PostgreSQL compiles a long statement first (JIT), pairs of women took 15 s that need 0.3 s.
PLAIN_PLANS = {"options": "-c jit=off"}
STANDBY_CHECKPOINT_PAGES = 16_000  # 64 MiB of log, which it never comes to while the copying program runs
writing: ContextVar[bool] = ContextVar("writing", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant; refuses naive times, gives aware ones back on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time must not reach the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def begin_snapshot() -> None:
    """Let the session read one moment of the whole database until its next rollback, whatever others write."""
    session.rollback()
    if db.engine.dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    session.execute(text(_FIRST_LOOK[db.engine.dialect.name]))


_FIRST_LOOK = {"sqlite": "SELECT count(*) FROM sqlite_master", "postgresql": "SELECT 1"}  # the snapshot begins here


Key = BigInteger().with_variant(Integer, "sqlite")  # primary and foreign keys
Dong = BigInteger().with_variant(Integer, "sqlite")  # integer đồng
Json = JSON().with_variant(JSONB, "postgresql")


class Base(DeclarativeBase):
    """Declarative base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UtcDateTime(), dict[str, Any]: Json, list[Any]: Json},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
session = db.session

if TYPE_CHECKING:

    class Model(Base):
        __abstract__ = True
else:
    Model = db.Model


class Row(Model):
    """A table row with a generated integer key."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)


def engine_options(url: str) -> dict[str, Any]:
    """Engine settings for a database address: pysqlite3 for SQLite, psycopg for PostgreSQL."""
    if url.startswith("sqlite"):
        _require_sound_sqlite()
        return {"module": pysqlite3, "connect_args": {"check_same_thread": False, "timeout": 15}}
    return {"pool_pre_ping": True, "pool_size": 16, "max_overflow": 8, "connect_args": GIVES_UP | PLAIN_PLANS}


def _require_sound_sqlite() -> None:
    version = pysqlite3.sqlite_version_info
    sound = version >= SOUND_SQLITE[0] or any(v[:2] == version[:2] and version >= v for v in SOUND_SQLITE)
    if not sound:
        named = ".".join(map(str, version))
        raise BadSettings(f"SQLite {named} can lose commits in WAL mode; 3.51.3 or later is needed")


def prepare_engine(engine: Engine, *, is_copied: bool = False) -> None:
    """Attach the connection settings this product relies on to an engine.

    Of a database that `is_copied` continuously, the copying program makes the checkpoints and this process stands by.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    if is_copied:
        event.listen(engine, "connect", _leave_checkpoints)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "mmap_size=0",
        "cache_size=-2000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _leave_checkpoints(connection: Any, _record: Any) -> None:
    connection.execute(f"PRAGMA wal_autocheckpoint={STANDBY_CHECKPOINT_PAGES}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
