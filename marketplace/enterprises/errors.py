"""Refusals about enterprises, their people and their pages elsewhere."""

from typing import Any

from marketplace.core.errors import Conflict, Invalid


class FoundedBeforeBirth(Invalid):
    """It was founded before its founder was born."""

    field: str
    birth_year: int


class NotYetAdult(Invalid):
    """Its founder was under eighteen; the officer has to say that this is so."""

    field: str
    age: int


class SameEnterprise(Conflict):
    """She founded or represents one of this form and name already; `enterprise` is it."""

    enterprise: Any


class RegistrationTaken(Conflict):
    """Another one has this registration number; `enterprise` is it."""

    enterprise: Any


class TooManyShares(Invalid):
    """All shares together are more than the whole capital, by `over` hundredths of a percent."""

    field: str
    over: int


class NotHerIdea(Invalid):
    """This idea is of another woman than the one who represents it."""

    field: str


class NoCapital(Invalid):
    """A share in đồng needs the charter capital."""

    field: str


class AlreadyPart(Conflict):
    """This person is that in the enterprise in those days already."""


class OutsideLife(Invalid):
    """A day before the founding, or before what it ends began."""

    field: str


class DayTaken(Conflict):
    """There are counts of this day already."""


class NotALink(Invalid):
    """This is not the address of a page."""

    field: str


class LinkTaken(Conflict):
    """This page was recorded already; `presence` is the row."""

    presence: Any
