"""To which people she belongs."""

from marketplace.core.words import N_
from marketplace.people.traits import ETHNIC_GROUPS, ETHNICITY
from marketplace.programme.dimensions.base import OfHerSealedFact
from marketplace.programme.shape import DimensionWords

NAMED = ("kinh", "muong", "thai", "tho", "mong", "dao", "kho-mu")  # the peoples of the province
OTHER = "other"


class Ethnicity(OfHerSealedFact):
    """The peoples of the province by name; of others there are few."""

    code, position, kind = "ethnicity", 20, ETHNICITY
    words = DimensionWords(name=N_("Dân tộc"))
    parts = {code: ETHNIC_GROUPS[code] for code in NAMED} | {OTHER: N_("dân tộc khác")}

    def part_of_value(self, value: str) -> str:
        """Those that are not named are one part."""
        return value if value in NAMED else OTHER


plug = Ethnicity()
