"""The district that the commune belonged to until districts ended (2025-06-30), by the lineage of areas."""

from typing import Any

from sqlalchemy import func

from marketplace.core.words import N_
from marketplace.places.queries import former_districts
from marketplace.programme.dimensions.base import OfAGroup
from marketplace.programme.shape import DimensionWords


class FormerDistrict(OfAGroup):
    """A commune that was made of one district's communes was of it; of another one somebody has to say."""

    code, position, scheme = "former_district", 11, "district"
    words = DimensionWords(name=N_("Huyện cũ"))

    def __init__(self) -> None:
        super().__init__()
        self.lineage = former_districts().subquery("former_district_lineage")

    def join(self, rows: Any, things: Any) -> Any:
        """What the lineage says besides."""
        is_its = self.lineage.c.area_code == self.commune.area_code
        return super().join(rows, things).join(self.lineage, is_its, isouter=True)

    def part(self, things: Any) -> Any:
        """What an officer said, or else the lineage."""
        return func.coalesce(self.group.name, self.lineage.c.district)


plug = FormerDistrict()
