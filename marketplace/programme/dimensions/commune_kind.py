"""Whether the commune is rural (xã) or urban (phường)."""

from typing import Any

from sqlalchemy import case
from sqlalchemy.orm import aliased

from marketplace.core.words import N_
from marketplace.places.models import Area
from marketplace.programme.dimensions.base import OfHerCommune
from marketplace.programme.shape import DimensionWords


class CommuneKind(OfHerCommune):
    """Told by what the area is called; what the province itself recorded is of no commune."""

    code, position = "commune_kind", 1
    words = DimensionWords(name=N_("Loại xã, phường"))
    parts = {"xa": N_("xã"), "phuong": N_("phường"), "other": N_("đặc khu, nơi khác")}

    def __init__(self) -> None:
        super().__init__()
        self.area = aliased(Area, name="commune_kind_area")

    def join(self, rows: Any, things: Any) -> Any:
        """The area that the commune's unit serves."""
        return super().join(rows, things).join(self.area, self.area.code == self.commune.area_code, isouter=True)

    def part(self, things: Any) -> Any:
        """Xã, phường, or another kind."""
        name = self.area.name
        kinds = [(name.startswith("Xã "), "xa"), (name.startswith("Phường "), "phuong")]
        return case((name.is_(None), None), *kinds, else_="other")


plug = CommuneKind()
