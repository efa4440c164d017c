"""Writes all rows of an order except its money: the same ones as the services would."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo.market import Stall, goods_at, rate_of, stall_of
from marketplace.bulk_demo.stockroom import Stockroom
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.checkout.contract import FeesByVariant, contract_of, fees_of_lines, shown_to
from marketplace.checkout.services import order_line_values
from marketplace.checkout.summary import CheckoutSummary, Parcel, SummaryLine
from marketplace.core.actors import GUEST, PROVIDER, SELLER, SYSTEM, Actor
from marketplace.core.clock import local_date
from marketplace.core.references import ALPHABET
from marketplace.core.states import StateChange
from marketplace.fees.queries import FeeSchedule, LineFees, fee_schedule
from marketplace.inventory.models import CLAIMED, EXPIRED, LIVE, RELEASED, RETURNED, SOLD, Hold, StockMove
from marketplace.orders import states
from marketplace.orders.models import Order, OrderLine, Shipment, ShopOrder
from marketplace.orders.services.cancelling import UNPAID_IN_TIME
from marketplace.payments.registries import is_confirmed
from marketplace.payments.shape import AT_HANDOVER
from marketplace.places.queries import AREA_VERSION
from marketplace.rules.queries import policies_in_force
from marketplace.shipping.parcels import ParcelItem, Quote, weight_of, worth_of
from marketplace.shipping.registries import CARRIERS
from marketplace.site.settings import SiteSettings
from marketplace.story import fates
from marketplace.story.demand import Basket, Purchase
from marketplace.story.fates import Step

CARRIER_NAMES = ("Bưu điện xã (mẫu)", "Điểm gửi hàng trung tâm (mẫu)", "Xe khách liên huyện (mẫu)")


@dataclass(eq=False)
class Piece:
    """One order line, with the hold of its goods."""

    line: Entry
    variant_id: int
    quantity: int
    hold: Entry


@dataclass(eq=False)
class Part:
    """One shop order while it is written: its actors and its rows."""

    row: Entry
    stall: Stall
    pieces: list[Piece]
    buyer: Actor
    seller: Actor
    method: str
    shipment: Entry | None = None

    @property
    def status(self) -> str:
        """The state of its goods."""
        return str(self.row.values["status"])

    @property
    def money_status(self) -> str:
        """The state of its money."""
        return str(self.row.values["money_status"])

    @property
    def total_dong(self) -> int:
        """What the customer pays for it, in đồng."""
        return int(self.row.values["total_dong"])


class Paperwork:
    """Writes orders, shop orders, stock movements, parcels, and the history of every transition."""

    def __init__(self, sheets: Sheets, stockroom: Stockroom, random: Random, settings: SiteSettings) -> None:
        self.sheets, self.stockroom, self.random, self.settings = sheets, stockroom, random, settings
        self.reply = timedelta(hours=settings.seller_reply_hours)
        self._moves: Counter[tuple[str, int]] = Counter()
        self._numbers: set[str] = set()
        self._rules: dict[date, tuple[FeeSchedule, dict[str, Any]]] = {}
        self._verbs: dict[str, Callable[[Part, Step], None]] = {
            fates.ACCEPTED: self._accept,
            fates.PACKED: self._pack,
            fates.SHIPPED: self._ship,
            fates.DELIVERED: self._deliver,
            fates.CARRIED: self._deliver,
            fates.REFUSED: self._fail,
            fates.UNDELIVERED: self._fail,
        }

    def place(self, purchase: Purchase) -> tuple[Entry, list[Part]]:
        """Write a placed order: frozen lines, fees, contract, stock sold or held."""
        parcels = [_parcel(basket, purchase) for basket in purchase.baskets]
        summary = CheckoutSummary(parcels, [], purchase.buyer.area_code, purchase.buyer.area_text)
        by = Actor(GUEST)
        schedule, shown = self._rules_of(local_date(purchase.placed_at))
        fees = fees_of_lines(summary, schedule)
        order = self._order(purchase, summary, fees, shown)
        parts = [
            self._part(order, number, basket, parcel, purchase, fees, by)
            for number, (basket, parcel) in enumerate(zip(purchase.baskets, parcels, strict=True), start=1)
        ]
        return order, parts

    def do(self, part: Part, step: Step) -> bool:
        """Write one step of the goods; False for a step of the payment."""
        verb = self._verbs.get(step.what)
        if verb is not None:
            verb(part, step)
        return verb is not None

    def move(self, part: Part, state: str, at: datetime, by: Actor, note: str = "") -> None:
        """Change the goods' state, with its history row."""
        self.history("shop_order", part.row, part.row.values.get("status"), state, at, by, note)
        part.row.values["status"] = state

    def move_money(self, part: Part, state: str, at: datetime, by: Actor) -> None:
        """Change the payment state, with its history row."""
        self.history("shop_order_money", part.row, part.row.values.get("money_status"), state, at, by)
        part.row.values["money_status"] = state

    def history(
        self, kind: str, subject: Entry, before: str | None, state: str, at: datetime, by: Actor, note: str = ""
    ) -> None:
        """One numbered row of a subject's history."""
        self._moves[kind, id(subject)] += 1
        self.sheets.add(
            StateChange,
            at,
            kind=kind,
            subject_id=subject,
            seq=self._moves[kind, id(subject)],
            from_state=before,
            to_state=state,
            actor_kind=by.kind,
            person_id=by.person_id,
            note=note,
            at=at,
        )

    def note_in_trail(self, action: str, kind: str, subject: Entry, at: datetime, by: Actor, **details: Any) -> None:
        """One row of the audit trail."""
        self.sheets.add(
            AuditEntry,
            at,
            at=at,
            actor_kind=by.kind,
            person_id=by.person_id,
            action=action,
            subject_kind=kind,
            subject_id=subject,
            details=details,
        )

    def become_new(self, part: Part, at: datetime, by: Actor) -> None:
        """Let it wait for the seller's answer."""
        self.move(part, states.NEW, at, by)
        part.row.values["reply_due_at"] = at + self.reply

    def sell(self, part: Part, at: datetime) -> None:
        """Turn its hold into a sale."""
        for piece in part.pieces:
            piece.hold.values |= {"status": CLAIMED, "ended_at": at}
            self._stock_move(piece, at, -piece.quantity, SOLD)
            self.stockroom.count(piece.variant_id, sold=piece.quantity, promised=-piece.quantity)

    def hold_until(self, part: Part, until: datetime) -> None:
        """Extend its hold."""
        for piece in part.pieces:
            piece.hold.values["expires_at"] = until

    def end(self, part: Part, state: str, at: datetime, by: Actor, reason: str) -> None:
        """End it without delivery and return its goods to stock."""
        if state == states.CANCELLED and reason == UNPAID_IN_TIME:
            self._give_goods_back(part, at, by, EXPIRED)
        self.move(part, state, at, by, reason)
        part.row.values |= {"ended_at": at, "end_reason": reason}
        self._give_goods_back(part, at, by, RELEASED)

    def _give_goods_back(self, part: Part, at: datetime, by: Actor, how: str) -> None:
        for piece in part.pieces:
            if piece.hold.values["status"] == LIVE:
                piece.hold.values |= {"status": how, "ended_at": at}
                self.stockroom.count(piece.variant_id, promised=-piece.quantity)
                self.stockroom.give_back(piece.variant_id, at, piece.quantity)
            elif piece.hold.values["status"] == CLAIMED:
                self._stock_move(piece, at, piece.quantity, RETURNED, by.person_id)
                self.stockroom.count(piece.variant_id, sold=-piece.quantity)
                self.stockroom.give_back(piece.variant_id, at, piece.quantity)

    def _accept(self, part: Part, step: Step) -> None:
        self.move(part, states.ACCEPTED, step.at, part.seller)
        seen_at = step.at - timedelta(minutes=self.random.randrange(1, 9))
        part.row.values |= {"accepted_at": step.at, "seen_by_shop_at": seen_at}

    def _pack(self, part: Part, step: Step) -> None:
        self.move(part, states.PACKED, step.at, part.seller)
        part.row.values["packed_at"] = step.at

    def _ship(self, part: Part, step: Step) -> None:
        self.move(part, states.SHIPPED, step.at, part.seller)
        part.row.values["shipped_at"] = step.at
        carrier = part.row.values["carrier"]
        by_post = CARRIERS.get(carrier).needs_tracking
        part.shipment = self.sheets.add(
            Shipment,
            step.at,
            shop_order_id=part.row,
            carrier=carrier,
            carrier_name=self.random.choice(CARRIER_NAMES) if by_post else "",
            tracking_number=f"MAU{self.random.randrange(10**9):09d}VN" if by_post else "",
            handed_over_at=step.at,
        )

    def _deliver(self, part: Part, step: Step) -> None:
        by_carrier = step.what == fates.CARRIED
        by = Actor(PROVIDER) if by_carrier else part.seller
        self.move(part, states.DELIVERED, step.at, by)
        confidence = "carrier" if by_carrier else "seller"
        part.row.values |= {"delivered_at": step.at, "delivery_confidence": confidence}
        part.row.values |= {"ended_at": step.at, "end_reason": ""}
        self._end_shipment(part, step.at, "delivered")

    def _fail(self, part: Part, step: Step) -> None:
        state = states.REFUSED if step.what == fates.REFUSED else states.UNDELIVERED
        self.move(part, state, step.at, part.seller, step.note)
        self._end_shipment(part, step.at, state)

    def _end_shipment(self, part: Part, at: datetime, outcome: str) -> None:
        if part.shipment is not None:
            part.shipment.values |= {"ended_at": at, "outcome": outcome}

    def _order(self, purchase: Purchase, summary: CheckoutSummary, fees: FeesByVariant, shown: dict[str, Any]) -> Entry:
        buyer = purchase.buyer
        number = self._number(local_date(purchase.placed_at))
        return self.sheets.add(
            Order,
            purchase.placed_at,
            number=number,
            idempotency_key=f"mau-{number}",
            request_hash=hashlib.sha256(number.encode()).hexdigest(),
            customer_name=buyer.name,
            phone=buyer.phone,
            area_code=buyer.area_code,
            address_line=buyer.address_line,
            area_text=buyer.area_text,
            area_version=AREA_VERSION,
            payment_method=purchase.method,
            goods_dong=summary.goods_dong,
            shipping_dong=summary.shipping_dong,
            total_dong=summary.total_dong,
            placed_at=purchase.placed_at,
            contract=contract_of(summary, purchase.method, self.settings, fees, shown),
            source="demo",
        )

    def _rules_of(self, day: date) -> tuple[FeeSchedule, dict[str, Any]]:
        if day not in self._rules:
            self._rules[day] = fee_schedule(day), shown_to("vi", policies_in_force("vi", day))
        return self._rules[day]

    def _number(self, day: date) -> str:
        number = f"DH{day:%y%m%d}-" + "".join(self.random.choice(ALPHABET) for _ in range(6))
        if number in self._numbers:
            return self._number(day)
        self._numbers.add(number)
        return number

    def _part(
        self,
        order: Entry,
        number: int,
        basket: Basket,
        parcel: Parcel,
        purchase: Purchase,
        fees: FeesByVariant,
        by: Actor,
    ) -> Part:
        stall, quote = stall_of(basket), parcel.quote
        assert quote is not None
        row = self.sheets.add(
            ShopOrder,
            purchase.placed_at,
            order_id=order,
            shop_id=stall.shop.id,
            number=f"{order.values['number']}-{number}",
            shop_name=stall.shop.name,
            seller_name=stall.seller_name,
            seller_address=stall.seller_address,
            legal_form=stall.shop.seller.legal_form,
            goods_dong=parcel.goods_dong,
            shipping_dong=parcel.shipping_dong,
            total_dong=parcel.total_dong,
            carrier=quote.carrier,
            expected_from=quote.first_day,
            expected_to=quote.last_day,
        )
        seller = Actor(SELLER, stall.owner_id)
        part = Part(row, stall, [], by, seller, purchase.method)
        pays_later = is_confirmed(purchase.method, AT_HANDOVER)
        self.move(part, states.NEW if pays_later else states.AWAITING_PAYMENT, purchase.placed_at, by)
        self.move_money(part, states.UNPAID, purchase.placed_at, by)
        if pays_later:
            row.values["reply_due_at"] = purchase.placed_at + self.reply
        for line in parcel.lines:
            part.pieces.append(self._piece(part, line, purchase.placed_at, fees[line.goods.variant_id]))
        if pays_later:
            self.sell(part, purchase.placed_at)
        return part

    def _piece(self, part: Part, line: SummaryLine, at: datetime, fees: LineFees) -> Piece:
        goods = line.goods
        row = self.sheets.add(
            OrderLine,
            at,
            shop_order_id=part.row,
            **order_line_values(line, fees),
        )
        stock_item_id = self.stockroom.item_of(goods.variant_id)
        hold = self.sheets.add(
            Hold, at, stock_item_id=stock_item_id, order_line_id=row, quantity=line.quantity, status=LIVE, created_at=at
        )
        self.stockroom.take(goods.variant_id, at, line.quantity)
        self.stockroom.count(goods.variant_id, promised=line.quantity)
        return Piece(row, goods.variant_id, line.quantity, hold)

    def _stock_move(self, piece: Piece, at: datetime, delta: int, cause: str, person_id: int | None = None) -> None:
        self.sheets.add(
            StockMove,
            at,
            stock_item_id=self.stockroom.item_of(piece.variant_id),
            delta=delta,
            cause=cause,
            order_line_id=piece.line,
            person_id=person_id,
            at=at,
        )


SYSTEM_ONLY = Actor(SYSTEM)


def _parcel(basket: Basket, purchase: Purchase) -> Parcel:
    goods = [(goods_at(wish, purchase.placed_at), wish.quantity) for wish in basket.wishes]
    lines = [SummaryLine(each, quantity, each.price_dong, None, None) for each, quantity in goods]
    stall = stall_of(basket)
    return Parcel(stall.shop, stall.seller_name, stall.seller_address, lines, _quote(basket, purchase))


def _quote(basket: Basket, purchase: Purchase) -> Quote:
    rate = rate_of(basket)
    goods = [(goods_at(wish, purchase.placed_at), wish.quantity) for wish in basket.wishes]
    items = [ParcelItem(each.product_id, each.weight_g, quantity, each.price_dong) for each, quantity in goods]
    fee = CARRIERS.get(rate.carrier).fee_dong(rate, weight_of(items), worth_of(items))
    leaves_on = local_date(purchase.placed_at) + timedelta(days=stall_of(basket).shop.preparation_days)
    first, last = (leaves_on + timedelta(days=days) for days in (rate.days_min, rate.days_max))
    return Quote(fee, rate.carrier, basket.zone, first, last)
