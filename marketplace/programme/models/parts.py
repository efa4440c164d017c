"""What the parts of figures rest on besides the facts: what tells women, units and products apart."""

from marketplace.association.models import Unit
from marketplace.catalog.models import Category, Product
from marketplace.core.versions import bump_with
from marketplace.people.models import Person
from marketplace.programme.models.stated import UnitGroup
from marketplace.programme.models.support import SupportRecord

PARTS = "parts"  # the scope of version rows that grows whenever one of these changes

bump_with(Person, PARTS, "birth_year")
bump_with(Unit, PARTS, "level", "parent_id", "area_code")
bump_with(UnitGroup, PARTS)
bump_with(Product, PARTS, "category_id")
bump_with(Category, PARTS, "parent_id")
bump_with(SupportRecord, PARTS, "kind")
