"""What the outcome indicators share: sellers whom the programme had supported before the outcome."""

from typing import Any

from sqlalchemy import Date, Subquery, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.core.db import db
from marketplace.programme.models import Programme, SupportRecord
from marketplace.programme.shape import Place
from marketplace.sellers.models import Seller


def first_support(programme: Programme) -> Subquery:
    """(person_id, since): when the programme first supported each woman."""
    return (
        select(SupportRecord.person_id, func.min(SupportRecord.given_on).label("since"))
        .where(SupportRecord.programme_id == programme.id, SupportRecord.voided_at.is_(None))
        .group_by(SupportRecord.person_id)
        .subquery("first_support")
    )


def local_day(instant: Any) -> ColumnElement[Any]:
    """The Vietnamese calendar day of an instant (UTC+7 all year), in either database."""
    if db.engine.dialect.name == "sqlite":
        return func.date(instant, "+7 hours")
    return cast(func.timezone("Asia/Ho_Chi_Minh", instant), Date)


def supported_sellers(statement: Any, programme: Programme, place: Place, happened: Any) -> Any:
    """Narrow a selection that has Seller in it: unit in the subtree, supported on or before the day it happened."""
    support = first_support(programme)
    return (
        statement.join(Unit, Unit.id == Seller.unit_id)
        .join(support, support.c.person_id == Seller.person_id)
        .where(Unit.path.startswith(place.path, autoescape=True), support.c.since <= local_day(happened))
    )
