"""Tiền về: every đồng of the seller's is there once, adds up, and nobody else's is."""

import re

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.queries import position_of
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.payments.models import Payment, Refund
from marketplace.payments.provider_tasks import DISPUTE
from marketplace.payments.services.provider_tasks import raise_task
from marketplace.payments.services.receiving import receive
from marketplace.payments.services.refunds import confirm_refund, record_transfer_back
from marketplace.payments.services.refunds import give_account as give_refund_account
from marketplace.shops.models import Shop, ShopMember
from tests.builders import make_customer, make_shop
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import GUEST_ACTOR, give_account, make_goods, make_order
from tests.visitors import Visitor

CELL = re.compile(r'<td class="n" data-label="([^"]+)">([−0-9.]+)đ</td>')


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        shop = make_shop("Sâm Báo chị Lan")
        give_account(shop)
    return shop


@pytest.fixture
def seller(app: Flask, shop: Shop) -> Browser:
    return Browser(Visitor(app).sign_in(shop.seller.person))


def paid_order(shop: Shop, price_dong: int = 100_000) -> Order:
    with transaction():
        order = make_order((make_goods(shop=shop, price_dong=price_dong), 1), method="vietqr")
        payment = session.query(Payment).filter_by(order_id=order.id).one()
        receive(payment, amount_dong=payment.amount_dong, how="confirmed", reference="FT1", by=seller_of(shop))
    return order


def sums(seller: Browser) -> dict[str, int]:
    """The columns of the ledger, added up as the seller would."""
    added: dict[str, int] = {}
    for column, text in CELL.findall(seller.html):
        added[column] = added.get(column, 0) + int(text.replace(".", "").replace("−", "-"))
    return added


def test_nothing_yet(seller: Browser) -> None:
    seller.open("/seller/money").sees("Còn chuyển cho chị 0đ", "Hai bên đã trả đủ cho nhau.", "Chưa có tiền về")


def test_a_sale_stands_there_with_its_deductions(seller: Browser, shop: Shop) -> None:
    order = paid_order(shop)
    seller.open("/seller/money").sees(f"{order.number}-1", "Bán hàng", "122.000đ", "−1.500đ")
    seller.sees("Chị còn phải nộp phí và thuế 1.500đ")
    seller.follow(f"{order.number}-1").sees("Chị nhận được")


def test_the_ledger_adds_up_to_the_sellers_balance(seller: Browser, shop: Shop) -> None:
    for price_dong in (100_000, 33_333, 250_000):
        paid_order(shop, price_dong)
    added = sums(seller.open("/seller/money"))
    assert added["Bán được"] + added["Trừ phí, thuế"] - added["Chị đã cầm"] == position_of(shop.id) != 0


def test_a_sale_taken_back_leaves_nothing(seller: Browser, shop: Shop) -> None:
    order = paid_order(shop)
    with transaction():
        cancel_shop_order(shop_order_of(order, shop), by=GUEST_ACTOR, reason="changed_mind")
    seller.open("/seller/money").sees("Giảm tiền bán hàng vì hoàn cho khách")
    added = sums(seller)
    assert added["Bán được"] == added["Trừ phí, thuế"] == 0 and added["Chị đã cầm"] == 122_000


def test_a_stranger_sees_none_of_it(app: Flask, seller: Browser, shop: Shop) -> None:
    order = paid_order(shop)
    with transaction():
        owner = make_shop("Gian hàng khác").seller.person
    other = Browser(Visitor(app).sign_in(owner)).open("/seller/money").sees("Chưa có tiền về")
    assert order.number not in other.html


@pytest.mark.parametrize(("role", "status"), [("accountant", 200), ("packer", 403), ("editor", 403)])
def test_who_of_the_team_may(app: Flask, shop: Shop, role: str, status: int) -> None:
    with transaction():
        person = make_customer("Người Giúp Việc")
        session.add(ShopMember(shop_id=shop.id, person_id=person.id, role=role))
    assert Visitor(app).sign_in(person).get("/seller/money").status_code == status


def shop_order_of(order: Order, shop: Shop) -> ShopOrder:
    return lock_shop_order(f"{order.number}-1", shop=session.get_one(Shop, shop.id))


def adds_up(html: str) -> bool:
    """Whether the column of why adds up to its last line."""
    column = html.split('<table class="sums">')[1].split("</table>")[0]
    cells = [
        cell.replace(".", "").replace("đ", "").replace("−", "-") for cell in re.findall(r"<td>([^<]+)</td>", column)
    ]
    *rows, total = map(int, cells)
    return len(rows) >= 2 and sum(rows) == total


def test_what_is_to_be_given_back_is_no_fee_and_no_tax(seller: Browser, shop: Shop) -> None:
    """A transfer taken back: until the customer has it, the sum stands apart; then it is gone (8.6)."""
    order = paid_order(shop)
    with transaction():
        cancel_shop_order(shop_order_of(order, shop), by=GUEST_ACTOR, reason="changed_mind")
    seller.open("/seller/money").sees("Phải trả lại khách 122.000đ", "Hai bên đã trả đủ cho nhau.")
    assert "Chị còn phải nộp phí và thuế" not in seller.text
    with transaction():
        refund = session.query(Refund).one()
        give_refund_account(refund, bank_bin="970436", number="0071000999", holder="TRAN THI KHACH", by=GUEST_ACTOR)
        record_transfer_back(refund, "FT26325", by=seller_of(shop))
    seller.open("/seller/money").sees("Đã gửi trả khách 122.000đ, chờ khách xác nhận", "đừng chuyển lần nữa")
    assert "Phải trả lại khách" not in seller.text and adds_up(seller.html)
    with transaction():
        confirm_refund(session.query(Refund).one(), by=GUEST_ACTOR)
    assert "Phải trả lại khách" not in seller.open("/seller/money").sees("Hai bên đã trả đủ cho nhau.").text


def test_a_partial_refund_leaves_the_fees_of_what_is_kept(seller: Browser, shop: Shop) -> None:
    """One sold, one taken back: her fees are those of the first alone (8.6)."""
    kept, back = paid_order(shop), paid_order(shop, 200_000)
    with transaction():
        cancel_shop_order(shop_order_of(back, shop), by=GUEST_ACTOR, reason="changed_mind")
    seller.open("/seller/money").sees("Chị còn phải nộp phí và thuế 1.500đ", "Phải trả lại khách 222.000đ")
    assert adds_up(seller.html), "«Vì sao ra số này» is a column to add up"
    assert kept.number in seller.text


def test_postage_is_for_the_carrier_and_stands_apart(seller: Browser, shop: Shop) -> None:
    """What she will pay for the parcel does not count as hers (8.6)."""
    order = paid_order(shop)
    page = seller.open("/seller/money").sees("Tiền hàng (đã trừ phí, thuế) 98.500đ")
    page.sees("Phí giao hàng khách trả, để chị trả người giao 22.000đ")
    seller.open(f"/seller/orders/{order.number}-1").sees(
        "Trong đó 22.000đ là phí giao hàng, để chị trả người giao; tiền hàng của chị là 98.500đ."
    )


def test_a_disputed_sum_is_named_while_the_bank_decides(seller: Browser, shop: Shop) -> None:
    """As long as it runs, and no longer (8.6)."""
    order = paid_order(shop)
    for status, is_named in (("needs_response", True), ("won", False)):
        with transaction():
            payment = session.query(Payment).filter_by(order_id=order.id).one()
            detail = f"{status} fraudulent"
            raise_task("stripe", DISPUTE, "dp_1", amount_dong=90_000, payment=payment, detail=detail, due_at=now())
        assert ("Khách đang đòi lại 90.000đ qua ngân hàng" in seller.open("/seller/money").text) is is_named
