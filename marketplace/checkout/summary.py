"""The checkout summary: a cart's parcels with fees and days, the total, and all problems, as of now.

Only variants and quantities are taken from the customer's request; prices, fees and stock are read anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Protocol

from marketplace.catalog.queries import Buyable, buyables_and_shops
from marketplace.checkout.adjustments import Adjustment, require_possible
from marketplace.checkout.queries import fallen_out, shops_by_id
from marketplace.places.naming import written_address
from marketplace.places.queries import Place, address_name, directory
from marketplace.shipping.parcels import ParcelItem, Quote
from marketplace.shipping.queries import quote_parcels
from marketplace.shops.models import Shop
from marketplace.shops.states import OPEN
from marketplace.site.settings import SiteSettings

PRICE_CHANGED, HIDDEN, SHOP_CLOSED, SOLD_OUT, FEWER_LEFT, OVER_LIMIT, CANNOT_DELIVER, ORDERS_CLOSED = (
    "price_changed",
    "hidden",
    "shop_closed",
    "sold_out",
    "fewer_left",
    "over_limit",
    "cannot_deliver",
    "orders_closed",
)
NOT_COUNTED = frozenset({HIDDEN, SHOP_CLOSED, SOLD_OUT})  # lines that cannot be bought at all


class Wanted(Protocol):
    """A line of a cart."""

    @property
    def variant_id(self) -> int:
        """The variant's id."""
        ...

    @property
    def quantity(self) -> int:
        """How many pieces."""
        ...

    @property
    def seen_price_dong(self) -> int:
        """The price in đồng the customer last saw."""
        ...


@dataclass(frozen=True)
class Problem:
    """One problem the customer is told; `blocks` when it must be resolved before ordering."""

    code: str
    blocks: bool
    shop_id: int | None = None
    variant_ids: tuple[int, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SummaryLine:
    """Some pieces of one variant, at today's price, and the discounts on them."""

    goods: Buyable
    quantity: int
    seen_price_dong: int
    line_id: int | None
    problem: Problem | None
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def total_dong(self) -> int:
        """Price of all pieces."""
        return self.goods.price_dong * self.quantity

    @property
    def adjustment_dong(self) -> int:
        """All its discounts (negative: off)."""
        return -sum(one.amount_dong for one in self.adjustments)

    @property
    def subsidy_dong(self) -> int:
        """What of its discounts others than the seller bear."""
        return sum(one.subsidy_dong for one in self.adjustments)

    @property
    def paid_dong(self) -> int:
        """What the customer pays for all pieces."""
        return self.total_dong + self.adjustment_dong

    @property
    def counts(self) -> bool:
        """Whether it can be bought, and so is part of the sums."""
        return self.problem is None or self.problem.code not in NOT_COUNTED


@dataclass(frozen=True)
class Parcel:
    """One shop's part: its lines, its fee and days where the destination is known, and the seller."""

    shop: Shop
    seller_name: str
    seller_address: str
    lines: Sequence[SummaryLine]
    quote: Quote | None

    @property
    def bought(self) -> list[SummaryLine]:
        """The lines that can be bought."""
        return [line for line in self.lines if line.counts]

    @property
    def goods_dong(self) -> int:
        """What the customer pays for its goods, in đồng."""
        return sum(line.paid_dong for line in self.bought)

    @property
    def shipping_dong(self) -> int:
        """Its shipping fee in đồng; 0 while the destination is unknown."""
        return self.quote.fee_dong if self.quote else 0

    @property
    def total_dong(self) -> int:
        """Goods and shipping in đồng."""
        return self.goods_dong + self.shipping_dong


@dataclass(frozen=True)
class CheckoutSummary:
    """The whole cart, shop by shop. Sums are whole đồng: parcels add up to them exactly."""

    parcels: Sequence[Parcel]
    problems: Sequence[Problem]
    area_code: str | None
    area_text: str

    @property
    def goods_dong(self) -> int:
        """What the customer pays for all goods, in đồng."""
        return sum(parcel.goods_dong for parcel in self.parcels)

    @property
    def shipping_dong(self) -> int:
        """All shipping fees in đồng."""
        return sum(parcel.shipping_dong for parcel in self.parcels)

    @property
    def total_dong(self) -> int:
        """What the customer pays, in đồng."""
        return self.goods_dong + self.shipping_dong

    @property
    def sent(self) -> list[Parcel]:
        """The parcels that hold something that can be bought."""
        return [parcel for parcel in self.parcels if parcel.bought]

    @property
    def can_be_placed(self) -> bool:
        """Whether no problem blocks it and the shipping fee of every parcel is known."""
        blocked = any(problem.blocks for problem in self.problems)
        return bool(self.sent) and not blocked and all(parcel.quote for parcel in self.sent)

    @cached_property
    def seen(self) -> str:
        """All that the customer agrees to, as one short text, compared with the present when the order is placed."""
        parcels = [
            [p.shop.id, p.shipping_dong, [[x.goods.variant_id, x.quantity, x.goods.price_dong] for x in p.bought]]
            for p in self.sent
        ]
        return json.dumps([self.area_code, self.total_dong, parcels, self._words()], separators=(",", ":"))

    def _words(self) -> str:
        """A hash of each shop's seller data, delivery and return terms."""
        said = [(p.shop.name, p.seller_name, p.seller_address, p.shop.phone, *_terms(p.shop)) for p in self.sent]
        return sha256(json.dumps(said).encode()).hexdigest()[:16]

    def adjusted(self, adjustments: Sequence[Adjustment]) -> "CheckoutSummary":
        """The same with discounts on its lines; AdjustmentRefused when one cannot be given."""
        if not adjustments:
            return self
        require_possible(adjustments, {line.goods.variant_id: line.total_dong for p in self.sent for line in p.bought})
        return replace(self, parcels=[_adjusted(parcel, adjustments) for parcel in self.parcels])

    def prices(self) -> dict[int, int]:
        """Today's price by variant."""
        return {line.goods.variant_id: line.goods.price_dong for p in self.parcels for line in p.lines}


def _adjusted(parcel: Parcel, adjustments: Sequence[Adjustment]) -> Parcel:
    lines = [
        replace(line, adjustments=tuple(one for one in adjustments if one.variant_id == line.goods.variant_id))
        for line in parcel.lines
    ]
    return replace(parcel, lines=lines)


def _terms(shop: Shop) -> tuple[str, str, bool]:
    return shop.delivery_policy, shop.return_policy, shop.open_before_paying


@dataclass(frozen=True)
class Change:
    """One difference between what the customer saw and the present; before or after is None where there is none."""

    what: str  # price | quantity | fee
    shop_id: int
    variant_id: int | None
    before: int | None
    after: int | None


def summarise_cart(
    lines: Sequence[Wanted], area_code: str | None, settings: SiteSettings, places: Mapping[str, Place] | None = None
) -> CheckoutSummary:
    """Summarise a cart as of now, to a commune where one is known; NoSuchArea for an unknown code.

    Pass the directory of places where it was read already.
    """
    wanted = _by_variant(lines)
    goods, shops = buyables_and_shops(wanted)
    if fallen := wanted.keys() - goods.keys():
        gone = fallen_out(fallen)
        goods, shops = goods | gone, shops | shops_by_id(found.shop_id for found in gone.values())
    places = directory() if places is None else places
    by_shop: dict[int, list[SummaryLine]] = {}
    for variant_id, line in wanted.items():
        found = goods[variant_id]
        reviewed = _review_line(line, found, shops[found.shop_id])
        by_shop.setdefault(found.shop_id, []).append(reviewed)
    quotes, obstacles = _quotes(by_shop, shops, area_code, places)
    parcels = [_parcel(shops[i], lines, quotes.get(i), places) for i, lines in sorted(by_shop.items())]
    problems = [] if settings.takes_orders else [Problem(ORDERS_CLOSED, True)]
    problems += [line.problem for parcel in parcels for line in parcel.lines if line.problem]
    return CheckoutSummary(parcels, problems + obstacles, area_code, address_name(area_code or "", places))


def changes_since(seen: str, summary: CheckoutSummary) -> list[Change]:
    """The differences between what the customer saw and the present; none for a text not made by `seen`.

    Of what came or went altogether the number of pieces says it; its price and postage did not change.
    """
    before, after = _read(seen), _read(summary.seen)
    if before is None or after is None:
        return []
    found = []
    for shop_id in sorted(before.keys() | after.keys()):
        fee_then, lines_then = before.get(shop_id, (None, {}))
        fee_now, lines_now = after.get(shop_id, (None, {}))
        for variant_id in sorted(lines_then.keys() | lines_now.keys()):
            pieces_then, price_then = lines_then.get(variant_id, (None, None))
            pieces_now, price_now = lines_now.get(variant_id, (None, None))
            found.append(Change("quantity", shop_id, variant_id, pieces_then, pieces_now))
            found.append(Change("price", shop_id, variant_id, price_then, price_now))
        found.append(Change("fee", shop_id, None, fee_then, fee_now))
    return [
        change
        for change in found
        if change.before != change.after and (change.what == "quantity" or None not in (change.before, change.after))
    ]


def pieces_seen(seen: str) -> dict[int, int]:
    """How many pieces of each variant the customer saw; none for a text not made by `seen`."""
    parcels = (_read(seen) or {}).values()
    return {variant_id: pieces for _fee, lines in parcels for variant_id, (pieces, _price) in lines.items()}


_Seen = dict[int, tuple[int | None, dict[int, tuple[int, int]]]]


def _read(seen: str) -> _Seen | None:
    try:
        _, _, parcels, _ = json.loads(seen)
        return {
            int(shop): (int(fee), {int(v): (int(q), int(price)) for v, q, price in lines})
            for shop, fee, lines in parcels
        }
    except (ValueError, TypeError, RecursionError):
        return None


@dataclass
class _Pieces:
    """A variant with the total pieces of all its lines."""

    variant_id: int
    quantity: int
    seen_price_dong: int
    line_id: int | None


def _by_variant(lines: Sequence[Wanted]) -> dict[int, _Pieces]:
    """Lines grouped by variant, because limits and stock apply to their total."""
    found: dict[int, _Pieces] = {}
    for line in lines:
        known = found.get(line.variant_id)
        if known:
            known.quantity += line.quantity
        else:
            line_id = getattr(line, "id", None)
            found[line.variant_id] = _Pieces(line.variant_id, line.quantity, line.seen_price_dong, line_id)
    return found


def _review_line(line: _Pieces, goods: Buyable, shop: Shop) -> SummaryLine:
    return SummaryLine(goods, line.quantity, line.seen_price_dong, line.line_id, _problem_of(line, goods, shop))


def _problem_of(line: _Pieces, goods: Buyable, shop: Shop) -> Problem | None:
    """The most serious problem of a line."""

    def problem(code: str, blocks: bool = True, **facts: Any) -> Problem:
        return Problem(code, blocks, shop.id, (line.variant_id,), facts)

    if shop.status != OPEN:
        return problem(SHOP_CLOSED)
    if not goods.is_buyable or goods.price_dong <= 0:
        return problem(HIDDEN)
    left = goods.left
    if left <= 0:
        return problem(SOLD_OUT)
    if line.quantity > goods.order_limit:
        return problem(OVER_LIMIT, limit=min(goods.order_limit, left))
    if line.quantity > left:
        return problem(FEWER_LEFT, left=left, wanted=line.quantity)
    if goods.price_dong != line.seen_price_dong:
        return problem(PRICE_CHANGED, blocks=False, before_dong=line.seen_price_dong, after_dong=goods.price_dong)
    return None


def _quotes(
    by_shop: Mapping[int, Sequence[SummaryLine]],
    shops: Mapping[int, Shop],
    area_code: str | None,
    places: Mapping[str, Place],
) -> tuple[dict[int, Quote], list[Problem]]:
    sent = {shop_id: items for shop_id, lines in by_shop.items() if (items := _items(lines))}
    if not area_code or not sent:
        return {}, []
    quotes: dict[int, Quote] = {}
    problems: list[Problem] = []
    wanted = [(shops[shop_id], items) for shop_id, items in sent.items()]
    answers = quote_parcels(wanted, area_code, places=places)
    for shop_id, (quote, obstacles) in zip(sent, answers, strict=True):
        if quote and not obstacles:  # a parcel that cannot go there has neither a fee nor days
            quotes[shop_id] = quote
        for obstacle in obstacles:
            lines = [x for x in by_shop[shop_id] if x.counts and x.goods.product_id in obstacle.product_ids]
            facts = {"reason": obstacle.reason, "days": obstacle.days}
            variants = tuple(line.goods.variant_id for line in lines)
            problems.append(Problem(CANNOT_DELIVER, True, shop_id, variants, facts))
    return quotes, problems


def _items(lines: Sequence[SummaryLine]) -> list[ParcelItem]:
    return [
        ParcelItem(
            product_id=line.goods.product_id,
            weight_g=line.goods.weight_g,
            quantity=line.quantity,
            price_dong=line.goods.price_dong,
            delivery_scope=line.goods.delivery_scope,
            max_transit_days=line.goods.max_transit_days,
        )
        for line in lines
        if line.counts
    ]


def _parcel(shop: Shop, lines: Sequence[SummaryLine], quote: Quote | None, places: Mapping[str, Place]) -> Parcel:
    address = written_address(shop.address_line, address_name(shop.area_code, places))
    return Parcel(shop, shop.seller.legal_name, address, lines, quote)
