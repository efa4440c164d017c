"""Women of a province who were in a class, and how their rows are written."""

from dataclasses import dataclass
from datetime import date
from random import Random

from marketplace.association.models import Unit
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.folding import fold_name, name_ends, name_key
from marketplace.core.references import new_public_id
from marketplace.people.models import Person
from marketplace.story.names import womans_name


@dataclass(frozen=True)
class Trained:
    """A woman who was in a class: her row, the unit that held it, and the day."""

    row: Entry
    unit: Unit
    on: date


def write_woman(random: Random, sheets: Sheets, unit: Unit) -> Entry:
    """Write a woman of a unit's commune."""
    name = womans_name(random)
    return sheets.add(
        Person,
        public_id=new_public_id(),
        full_name=name,
        folded_name=fold_name(name),
        name_key=name_key(name),
        name_ends=name_ends(name),
        birth_year=random.randrange(1950, 2003),
        area_code=unit.area_code,
        address_line=f"Thôn {random.randrange(1, 15)}",
    )
