"""The seller's work on an order, move by move, and what each move does to the goods."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import CUSTOMER, GUEST, OFFICER, PROVIDER, SELLER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import as_if, now
from marketplace.core.db import session
from marketplace.core.states import StateChange, WrongState, history_of
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.orders.errors import CannotWithdraw, NoSuchCarrier, ReasonMissing
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.models import ShopOrder
from marketplace.orders.policies import WITHDRAWN_WITHIN
from marketplace.orders.queries import find_latest_shipment, lock_shop_orders
from marketplace.orders.services import fulfilment as work
from marketplace.shipping.errors import BadTracking
from tests.listening import listening
from tests.purchases import broken_promises, make_goods, make_order, variant_of

OWNER, BUYER = Actor(SELLER, 1), Actor(GUEST)
POST = {"carrier": "post_office", "carrier_name": "VNPost", "tracking_number": "EE123456789VN"}


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        return make_goods(stock=10)


@pytest.fixture
def heard() -> Iterator[list[ShopOrderMoved]]:
    with listening(ShopOrderMoved) as events:
        yield events


@pytest.fixture
def part_id(goods: Product) -> int:
    with transaction():
        return make_order((goods, 3)).shop_orders[0].id


def _do(part_id: int, *acts: Callable[[ShopOrder], Any]) -> ShopOrder:
    part = session.get_one(ShopOrder, part_id)
    for act in acts:
        with transaction():
            [part] = lock_shop_orders([part_id])
            act(part)
    return part


def _accept(part: ShopOrder) -> None:
    work.accept(part, by=OWNER)


def _pack(part: ShopOrder) -> None:
    work.pack(part, by=OWNER)


def _send(part: ShopOrder) -> None:
    work.hand_over(part, by=OWNER, **POST)


def _left(goods: Product) -> int:
    variant_id = variant_of(goods).id
    return stock_of([variant_id])[variant_id]


def test_from_new_to_delivered_each_step_has_its_time(
    part_id: int, goods: Product, heard: list[ShopOrderMoved]
) -> None:
    part = _do(part_id, _accept, _pack, _send, lambda p: work.deliver(p, by=OWNER))
    times = [part.accepted_at, part.packed_at, part.shipped_at, part.delivered_at]
    assert None not in times and times == sorted(times, key=str)
    assert part.status == "delivered" and part.ended_at is not None and part.delivery_confidence == "seller"
    [parcel] = part.shipments
    assert (parcel.tracking_number, parcel.outcome) == ("EE123456789VN", "delivered")
    moves = [change.to_state for change in history_of("shop_order", [part.id])[part.id]]
    assert moves == ["new", "accepted", "packed", "shipped", "delivered"]
    assert [event.to_status for event in heard] == moves[1:]
    assert _left(goods) == 7 and broken_promises() == []


def test_declining_needs_a_reason_and_gives_the_goods_back(
    part_id: int, goods: Product, heard: list[ShopOrderMoved]
) -> None:
    with pytest.raises(ReasonMissing), transaction():
        [part] = lock_shop_orders([part_id])
        work.decline(part, by=OWNER, reason="  ")
    assert _left(goods) == 7
    part = _do(part_id, lambda p: work.decline(p, by=OWNER, reason="sold_out"))
    assert (part.status, part.end_reason, part.money_status) == ("declined", "sold_out", "void")
    assert _left(goods) == 10 and heard[-1].reason == "sold_out"


@pytest.mark.parametrize("steps", [[_accept], [_accept, _pack]])
def test_she_may_still_decline_until_it_is_handed_over(part_id: int, goods: Product, steps: list[Any]) -> None:
    _do(part_id, *steps, lambda p: work.decline(p, by=OWNER, reason="sold_out"))
    assert _left(goods) == 10


def test_refused_at_the_door_the_goods_come_back_when_they_are_there(part_id: int, goods: Product) -> None:
    part = _do(part_id, _accept, _pack, _send, lambda p: work.refuse(p, by=OWNER, reason="did_not_want"))
    assert part.shipments[0].outcome == "refused" and _left(goods) == 7
    part = _do(part_id, lambda p: work.take_back(p, by=OWNER))
    assert part.status == "returned" and part.ended_at is not None
    assert _left(goods) == 10 and broken_promises() == []


@pytest.mark.parametrize("verb", [work.refuse, work.fail_delivery])
def test_what_failed_at_the_door_needs_a_reason(part_id: int, verb: Any) -> None:
    _do(part_id, _accept, _pack, _send)
    with pytest.raises(ReasonMissing), transaction():
        [part] = lock_shop_orders([part_id])
        verb(part, by=OWNER, reason="  ")
    assert session.get_one(ShopOrder, part_id).status == "shipped"


def test_an_undelivered_parcel_goes_out_again_under_a_new_number(part_id: int) -> None:
    again = {"carrier": "own_delivery", "carrier_name": "Chị Lan"}
    part = _do(
        part_id,
        _accept,
        _pack,
        _send,
        lambda p: work.fail_delivery(p, by=OWNER, reason="not_reached"),
        lambda p: work.send_again(p, by=OWNER, **again),
        lambda p: work.deliver(p, by=Actor(PROVIDER)),
    )
    assert [parcel.outcome for parcel in part.shipments] == ["undelivered", "delivered"]
    assert part.delivery_confidence == "carrier"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"carrier": "pigeon"}, NoSuchCarrier),
        ({"carrier": "post_office", "tracking_number": ""}, BadTracking),
        ({"carrier": "post_office", "tracking_number": "!!"}, BadTracking),
    ],
)
def test_a_parcel_that_cannot_be_followed_is_not_handed_over(
    part_id: int, fields: dict[str, str], refusal: type[Exception]
) -> None:
    _do(part_id, _accept, _pack)
    with pytest.raises(refusal), transaction():
        [part] = lock_shop_orders([part_id])
        work.hand_over(part, by=OWNER, **fields)
    part = session.get_one(ShopOrder, part_id)
    assert part.status == "packed" and part.shipments == []


@pytest.mark.parametrize("stranger", [BUYER, Actor(CUSTOMER, 9), Actor(OFFICER, 9), SYSTEM_ACTOR])
def test_nobody_else_does_the_sellers_work_and_nothing_changes(part_id: int, goods: Product, stranger: Actor) -> None:
    moves = session.query(StateChange).count()
    for act in (
        lambda p: work.accept(p, by=stranger),
        lambda p: work.decline(p, by=stranger, reason="x"),
        lambda p: work.pack(p, by=stranger),
    ):
        with pytest.raises(WrongState), transaction():
            [part] = lock_shop_orders([part_id])
            act(part)
    assert session.query(StateChange).count() == moves and _left(goods) == 7


def test_no_step_is_skipped_and_none_done_twice(part_id: int) -> None:
    for act in (_pack, _send, lambda p: work.deliver(p, by=OWNER), lambda p: work.take_back(p, by=OWNER)):
        with pytest.raises(WrongState), transaction():
            [part] = lock_shop_orders([part_id])
            act(part)
    _do(part_id, _accept)
    with pytest.raises(WrongState), transaction():
        [part] = lock_shop_orders([part_id])
        _accept(part)
    assert session.get_one(ShopOrder, part_id).status == "accepted"


def test_having_seen_it_is_remembered_once(part_id: int) -> None:
    first = _do(part_id, work.note_seen).seen_by_shop_at
    assert first is not None and _do(part_id, work.note_seen).seen_by_shop_at == first


def _unsend(part: ShopOrder) -> None:
    work.withdraw_sending(part, by=OWNER)


def _unrefuse(part: ShopOrder) -> None:
    work.withdraw_refusal(part, by=OWNER)


def _refuse(part: ShopOrder) -> None:
    work.refuse(part, by=OWNER, reason="did_not_want")


def test_a_parcel_said_to_be_sent_by_mistake_was_never_sent(part_id: int, goods: Product) -> None:
    """(8.9)"""
    part = _do(part_id, _accept, _pack, _send, _unsend)
    assert (part.status, part.shipped_at, part.shipments[0].was_sent) == ("packed", None, False)
    assert part.packed_at is not None and find_latest_shipment(part.id) is None
    part = _do(part_id, _send)
    assert [parcel.was_sent for parcel in part.shipments] == [False, True] and part.shipped_at is not None
    part = _do(part_id, _unsend, lambda p: work.decline(p, by=OWNER, reason="too_far"))
    assert part.status == "declined" and _left(goods) == 10 and broken_promises() == []


def test_a_parcel_said_to_be_refused_by_mistake_is_under_way(part_id: int) -> None:
    """(8.9)"""
    part = _do(part_id, _accept, _pack, _send)
    sent_at = part.shipped_at
    part = _do(part_id, _refuse, _unrefuse)
    assert (part.status, part.shipped_at) == ("shipped", sent_at)
    assert [(parcel.ended_at, parcel.outcome) for parcel in part.shipments] == [(None, None)]
    part = _do(part_id, lambda p: work.deliver(p, by=OWNER))
    assert part.shipments[0].outcome == "delivered" and broken_promises() == []


def test_what_is_not_a_mistake_of_today_stands(part_id: int) -> None:
    """Too late, said by the carrier, sent for the second time, taken back already, or never said (8.9)."""
    _do(part_id, _accept, _pack)
    with as_if(now() - WITHDRAWN_WITHIN):
        _do(part_id, _send)
    assert _refused(part_id, _unsend) == "too_late" and _refused(part_id, _unrefuse) == "not_there"
    _do(part_id, _refuse, _unrefuse)
    assert _refused(part_id, _unrefuse) == _refused(part_id, _unsend) == "not_there"
    _do(part_id, lambda p: work.fail_delivery(p, by=OWNER, reason="not_reached"), _send_again)
    assert _refused(part_id, _unsend) == "not_there"
    _do(part_id, lambda p: work.refuse(p, by=Actor(PROVIDER), reason="did_not_want"))
    assert _refused(part_id, _unrefuse) == "not_her_word"


def _send_again(part: ShopOrder) -> None:
    work.send_again(part, by=OWNER, **POST)


def _refused(part_id: int, act: Callable[[ShopOrder], Any]) -> str:
    with pytest.raises(CannotWithdraw) as told:
        _do(part_id, act)
    return str(told.value.facts["why"])
