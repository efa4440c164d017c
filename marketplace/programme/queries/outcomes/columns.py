"""What a kind of outcome is made of: a selection of records, put into the columns of a fact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Date, Select, String, case, cast, func, literal, null
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.core.db import db
from marketplace.programme.models import OutcomeFact
from marketplace.sellers.models import Seller

RECORDED = "recorded"
COLUMNS = tuple(column for column in OutcomeFact.__table__.columns if column.key != "id")


@dataclass(frozen=True)
class Source:
    """A selection of facts from one kind of record, with the columns of its key and instant.

    `taken_back_at` is the instant at which a record was made void and lost its facts, where records can be.
    """

    rows: Callable[[], Select[Any]]
    record_id: Any
    happened_at: Any
    taken_back_at: Any = None


def fact_columns(kind: str, record_kind: str, **told: Any) -> list[ColumnElement[Any]]:
    """The columns of a fact in order; those not given have the usual value."""
    usual = {
        "kind": text(kind),
        "record_kind": text(record_kind),
        "part": cast(literal(0), BigInteger),
        "cause": text(""),
        "programme_id": cast(null(), BigInteger),
        "amount_dong": cast(null(), BigInteger),
        "confidence": text(RECORDED),
        "note": text(""),
    }
    values: dict[str, Any] = usual | told
    return [values[column.key].label(column.key) for column in COLUMNS]


def text(words: str) -> ColumnElement[str]:
    """A fixed text as a column."""
    return cast(literal(words), String)


def of_seller() -> dict[str, Any]:
    """The person and unit columns of what a seller did: the seller, and the unit that admitted the seller."""
    return {"person_id": Seller.person_id, "unit_id": Seller.unit_id, "place": Unit.path}


def local_day(instant: Any) -> ColumnElement[Any]:
    """The Vietnamese calendar day of an instant (UTC+7 all year), in either database."""
    if db.engine.dialect.name == "sqlite":
        return func.date(instant, "+7 hours", type_=Date)
    return cast(func.timezone("Asia/Ho_Chi_Minh", instant), Date)


def later_of(one: Any, other: Any) -> ColumnElement[Any]:
    """The later of two instants."""
    return case((one > other, one), else_=other)
