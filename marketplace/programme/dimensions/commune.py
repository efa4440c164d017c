"""The commune of today."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, cast

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import OfHerCommune, names_of_units
from marketplace.programme.shape import DimensionWords


class Commune(OfHerCommune):
    """The commune's unit; what the province itself recorded is of none."""

    code, position = "commune", 10
    words = DimensionWords(name=N_("Xã, phường mới"))

    def part(self, things: Any) -> Any:
        """The key of the commune's unit."""
        return cast(self.commune.id, String)

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """The names of the units, in their order."""
        return names_of_units(codes)


plug = Commune()
