"""Version rows for cache invalidation: a number per scope, increased in the transaction that changes what pages show.

A reader that caches by version reads the number with every request; a committed change is seen by the very next
one, in every process, without messages or time-outs.
"""

from typing import Any

from sqlalchemy import event, insert, inspect, update
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Model, session
from marketplace.core.rows import execute_update, given

SITE = "site"  # settings, categories, policies, units: what frames every page

_ALL = "SELECT scope, number FROM version"  # few rows, read with every request: past everything is fastest
_KEPT = "versions"


class Version(Model):
    """A scope (a named part of the data that is cached) and how often it has changed."""

    __tablename__ = "version"
    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


_COUNT = update(Version).where(Version.scope == given("of")).values(number=Version.number + 1)


def bump(scope: str) -> None:
    """Count a change of a scope, as part of the running transaction."""
    if not execute_update(_COUNT, {"of": scope}):
        session.connection().execute(insert(Version).values(scope=scope, number=1))
    session.info.pop(_KEPT, None)


def bump_with(model: type[Model], scope: str, *attributes: str) -> None:
    """Count a change of a scope whenever a row of a model is changed in one of some attributes; with none, also when
    a row comes or goes. Statements that pass by the unit of work are not seen: who sends one bumps."""

    def changed(_mapper: Any, _connection: Any, row: Any) -> None:
        told = inspect(row).attrs
        if not attributes or any(told[name].history.has_changes() for name in attributes):
            bump(scope)

    for moment in ("after_update",) if attributes else ("after_insert", "after_update", "after_delete"):
        event.listen(model, moment, changed)


def version_of(scope: str) -> int:
    """The present number of a scope (0 when it never changed)."""
    return _numbers().get(scope, 0)


def versions_of(*scopes: str) -> dict[str, int]:
    """The present numbers of several scopes."""
    numbers = _numbers()
    return {scope: numbers.get(scope, 0) for scope in scopes}


def _numbers() -> dict[str, int]:
    """Every number, read once in a database transaction: what it shows is of one moment."""
    current = session()
    kept: tuple[object, dict[str, int]] | None = current.info.get(_KEPT)
    if kept is None or kept[0] is not current.get_transaction():
        numbers: dict[str, int] = dict(current.connection().exec_driver_sql(_ALL).all())
        kept = current.info[_KEPT] = current.get_transaction(), numbers
    return kept[1]
