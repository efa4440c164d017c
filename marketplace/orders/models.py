"""What a customer bought (Order), each shop's part of it (ShopOrder), frozen lines, discounts, and parcels."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.core.references import new_public_id
from marketplace.core.row_seals import Sealed
from marketplace.core.states import HasStates
from marketplace.orders.states import (
    AT_THE_DOOR_STATES,
    DECLINABLE_STATES,
    DELIVERED,
    IN_PREPARATION_STATES,
    OPEN_STATES,
    SHOP_ORDER,
    SHOP_ORDER_MONEY,
    UNANSWERED_STATES,
    UNDELIVERED_END_STATES,
    UNPAID,
)
from marketplace.shops.models import Shop

AWAITED, GIVEN = "awaited", "given"
NOT_SENT = "not_sent"  # the outcome of a parcel that was recorded as sent by mistake
SAID_BY_CARRIER, SAID_BY_BUYER, SAID_BY_SELLER = "carrier", "buyer", "seller"  # whose word a delivery rests on


class Order(Sealed, Row):
    """One purchase. Everything on it is a snapshot; `idempotency_key` makes a repeated request the same order."""

    __tablename__ = "customer_order"
    __table_args__ = (
        CheckConstraint("total_dong = goods_dong + shipping_dong", name="adds_up"),
        CheckConstraint("total_dong >= 0", name="not_negative"),
        UniqueConstraint("idempotency_key", name="uq_customer_order_place_key"),
    )
    seals = (
        "number",
        "person_id",
        "customer_name",
        "phone",
        "area_code",
        "address_line",
        "area_text",
        "payment_method",
        "goods_dong",
        "shipping_dong",
        "total_dong",
        "placed_at",
    )
    number: Mapped[str] = mapped_column(unique=True)  # «DH261121-7K2M9P»
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    idempotency_key: Mapped[str] = mapped_column()
    request_hash: Mapped[str] = mapped_column()  # same key with another body is refused
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    customer_name: Mapped[str] = mapped_column()
    phone: Mapped[str] = mapped_column(index=True)
    email: Mapped[str | None] = mapped_column()
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"))
    address_line: Mapped[str] = mapped_column()
    area_text: Mapped[str] = mapped_column()  # names as they were: «Xã Biện Thượng, tỉnh Thanh Hóa»
    area_version: Mapped[date] = mapped_column()
    note: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="vi")
    # plug of payments.methods, as chosen when it was placed; how a part is paid now, its own payment tells
    payment_method: Mapped[str] = mapped_column()
    goods_dong: Mapped[int] = mapped_column(Dong)
    shipping_dong: Mapped[int] = mapped_column(Dong)
    total_dong: Mapped[int] = mapped_column(Dong)
    placed_at: Mapped[datetime] = mapped_column(default=now, index=True)
    contract: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the law has shown before placing
    source: Mapped[str] = mapped_column(default="web")
    phone_proof: Mapped[str] = mapped_column(default="")  # of a guest: «» never asked for, awaited, given
    claimed_at: Mapped[datetime | None] = (
        mapped_column()
    )  # placed by nobody signed in; became hers with her proven phone
    shop_orders: Mapped[list["ShopOrder"]] = relationship(back_populates="order", order_by="ShopOrder.id")

    @property
    def is_unproven(self) -> bool:
        """Whether a guest typed its phone, and nobody has proven it yet: its goods are held for a shorter time."""
        return self.phone_proof == AWAITED


class OpenedOrder(Row):
    """An order that one browser may show without a sign-in: placed there, or opened there by its key."""

    __tablename__ = "opened_order"
    token_hash: Mapped[str] = mapped_column(index=True)  # of the browser's own cookie
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=now, index=True)


class ShopOrder(HasStates, Sealed, Row):
    """One shop's part of an order: its goods, its parcel, its money."""

    __tablename__ = "shop_order"
    __table_args__ = (
        CheckConstraint("total_dong = goods_dong + shipping_dong", name="adds_up"),
        Index("ix_shop_order_inbox", "shop_id", "status", "id"),
        Index("ix_shop_order_delivered", "delivered_at"),
        Index("ix_shop_order_reply_due", "status", "reply_due_at"),
    )
    seals = ("order_id", "shop_id", "number", "seller_name", "goods_dong", "shipping_dong", "total_dong")
    machine = SHOP_ORDER
    money_machine = SHOP_ORDER_MONEY
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id"), index=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    number: Mapped[str] = mapped_column(unique=True)  # «DH261121-7K2M9P-1»
    status: Mapped[str] = mapped_column()
    money_status: Mapped[str] = mapped_column()
    shop_name: Mapped[str] = mapped_column()
    seller_name: Mapped[str] = mapped_column()
    seller_address: Mapped[str] = mapped_column()
    legal_form: Mapped[str] = mapped_column()
    goods_dong: Mapped[int] = mapped_column(Dong)
    shipping_dong: Mapped[int] = mapped_column(Dong)
    shipping_subsidy_dong: Mapped[int] = mapped_column(Dong, default=0)  # of its shipping, what others pay the seller
    total_dong: Mapped[int] = mapped_column(Dong)
    carrier: Mapped[str] = mapped_column()
    expected_from: Mapped[date] = mapped_column()
    expected_to: Mapped[date] = mapped_column()
    reply_due_at: Mapped[datetime | None] = mapped_column()
    reply_reminded_at: Mapped[datetime | None] = mapped_column()
    accepted_at: Mapped[datetime | None] = mapped_column()
    packed_at: Mapped[datetime | None] = mapped_column()
    shipped_at: Mapped[datetime | None] = mapped_column()
    delivered_at: Mapped[datetime | None] = mapped_column()
    paid_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
    end_reason: Mapped[str] = mapped_column(default="")
    seen_by_shop_at: Mapped[datetime | None] = mapped_column()
    delivery_confidence: Mapped[str | None] = mapped_column()  # SAID_BY_…
    order: Mapped[Order] = relationship(back_populates="shop_orders", lazy="joined")
    shop: Mapped[Shop] = relationship()
    lines: Mapped[list["OrderLine"]] = relationship(order_by="OrderLine.id")
    shipments: Mapped[list["Shipment"]] = relationship(order_by="Shipment.id")

    @hybrid_property
    def is_payable(self) -> bool:
        """Whether it can still be paid, or change its payment method: unpaid, and the shop has not accepted it."""
        return self.money_status == UNPAID and self.status in UNANSWERED_STATES

    @is_payable.inplace.expression
    @classmethod
    def _is_payable(cls) -> ColumnElement[bool]:
        return and_(cls.money_status == UNPAID, cls.status.in_(UNANSWERED_STATES))

    @property
    def is_open(self) -> bool:
        """Whether it is on its way to the customer."""
        return self.status in OPEN_STATES

    @property
    def is_in_preparation(self) -> bool:
        """Whether the shop has accepted it and still has the goods."""
        return self.status in IN_PREPARATION_STATES

    @property
    def is_declinable(self) -> bool:
        """Whether the shop may still decline it."""
        return self.status in DECLINABLE_STATES

    @property
    def has_next_step(self) -> bool:
        """Whether the shop has a step to take now: prepare it, say how the delivery ended, or collect its money."""
        is_uncollected = self.status == DELIVERED and self.money_status == UNPAID
        return self.is_declinable or self.status in AT_THE_DOOR_STATES or is_uncollected

    @property
    def ended_undelivered(self) -> bool:
        """Whether it ended without reaching the customer, its goods back with the shop."""
        return self.status in UNDELIVERED_END_STATES


class OrderLine(Sealed, Row):
    """An order line, frozen when placed: goods, price, discounts, fees and tax (promise M8: parts add up exactly).

    The customer pays `paid_dong`; what a discount borne by the platform or a programme saves the customer
    (`subsidy_dong`) is paid to the seller all the same. Fees and tax are computed on both together.
    """

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        CheckConstraint("gross_dong = unit_price_dong * quantity", name="gross"),
        CheckConstraint(
            "gross_dong + adjustment_dong + subsidy_dong = commission_dong + vat_dong + pit_dong + seller_net_dong",
            name="parts_add_up",
        ),
        CheckConstraint(
            "adjustment_dong <= 0 AND subsidy_dong >= 0 AND adjustment_dong + subsidy_dong <= 0", name="discounts"
        ),
        CheckConstraint("adjustment_dong = 0 OR gross_dong + adjustment_dong > 0", name="not_free"),
    )
    seals = (
        "shop_order_id",
        "product_id",
        "variant_id",
        "product_name",
        "unit_price_dong",
        "quantity",
        "gross_dong",
        "adjustment_dong",
        "subsidy_dong",
        "commission_dong",
        "vat_dong",
        "pit_dong",
        "seller_net_dong",
    )
    shop_order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    product_id: Mapped[int] = mapped_column(Key, index=True)
    variant_id: Mapped[int] = mapped_column(Key)
    revision_id: Mapped[int | None] = mapped_column(Key)
    category_id: Mapped[int | None] = mapped_column(Key)
    product_name: Mapped[str] = mapped_column()
    variant_name: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    sku: Mapped[str] = mapped_column(default="")
    photo_public_id: Mapped[str | None] = mapped_column()
    weight_g: Mapped[int] = mapped_column(default=0)
    unit_price_dong: Mapped[int] = mapped_column(Dong)
    quantity: Mapped[int] = mapped_column()
    quantity_limit: Mapped[int | None] = mapped_column()  # most pieces allowed when it was placed (promise O6)
    gross_dong: Mapped[int] = mapped_column(Dong)
    adjustment_dong: Mapped[int] = mapped_column(
        Dong, default=0
    )  # all its discounts (negative: off), see OrderAdjustment
    subsidy_dong: Mapped[int] = mapped_column(Dong, default=0)  # of them, what the platform or a programme bears
    commission_bp: Mapped[int] = mapped_column()
    commission_dong: Mapped[int] = mapped_column(Dong)
    vat_bp: Mapped[int] = mapped_column()
    vat_dong: Mapped[int] = mapped_column(Dong)
    pit_bp: Mapped[int] = mapped_column()
    pit_dong: Mapped[int] = mapped_column(Dong)
    seller_net_dong: Mapped[int] = mapped_column(Dong)
    fee_rule: Mapped[str] = mapped_column(default="")  # which rules: «commission:1 withholding:3»

    @property
    def paid_dong(self) -> int:
        """What the customer pays for all its pieces."""
        return self.gross_dong + self.adjustment_dong


class OrderAdjustment(Row):
    """A discount on a line, or (without a line) on the shipping of a shop order, and who bears it."""

    __tablename__ = "order_adjustment"
    __table_args__ = (
        CheckConstraint("amount_dong < 0", name="off"),
        CheckConstraint("funder IN ('seller', 'platform', 'programme')", name="known_funder"),
    )
    shop_order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"), index=True)  # None: shipping
    amount_dong: Mapped[int] = mapped_column(Dong)  # negative: off
    funder: Mapped[str] = mapped_column()  # see orders.funders
    code: Mapped[str] = mapped_column()  # what it is, as a code: «voucher:TET2027»


class Shipment(Row):
    """One parcel sent: its carrier and tracking number."""

    __tablename__ = "shipment"
    shop_order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    carrier: Mapped[str] = mapped_column()  # plug of shipping.carriers
    carrier_name: Mapped[str] = mapped_column(default="")
    tracking_number: Mapped[str] = mapped_column(default="")
    handed_over_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column()
    outcome: Mapped[str | None] = mapped_column()  # delivered | refused | undelivered | NOT_SENT

    @property
    def was_sent(self) -> bool:
        """Whether it left the shop, and its sending was not recorded by mistake."""
        return self.outcome != NOT_SENT
