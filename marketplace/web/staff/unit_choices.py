"""The units an officer chooses from: those her territory is made of and what stands right below them."""

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_of_area, list_branches, list_children, list_top_units
from marketplace.people.models import Person
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_scope

Choices = list[tuple[str, str]]  # code, name


def units_of_territory() -> list[Unit]:
    """Each top unit after the units right below it."""
    tops = list_top_units(current_scope(), site_settings().home_province)
    return [unit for top in tops for unit in (*list_children(top), top)]


def units_around(person: Person | None) -> list[Unit]:
    """The same, with the branches of the commune where somebody lives, which a province does not list."""
    units = units_of_territory()
    home = find_unit_of_area(person.area_code) if person and person.area_code else None
    known = {unit.id for unit in units}
    branches = list_branches(home.id) if home and current_scope().covers(home) else []
    return [*(branch for branch in branches if branch.id not in known), *units]
