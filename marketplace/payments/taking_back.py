"""How a refund of some pieces of a line, or some of the shipping, divides into price, fees and tax (promise M8).

What all refunds of a line together take back is what the line's own rates give on the money that went back so far,
rounded once; a single refund is the difference it makes. So no division of a refund into several gains or loses a
đồng, and the last piece takes the remainder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketplace.core.money import part_of
from marketplace.fees.parts import parts_at
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.payments.errors import NothingToRefund, NotInThisOrder, OverRefund, TooManyPieces
from marketplace.payments.models import RefundLine


@dataclass(frozen=True)
class LeftOver:
    """What no refund has taken back yet of a shop order: pieces by order line, đồng of the shipping."""

    pieces: Mapping[int, int]
    shipping_dong: int
    shipping_subsidy_dong: int


def left_of(shop_order: ShopOrder, taken: Iterable[RefundLine]) -> LeftOver:
    """What is left of a shop order after these refund lines."""
    pieces = {line.id: line.quantity for line in shop_order.lines}
    shipping_dong, subsidy_dong = shop_order.shipping_dong, shop_order.shipping_subsidy_dong
    for back in taken:
        if back.order_line_id is None:
            shipping_dong -= back.amount_dong
            subsidy_dong -= back.subsidy_dong
        else:
            pieces[back.order_line_id] -= back.quantity
    return LeftOver(pieces, shipping_dong, subsidy_dong)


def take_some(shop_order: ShopOrder, left: LeftOver, wanted: Mapping[int, int], shipping_dong: int) -> list[RefundLine]:
    """The lines of a refund of some pieces and some of the shipping; NotInThisOrder, TooManyPieces, OverRefund."""
    for line_id, quantity in wanted.items():
        if line_id not in left.pieces:
            raise NotInThisOrder(order_line_id=line_id)
        if not 0 < quantity <= left.pieces[line_id]:
            raise TooManyPieces(order_line_id=line_id, wanted=quantity, left=left.pieces[line_id])
    if not 0 <= shipping_dong <= left.shipping_dong:
        raise OverRefund(wanted_dong=shipping_dong, left_dong=left.shipping_dong)
    lines = [_of_line(line, left.pieces[line.id], wanted[line.id]) for line in shop_order.lines if line.id in wanted]
    lines += [_of_shipping(shop_order, left, shipping_dong)] if shipping_dong else []
    if not lines:
        raise NothingToRefund()
    return lines


def take_the_rest(shop_order: ShopOrder, left: LeftOver) -> list[RefundLine]:
    """The lines of a refund of everything that is left; NothingToRefund when nothing is."""
    lines = [
        _of_line(line, left.pieces[line.id], left.pieces[line.id]) for line in shop_order.lines if left.pieces[line.id]
    ]
    if left.shipping_dong or left.shipping_subsidy_dong:
        lines.append(_of_shipping(shop_order, left, left.shipping_dong))
    if not sum(line.amount_dong for line in lines):
        raise NothingToRefund()
    return lines


def taken_at(line: OrderLine, quantity: int) -> dict[str, int]:
    """What so many pieces of a line take back in all, by column of a refund line."""
    amount_dong = part_of(line.paid_dong, quantity, line.quantity)
    subsidy_dong = part_of(line.subsidy_dong, quantity, line.quantity)
    parts = parts_at(
        amount_dong + subsidy_dong, commission_bp=line.commission_bp, vat_bp=line.vat_bp, pit_bp=line.pit_bp
    )
    return {"quantity": quantity, "amount_dong": amount_dong, "subsidy_dong": subsidy_dong, **vars(parts)}


def _of_line(line: OrderLine, left: int, quantity: int) -> RefundLine:
    before, after = taken_at(line, line.quantity - left), taken_at(line, line.quantity - left + quantity)
    return RefundLine(order_line_id=line.id, **{name: after[name] - before[name] for name in after})


def _of_shipping(shop_order: ShopOrder, left: LeftOver, amount_dong: int) -> RefundLine:
    """Shipping bears no fees; its last đồng takes back the rest of its subsidy."""
    rest_dong = left.shipping_dong - amount_dong
    kept_dong = part_of(shop_order.shipping_subsidy_dong, rest_dong, shop_order.shipping_dong) if rest_dong else 0
    subsidy_dong = left.shipping_subsidy_dong - kept_dong
    return RefundLine(
        order_line_id=None,
        quantity=0,
        amount_dong=amount_dong,
        subsidy_dong=subsidy_dong,
        commission_dong=0,
        vat_dong=0,
        pit_dong=0,
        seller_net_dong=amount_dong + subsidy_dong,
    )
