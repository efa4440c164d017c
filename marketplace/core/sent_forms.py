"""Forms that create something are sent twice by double taps, bad lines and reloads; each creates once.

Such a form carries a key. The transaction that creates notes the key first: a second one with the same key finds
the note, creates nothing, and is told where the first one led.
"""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Model, db, session
from marketplace.core.errors import Refusal


class SentForm(Model):
    """One form that was sent, by its key; `leads_to` is the page that its sender was shown then."""

    __tablename__ = "sent_form"
    key: Mapped[str] = mapped_column(primary_key=True)
    leads_to: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime] = mapped_column(default=now, index=True)


class AlreadySent(Refusal):
    """This form was sent before, and what it asked for was done then; `leads_to` is where that led («» unknown)."""

    leads_to: str


TABLE: Any = SentForm.__table__


def note_sent(key: str) -> None:
    """Note, as part of the running transaction, that a form is being sent; AlreadySent when it was before.

    On PostgreSQL a second sender waits here until the first transaction has ended.
    """
    is_first = session.execute(_noting(db.engine.dialect.name), {"key": key, "at": now()}).first() is not None
    if not is_first:
        raise AlreadySent(leads_to=where_it_led(key) or "")


def note_where_it_led(key: str, path: str) -> None:
    """Keep the page a form leads to, for whoever sends it again."""
    session.execute(update(SentForm).where(SentForm.key == key).values(leads_to=path))


def where_it_led(key: str) -> str | None:
    """The page an earlier form with this key led to; None when there was none."""
    return session.scalar(select(SentForm.leads_to).where(SentForm.key == key))


def forget_forms_before(at: datetime) -> None:
    """Remove the notes of forms sent before an instant."""
    session.execute(delete(SentForm).where(SentForm.sent_at < at))


@cache
def _noting(dialect: str) -> Any:
    insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    noted = insert(TABLE).values(key=bindparam("key"), leads_to="", sent_at=bindparam("at", type_=TABLE.c.sent_at.type))
    return noted.on_conflict_do_nothing(index_elements=[TABLE.c.key]).returning(TABLE.c.key)
