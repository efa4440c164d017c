"""What dimensions share: the woman and the commune of a thing, joined so that each thing stays one row."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, and_, case, cast, func, null, select
from sqlalchemy.orm import aliased

from marketplace.association.levels import BRANCH, COMMUNE
from marketplace.association.models import Unit
from marketplace.catalog.models import Category, Product
from marketplace.core.db import session
from marketplace.people.models import Person
from marketplace.programme.models import UnitGroup
from marketplace.programme.shape import DimensionWords, Indicator


class Dimension:
    """A dimension that tells the things of every indicator apart, and that everybody may see."""

    code: str
    words: DimensionWords
    position: int
    is_sensitive = False
    parts: dict[str, str] = {}  # the code of each part and its name, in order; none where codes are names themselves

    def applies_to(self, indicator: Indicator) -> bool:
        """Whether it tells the things of an indicator apart."""
        return True

    def join(self, rows: Any, things: Any) -> Any:
        """Add what `part` reads to the rows."""
        return rows

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """The names of some parts, by code, in order."""
        return {code: name for code, name in self.parts.items() if code in codes}


class OfHer(Dimension):
    """Told by the woman herself."""

    def __init__(self) -> None:
        self.woman = aliased(Person, name=f"{self.code}_woman")

    def join(self, rows: Any, things: Any) -> Any:
        """Her record, where the thing names one."""
        return rows.join(self.woman, self.woman.id == things.c.person_id, isouter=True)


class OfHerSealedFact(Dimension):
    """Told by a fact kept sealed with her consent; unknown to who does not open it with a note."""

    kind: str  # which of `people.traits`
    is_sensitive = True

    def part(self, things: Any) -> Any:
        """Unknown: values are not seen by the database."""
        return null()

    def part_of_value(self, value: str) -> str:
        """The part of an opened value."""
        return value.partition(":")[0]

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """All parts there may be: which of them are empty is not told by their absence."""
        return self.parts


class OfHerCommune(Dimension):
    """Told by the commune in whose unit, or branch of it, the thing was recorded."""

    def __init__(self) -> None:
        self.unit = aliased(Unit, name=f"{self.code}_unit")
        above = case((self.unit.level == BRANCH, self.unit.parent_id), else_=self.unit.id)
        self.commune = aliased(Unit, name=f"{self.code}_commune")
        self._is_its = and_(self.commune.id == above, self.commune.level == COMMUNE)

    def join(self, rows: Any, things: Any) -> Any:
        """The unit of the thing, and its commune's unit."""
        rows = rows.join(self.unit, self.unit.id == things.c.unit_id, isouter=True)
        return rows.join(self.commune, self._is_its, isouter=True)


class OfACategory(Dimension):
    """Told by the category, at the top of the marketplace's tree, of a product."""

    def __init__(self) -> None:
        self.product = aliased(Product, name=f"{self.code}_product")
        self.category = aliased(Category, name=f"{self.code}_category")

    def join_product(self, rows: Any, product_id: Any) -> Any:
        """A product and its category."""
        rows = rows.join(self.product, self.product.id == product_id, isouter=True)
        return rows.join(self.category, self.category.id == self.product.category_id, isouter=True)

    def part(self, things: Any) -> Any:
        """The key of the category at the top."""
        return cast(func.coalesce(self.category.parent_id, self.category.id), String)

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """The names of categories, in the order of names."""
        rows = select(Category.id, Category.name).where(Category.id.in_([int(code) for code in codes]))
        return {str(key): name for key, name in session.execute(rows.order_by(Category.name))}


class OfAGroup(OfHerCommune):
    """Told by the group of communes, of one scheme, to which an officer said that the commune belongs."""

    scheme: str

    def __init__(self) -> None:
        super().__init__()
        self.group = aliased(UnitGroup, name=f"{self.code}_group")
        said = (self.group.unit_id == self.commune.id, self.group.scheme == self.scheme, self.group.ended_at.is_(None))
        self._is_said = and_(*said)

    def join(self, rows: Any, things: Any) -> Any:
        """What was said of the commune."""
        return super().join(rows, things).join(self.group, self._is_said, isouter=True)

    def part(self, things: Any) -> Any:
        """The name of the group."""
        return self.group.name

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """Groups are called by their names."""
        return {code: code for code in sorted(codes)}


def names_of_units(codes: Collection[str]) -> dict[str, str]:
    """The names of units by their keys, in the order of names."""
    rows = select(Unit.id, Unit.name).where(Unit.id.in_([int(code) for code in codes])).order_by(Unit.folded)
    return {str(key): name for key, name in session.execute(rows)}
