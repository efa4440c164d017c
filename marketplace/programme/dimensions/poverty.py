"""Whether her household is poor or near poor."""

from marketplace.core.words import N_
from marketplace.people.traits import NEAR_POOR, NONE, POOR, POVERTY
from marketplace.programme.dimensions.base import OfHerSealedFact
from marketplace.programme.shape import DimensionWords


class Poverty(OfHerSealedFact):
    """Of the year of her certificate nothing is told."""

    code, position, kind = "poverty", 21, POVERTY
    words = DimensionWords(name=N_("Hộ nghèo, hộ cận nghèo"))
    parts = {POOR: N_("hộ nghèo"), NEAR_POOR: N_("hộ cận nghèo"), NONE: N_("không thuộc hộ nghèo, cận nghèo")}


plug = Poverty()
