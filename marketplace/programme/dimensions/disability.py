"""Whether she lives with a disability."""

from marketplace.core.words import N_
from marketplace.people.traits import DISABILITY, NONE
from marketplace.programme.dimensions.base import OfHerSealedFact
from marketplace.programme.shape import DimensionWords

DISABLED = "disabled"


class Disability(OfHerSealedFact):
    """Neither kind nor degree is told: those are of few women each."""

    code, position, kind = "disability", 22, DISABILITY
    words = DimensionWords(name=N_("Khuyết tật"))
    parts = {DISABLED: N_("có khuyết tật"), NONE: N_("không khuyết tật")}

    def part_of_value(self, value: str) -> str:
        """Any kind and degree is one part."""
        return NONE if value == NONE else DISABLED


plug = Disability()
