"""A shop's shipping rates by zone."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Dong, Row


class ShippingRate(Row):
    """A shop's fee and days for one zone: same commune, same province, or the whole country."""

    __tablename__ = "shipping_rate"
    __table_args__ = (UniqueConstraint("shop_id", "zone"),)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    zone: Mapped[str] = mapped_column()  # commune | province | nationwide
    first_kg_dong: Mapped[int] = mapped_column(Dong)
    next_kg_dong: Mapped[int] = mapped_column(Dong, default=0)
    free_from_dong: Mapped[int | None] = mapped_column(Dong)
    days_min: Mapped[int] = mapped_column()
    days_max: Mapped[int] = mapped_column()
    carrier: Mapped[str] = mapped_column(default="post_office")  # plug of shipping.carriers
