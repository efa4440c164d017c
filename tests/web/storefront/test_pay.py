"""Paying as a customer sees it: codes to scan, the way to the card page and back, another way, refunds."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
import zxingcpp
from flask import Flask
from PIL import Image

from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.links import order_path
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import decline
from marketplace.payments import exchanges
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.models import Refund
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.queries.ways import way_of_paying
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.payments.vietqr.payload import decode
from marketplace.web.plumbing.formats import moment
from tests.builders import make_customer
from tests.fakes.stripe_server import FakeStripe
from tests.pages import Browser
from tests.payments.conftest import stripe_fake
from tests.payments.making import (
    account_number_of,
    again,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    set_settings,
    the_payment,
)
from tests.visitors import Visitor, text_of

__all__ = ["stripe_fake"]


def ordered(shops: int = 1, **wishes: Any) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made, **wishes)


def opened(visitor: Visitor, order: Order) -> Visitor:
    """She has followed the link of her order."""
    assert visitor.follow(visitor.get(order_path(order))).status_code == 200
    return visitor


def pay_path(order: Order, more: str = "") -> str:
    return f"/orders/{order.number}/pay{more}"


# Transfers


def test_each_payee_has_a_code_with_everything_to_copy(app: Flask, visitor: Visitor) -> None:
    order = ordered(2)
    opened(visitor, order)
    answer = visitor.get(pay_path(order))
    words = text_of(answer)
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    assert "mỗi gian hàng một mã" in words
    for payment, part in zip(payments_of(order.id), order.shop_orders, strict=True):
        html = answer.get_data(as_text=True)
        for copied in (str(payment.amount_dong), payment.memo, account_number_of(part.shop)):
            assert f'data-copy="{copied}"' in html
        assert part.shop_name in words
    assert "Vietcombank" in words and html.count("data-copy") == 3 * len(order.shop_orders)
    assert html.count("<svg width=") == 2


def test_the_saved_picture_reads_as_exactly_this_transfer(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    payment = the_payment(order)
    answer = visitor.get(pay_path(order, f"/{payment.public_id}.png"))
    assert answer.mimetype == "image/png" and "attachment" in answer.headers["Content-Disposition"]
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(answer.data)))
    payload = decode(read.text)
    assert (payload.bin, payload.account) == ("970436", account_number_of(order.shop_orders[0].shop))
    assert (payload.amount_dong, payload.memo) == (230_000, payment.memo)


def test_a_stranger_sees_nothing(app: Flask, visitor: Visitor, new_visitor: Any) -> None:
    order, payment = ordered(), None
    payment = the_payment(order)
    stranger = new_visitor()
    with transaction():
        customer = make_customer()
    for someone in (stranger, new_visitor().sign_in(customer)):
        for path in ("", "/change", "/return", f"/{payment.public_id}.png", f"/{payment.public_id}/state"):
            assert someone.get(pay_path(order, path)).status_code == 404
        for path in ("/card", "/change", f"/{payment.public_id}/sent"):
            assert someone.post(pay_path(order, path)).status_code in (403, 404)
    assert again(payment).extended_at is None


def test_another_orders_payment_is_not_found(app: Flask, visitor: Visitor) -> None:
    mine, other = ordered(), ordered()
    opened(visitor, mine)
    foreign = the_payment(other).public_id
    assert visitor.get(pay_path(mine, f"/{foreign}.png")).status_code == 404
    assert visitor.get(pay_path(mine, f"/{foreign}/state")).status_code == 404
    assert visitor.post(pay_path(mine, f"/{foreign}/sent")).status_code == 404
    assert again(the_payment(other)).extended_at is None


def test_saying_so_holds_the_goods_once_more(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    path = pay_path(order, f"/{the_payment(order).public_id}/sent")
    answer = visitor.post(path)
    assert answer.status_code == 303
    assert "Gian hàng đã được báo" in text_of(visitor.follow(answer))
    assert "Gian hàng đã được báo rồi" in text_of(visitor.follow(visitor.post(path)))
    assert again(the_payment(order)).extended_at is not None


def test_the_page_says_when_the_money_is_there(app: Flask, visitor: Visitor) -> None:
    order = ordered(2)
    opened(visitor, order)
    first, second = payments_of(order.id)
    assert visitor.get(pay_path(order, f"/{first.public_id}/state")).json == {"reload": False}
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    assert visitor.get(pay_path(order, f"/{first.public_id}/state")).json == {"reload": True}
    page = visitor.get(pay_path(order))
    assert "Đã nhận được tiền" in text_of(page)
    assert page.get_data(as_text=True).count("<svg width=") == 1
    with transaction():
        confirm_transfer(second, by=seller_of(order.shop_orders[1].shop))
    answer = visitor.get(pay_path(order))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/orders/{order.number}")


def test_what_ends_unpaid_is_named_where_another_part_is_paid(app: Flask, visitor: Visitor) -> None:
    """Of two shops' parts one is paid: the deadline is told of the other alone, on the order and where it is paid."""
    order = ordered(2)
    opened(visitor, order)
    paid, due = payments_of(order.id)
    with transaction():
        confirm_transfer(paid, by=seller_of(order.shop_orders[0].shop))
    for path in (f"/orders/{order.number}", pay_path(order)):
        words = text_of(visitor.get(path))
        assert f"Phần hàng của {due.parts[0].shop_order.shop_name} được giữ đến" in words
        assert "riêng phần này tự hủy, phần khác của đơn không đổi" in words and "thì đơn tự hủy" not in words


def test_after_the_time_there_is_nothing_to_pay(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    payment = the_payment(order)
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        assert visitor.get(pay_path(order)).headers["Location"] == f"/orders/{order.number}"
        assert visitor.get(pay_path(order, f"/{payment.public_id}.png")).status_code == 404
        words = text_of(visitor.follow(visitor.follow(visitor.post(pay_path(order, f"/{payment.public_id}/sent")))))
        assert "Đã quá hạn giữ hàng. Gian hàng đã được báo" in words


LATE_REPORTS = {
    "change": ("Đơn này đã đổi sang trả tiền khi nhận hàng. Gian hàng đã được báo", "trước khi thu tiền"),
    "cancel": ("Đơn này đã hủy. Gian hàng đã được báo", "tiền đã vào thì trả lại khách"),
}


@pytest.mark.parametrize("act", LATE_REPORTS)
def test_a_report_after_the_order_changed_is_kept_and_told(
    app: Flask, visitor: Visitor, new_visitor: Any, act: str
) -> None:
    """The page was left open while the order changed in another tab: the payee hears of it all the same."""
    order = ordered()
    opened(visitor, order)
    said = the_payment(order)
    if act == "change":
        visitor.post(pay_path(order, "/change"), {"method": "cod"})
    else:
        visitor.post(f"/orders/{order.number}/cancel", {"reason": "other"})
    sent = pay_path(order, f"/{said.public_id}/sent")
    to_customer, to_seller = LATE_REPORTS[act]
    words = text_of(visitor.follow(visitor.follow(visitor.post(sent))))
    assert to_customer in words and "quá hạn" not in words and "đã chuyển 230.000đ cho phần này" in words
    while outbox.run_due():
        pass
    seller = new_visitor().sign_in(order.shop_orders[0].shop.seller.person)
    assert "Khách từng báo đã chuyển, đơn đã đổi" in text_of(seller.get("/seller/transfers"))
    assert to_seller in text_of(seller.get(f"/seller/orders/{order.shop_orders[0].number}"))
    assert "Khách báo đã chuyển 230.000đ" in (told := text_of(seller.get("/seller/notices"))) and "đơn đã đổi" in told
    assert "Gian hàng đã được báo rồi" in text_of(visitor.follow(visitor.follow(visitor.post(sent))))
    assert broken_promises() == []


def test_a_report_of_money_that_came_says_so(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(order.shop_orders[0].shop))
    answer = visitor.post(pay_path(order, f"/{the_payment(order).public_id}/sent"))
    assert "đã được ghi nhận là đã tới" in text_of(visitor.follow(visitor.follow(answer)))


# Cards


def test_a_slow_card_provider_is_called_slow_with_what_to_do(
    app: Flask, visitor: Visitor, stripe_fake: FakeStripe
) -> None:
    """Its calls are all taken: she reads so, with nothing lost, on the way there and on the way back (8.28)."""
    order = ordered(method="stripe_checkout")
    opened(visitor, order)
    calls = [stripe_api._calls.acquire() for _ in range(stripe_api.MOST_AT_ONCE)]
    try:
        page = visitor.follow(visitor.post(pay_path(order, "/card"), {}))
        assert page.status_code == 200 and "Cổng thẻ đang chậm" in text_of(page)
        assert "Đổi cách trả tiền" in text_of(page) and "Trả 230.000đ bằng thẻ" in text_of(page)
    finally:
        for _ in calls:
            stripe_api._calls.release()
    visitor.post(pay_path(order, "/card"), {})
    calls = [stripe_api._calls.acquire() for _ in range(stripe_api.MOST_AT_ONCE)]
    try:
        assert "đang trả lời chậm" in text_of(visitor.get(pay_path(order, "/return")))
    finally:
        for _ in calls:
            stripe_api._calls.release()
    assert "đang trả lời chậm" not in text_of(visitor.get(pay_path(order, "/return")))


def test_the_way_to_the_card_page_and_back(app: Flask, visitor: Visitor, stripe_fake: FakeStripe) -> None:
    order = ordered(method="stripe_checkout")
    opened(visitor, order)
    assert "Trả 230.000đ bằng thẻ" in text_of(visitor.get(pay_path(order)))
    answer = visitor.post(pay_path(order, "/card"))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(stripe_fake.base_url)
    assert "Chưa thấy tiền về" in text_of(visitor.get(pay_path(order, "/return")))
    with transaction():
        the_payment(order).provider_asked_at = None
    stripe_fake.pay(the_payment(order).provider_ref)
    back = visitor.get(pay_path(order, "/return"))
    assert back.headers["Location"] == f"/orders/{order.number}"
    assert "Đã nhận được tiền" in text_of(visitor.follow(back))
    assert broken_promises() == []


def test_the_return_page_is_lost_and_the_poll_or_the_webhook_tells(
    app: Flask, visitor: Visitor, stripe_fake: FakeStripe
) -> None:
    order = ordered(method="stripe_checkout")
    opened(visitor, order)
    visitor.post(pay_path(order, "/card"))
    payment = the_payment(order)
    stripe_fake.pay(payment.provider_ref)
    assert visitor.get(pay_path(order, f"/{payment.public_id}/state")).json == {"reload": True}
    assert again(order).shop_orders[0].status == "new"


def test_a_forged_return_pays_nothing(app: Flask, visitor: Visitor, stripe_fake: FakeStripe) -> None:
    order = ordered(method="stripe_checkout")
    opened(visitor, order)
    visitor.post(pay_path(order, "/card"))
    for forged in ("?session_id=cs_test_1&payment_status=paid", "?paid=1", "?status=complete"):
        visitor.get(pay_path(order, "/return" + forged))
    assert again(the_payment(order)).status == "pending"


@pytest.mark.parametrize("kind", ["down", "500", "429", "garbage"])
def test_the_provider_is_away_and_the_customer_is_told_what_to_do(
    app: Flask, visitor: Visitor, stripe_fake: FakeStripe, kind: Any
) -> None:
    order = ordered(method="stripe_checkout")
    opened(visitor, order)
    stripe_fake.fail_next(kind, times=2)
    words = text_of(visitor.follow(visitor.post(pay_path(order, "/card"))))
    assert "Chưa có khoản nào bị trừ" in words and "Đổi cách trả tiền" in words
    assert visitor.post(pay_path(order, "/card")).headers["Location"].startswith(stripe_fake.base_url)


def test_without_a_card_payment_the_card_page_leads_nowhere(
    app: Flask, visitor: Visitor, stripe_fake: FakeStripe
) -> None:
    order = ordered()
    opened(visitor, order)
    assert visitor.post(pay_path(order, "/card")).headers["Location"] == pay_path(order)
    assert visitor.get(pay_path(order, "/return")).headers["Location"] == pay_path(order)
    assert stripe_fake.calls == []


# Another way


def test_changing_to_cash_and_to_transfer(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    assert "còn phải trả 230.000đ" in text_of(visitor.get(pay_path(order, "/change")))
    answer = visitor.post(pay_path(order, "/change"), {"method": "cod"})
    assert answer.headers["Location"] == f"/orders/{order.number}"
    assert "Đã đổi sang trả tiền khi nhận hàng" in text_of(visitor.follow(answer))
    answer = visitor.post(pay_path(order, "/change"), {"method": "vietqr"})
    assert answer.headers["Location"] == pay_path(order)
    assert way_of_paying(again(order).shop_orders[0]).method == "vietqr"
    assert broken_promises() == []


def test_the_present_payment_method_is_the_one_marked(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    visitor.post(pay_path(order, "/change"), {"method": "cod"})
    page = Browser(visitor).open(pay_path(order, "/change"))
    assert page.form("Dùng cách này").fields["method"] == "cod"


def test_a_way_that_cannot_be_is_refused_at_the_field(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    set_settings(card_enabled=False)
    for wish in ({}, {"method": "stripe_checkout"}, {"method": "' OR 1=1"}):
        answer = visitor.post(pay_path(order, "/change"), wish)
        assert answer.status_code == 422
        assert "Chưa gửi được" in text_of(answer)
    assert [payment.status for payment in payments_of(order.id)] == ["pending"]


def test_what_is_paid_is_not_changed(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(order.shop_orders[0].shop))
    for answer in (
        visitor.get(pay_path(order, "/change")),
        visitor.post(pay_path(order, "/change"), {"method": "cod"}),
    ):
        assert answer.headers["Location"] == f"/orders/{order.number}"
    assert again(order).shop_orders[0].money_status == "paid"


def test_goods_that_are_gone_end_the_change_kindly(app: Flask, visitor: Visitor) -> None:
    from marketplace.inventory.services import correct_stock, expire_holds

    order = ordered()
    opened(visitor, order)
    shop = order.shop_orders[0].shop
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        with transaction():
            expire_holds()
        with transaction():
            correct_stock(order.shop_orders[0].lines[0].variant_id, 0, seller_of(shop))
        words = text_of(visitor.follow(visitor.post(pay_path(order, "/change"), {"method": "cod"})))
    assert "Mời quý khách đặt lại đơn mới" in words


# Money back


@pytest.fixture
def owed(app: Flask) -> Order:
    """An order paid by transfer which the seller then could not deliver."""
    order = ordered()
    shop = order.shop_orders[0].shop
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller_of(shop), reason="sold_out")
    return again(order)


def refund_path(order: Order, more: str = "") -> str:
    return f"/orders/{order.number}/refunds/{the_refund().public_id}{more}"


def the_refund() -> Refund:
    session.rollback()
    session.expire_all()
    return session.query(Refund).one()


ACCOUNT = {"bank": "970436", "number": "0071 000 999", "holder": "Trần Thị Khách"}


def test_the_customer_gives_the_account_for_her_refund(owed: Order, visitor: Visitor) -> None:
    opened(visitor, owed)
    assert "Nhận tiền vào tài khoản nào?" in text_of(visitor.get(refund_path(owed)))
    page = text_of(visitor.follow(visitor.post(refund_path(owed), ACCOUNT)))
    assert "Đã ghi số tài khoản" in page and "0071000999" not in page and "TRAN THI KHACH" in page


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"bank": ""}, "Mời chọn ngân hàng."),
        ({"bank": "000000"}, "Mời chọn ngân hàng trong danh sách."),
        ({"number": "12"}, "từ 4 đến 19 ký tự"),
        ({"number": ""}, "Vui lòng nhập số tài khoản."),
        ({"holder": ""}, "Vui lòng nhập tên chủ tài khoản"),
    ],
)
def test_a_bad_account_is_refused_at_the_field_and_kept(
    owed: Order, visitor: Visitor, wish: dict[str, str], words: str
) -> None:
    opened(visitor, owed)
    answer = visitor.post(refund_path(owed), ACCOUNT | wish)
    assert answer.status_code == 422
    assert text_of(answer).count(words) >= 2
    if "number" not in wish:
        assert "0071 000 999" in answer.get_data(as_text=True)
    assert the_refund().to_account is None


def test_a_stranger_gives_no_account(owed: Order, visitor: Visitor) -> None:
    assert visitor.get(refund_path(owed)).status_code == 404
    assert visitor.post(refund_path(owed), ACCOUNT).status_code in (403, 404)
    other = ordered()
    opened(visitor, other)
    assert visitor.post(f"/orders/{other.number}/refunds/{the_refund().public_id}", ACCOUNT).status_code == 404
    assert the_refund().to_account is None


def test_she_says_that_it_arrived_or_did_not(owed: Order, visitor: Visitor) -> None:
    from marketplace.payments.services.refunds import record_transfer_back

    opened(visitor, owed)
    visitor.post(refund_path(owed), ACCOUNT)
    shop = owed.shop_orders[0].shop
    for more, status, words in (
        ("/missing", "failed", "kiểm tra số tài khoản"),
        ("/arrived", "done", "Khoản hoàn tiền này đã xong"),
    ):
        if the_refund().status == "failed":
            visitor.post(refund_path(owed), ACCOUNT)
        with transaction():
            record_transfer_back(the_refund(), "FT9", by=seller_of(shop))
        assert "Tiền đã tới chưa?" in text_of(visitor.get(refund_path(owed)))
        assert words in text_of(visitor.follow(visitor.post(refund_path(owed, more))))
        assert the_refund().status == status
    assert again(owed).shop_orders[0].money_status == "refunded"
    assert broken_promises() == []


def test_nothing_is_confirmed_before_it_was_sent(owed: Order, visitor: Visitor) -> None:
    opened(visitor, owed)
    for more in ("/arrived", "/missing"):
        assert "vừa thay đổi" in text_of(visitor.follow(visitor.post(refund_path(owed, more))))
    assert the_refund().status == "requested"


def test_the_order_page_leads_to_the_refund(owed: Order, visitor: Visitor) -> None:
    opened(visitor, owed)
    assert refund_path(owed) in visitor.get(f"/orders/{owed.number}").get_data(as_text=True)


def test_a_card_page_for_two_shops_names_the_whole_sum(app: Flask, visitor: Visitor, stripe_fake: FakeStripe) -> None:
    order = ordered(2, method="stripe_checkout")
    opened(visitor, order)
    visitor.post(pay_path(order, "/card"))
    assert stripe_fake.sessions()[0]["amount_total"] == 460_000
    assert exchanges.recheck_payment(the_payment(order).id) == "noted"


def test_a_reported_transfer_counts_and_the_shorter_hold_of_the_rest_is_told(app: Flask, visitor: Visitor) -> None:
    order = ordered(2)
    opened(visitor, order)
    first, second = payments_of(order.id)
    with transaction():
        again(second).expires_at = now() + timedelta(hours=5)
    visitor.post(pay_path(order, f"/{first.public_id}/sent"))
    words = text_of(visitor.get(f"/orders/{order.number}"))
    assert "Đã báo chuyển 230.000đ; còn phải trả 230.000đ bằng chuyển khoản." in words
    of_second = second.parts[0].shop_order.shop_name
    assert f"Phần hàng của {of_second} được giữ đến {moment(again(second).expires_at)}" in words
    visitor.post(pay_path(order, f"/{second.public_id}/sent"))
    assert "Quý khách đã báo chuyển khoản 460.000đ" in text_of(visitor.get(f"/orders/{order.number}"))


def test_cancelling_says_whether_money_goes_back(app: Flask, visitor: Visitor) -> None:
    order = ordered(2)
    opened(visitor, order)
    first, _second = payments_of(order.id)

    def asked(part: int) -> str:
        return text_of(visitor.get(f"/orders/{order.number}/cancel?part={order.number}-{part}"))

    assert "hoàn lại" not in asked(1) and "trả lại" not in asked(1)
    visitor.post(pay_path(order, f"/{first.public_id}/sent"))
    assert "Nếu tiền quý khách báo chuyển đã tới nơi" in asked(1) and "báo chuyển" not in asked(2)
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    assert "Quý khách đã trả 230.000đ và được hoàn lại toàn bộ." in asked(1)

    def done(part: int) -> str:
        asked_for = {"part": f"{order.number}-{part}", "reason": "other"}
        return text_of(visitor.follow(visitor.post(f"/orders/{order.number}/cancel", asked_for)))

    assert "Đã hủy. 230.000đ đã trả sẽ được hoàn lại." in done(1)
    assert "Đã hủy. Quý khách không phải trả tiền." in done(2)


def test_who_reported_a_transfer_is_warned_before_changing_and_reminded_after(app: Flask, visitor: Visitor) -> None:
    order = ordered()
    opened(visitor, order)
    warning = f"Quý khách đã báo chuyển 230.000đ cho {order.shop_orders[0].shop_name}."
    assert warning not in text_of(visitor.get(pay_path(order, "/change")))
    visitor.post(pay_path(order, f"/{the_payment(order).public_id}/sent"))
    words = text_of(visitor.get(pay_path(order, "/change")))
    assert warning in words and "gian hàng vẫn kiểm tra tài khoản trước khi thu" in words
    after = text_of(visitor.follow(visitor.post(pay_path(order, "/change"), {"method": "cod"})))
    assert "Quý khách từng báo đã chuyển 230.000đ cho phần này." in after
    assert warning in text_of(visitor.get(pay_path(order, "/change")))


def test_a_reported_transfer_is_called_unpaid_nowhere(app: Flask, visitor: Visitor) -> None:
    """(8.14) From her report on, customer and seller read that the account is being checked."""
    order = ordered(2)
    opened(visitor, order)
    first, second = payments_of(order.id)
    visitor.post(pay_path(order, f"/{first.public_id}/sent"))
    page = text_of(visitor.get(f"/orders/{order.number}"))
    assert page.count("Đã báo chuyển khoản, đang kiểm tra") == page.count("Chưa trả tiền") == 1
    assert "Quá giờ đó mà chưa trả thì riêng phần này tự hủy" in page, "a deadline says what comes after it"
    visitor.post(pay_path(order, f"/{second.public_id}/sent"))
    page = text_of(visitor.get(f"/orders/{order.number}"))
    assert "Chưa trả tiền" not in page and page.count("Đã báo chuyển khoản, đang kiểm tra") == 2
    assert "tiền tới sau thì đơn được nối lại, hoặc tiền được trả lại" in page
    part = order.shop_orders[0]
    seller = Browser(Visitor(app).sign_in(part.shop.seller.person)).open(f"/seller/orders/{part.number}")
    seller.sees("Khách báo đã chuyển tiền", "Đã báo chuyển khoản, đang kiểm tra").follow("Xem khoản chuyển này")
    assert seller.address.endswith(f"/seller/transfers/{first.public_id}")
