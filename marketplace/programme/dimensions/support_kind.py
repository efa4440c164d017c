"""What kind of support was given, of indicators whose list names records of support."""

from typing import Any

from sqlalchemy.orm import aliased

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import Dimension
from marketplace.programme.models import SupportRecord
from marketplace.programme.shape import DimensionWords, Indicator


class SupportKind(Dimension):
    """A woman with several acts of support is told by the one that the list opens, so that parts equal the whole."""

    code, position = "support_kind", 2
    words = DimensionWords(name=N_("Hình thức hỗ trợ"))
    parts = {
        "training": N_("Tập huấn"),
        "advice": N_("Tư vấn"),
        "loan": N_("Vốn vay"),
        "grant": N_("Hỗ trợ vốn không hoàn lại"),
        "equipment": N_("Công cụ, thiết bị"),
        "shop": N_("Mở gian hàng"),
        "mentoring": N_("Kèm cặp, đồng hành"),
    }

    def __init__(self) -> None:
        self.record = aliased(SupportRecord, name="support_kind_record")

    def applies_to(self, indicator: Indicator) -> bool:
        """Only where things are records of support."""
        return indicator.record_kind == "support_record"

    def join(self, rows: Any, things: Any) -> Any:
        """The record that the list opens."""
        return rows.join(self.record, self.record.id == things.c.ref_id, isouter=True)

    def part(self, things: Any) -> Any:
        """Its kind."""
        return self.record.kind


plug = SupportKind()
