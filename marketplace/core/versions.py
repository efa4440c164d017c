"""Version rows: numbers that grow in the same transaction as a change of what pages show.

A reader that keeps something by version reads the number with every request; a committed change is seen by
the very next one, in every process, without messages or time-outs.
"""

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Model, session

SITE = "site"  # settings, categories, policies, units: what frames every page

_ONE = text("SELECT number FROM version WHERE scope = :scope")  # read with every request: plain text is fastest
_SEVERAL = text("SELECT scope, number FROM version WHERE scope IN :scopes").bindparams(
    bindparam("scopes", expanding=True)
)


class Version(Model):
    """How often one scope has changed."""

    __tablename__ = "version"
    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


def bump(scope: str) -> None:
    """Count a change of a scope, as part of the running transaction."""
    row = session.get(Version, scope, with_for_update=True)
    if row is None:
        session.add(Version(scope=scope, number=1))
    else:
        row.number += 1
    session.flush()


def version_of(scope: str) -> int:
    """The present number of a scope (0 when it never changed)."""
    return session.scalar(_ONE, {"scope": scope}) or 0


def versions_of(*scopes: str) -> dict[str, int]:
    """The present numbers of several scopes, in one statement."""
    found: dict[str, int] = dict(session.execute(_SEVERAL, {"scopes": scopes}).all())
    return {scope: found.get(scope, 0) for scope in scopes}
