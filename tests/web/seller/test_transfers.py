"""A seller's transfers: she confirms what came, settles what fits nothing, and sends back what is owed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core import outbox
from marketplace.core.clock import local_date, now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerTransaction
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.orders.services.fulfilment import decline
from marketplace.payments.models import BankTransaction, Refund
from marketplace.payments.queries.payments import count_transfers_to
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.deposits import match_bank_transaction
from marketplace.payments.services.refunds import confirm_refund, deny_refund, give_account
from marketplace.payments.services.transfers import confirm_transfer, say_transferred
from marketplace.rules.bank_accounts import account_fingerprint
from marketplace.shops.models import Shop, ShopMember
from tests.builders import make_customer, make_officer, make_operator
from tests.pages import Browser
from tests.payments.making import (
    BUYER,
    account_number_of,
    again,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    the_payment,
)
from tests.visitors import Visitor, text_of


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop()


@pytest.fixture
def seller(shop: Shop, visitor: Visitor) -> Visitor:
    return visitor.sign_in(shop.seller.person)


@pytest.fixture
def order(shop: Shop) -> Order:
    return placed(shop)


def transfer_path(order: Order, more: str = "") -> str:
    return f"/seller/transfers/{the_payment(order).public_id}{more}"


def test_she_looks_twice_and_confirms(order: Order, seller: Visitor) -> None:
    with transaction():
        say_transferred(the_payment(order), by=BUYER)
    assert "Khách báo đã chuyển" in text_of(seller.get("/seller/transfers"))
    words = text_of(seller.get(transfer_path(order)))
    assert "230.000đ" in words and the_payment(order).memo in words
    assert "Đã nhận đủ 230.000đ?" in text_of(seller.get(transfer_path(order, "/confirm")))
    assert again(the_payment(order)).status == "pending"
    assert "Đã ghi nhận tiền" in text_of(seller.follow(seller.post(transfer_path(order, "/confirm"))))
    assert "từ trước" in text_of(seller.follow(seller.post(transfer_path(order, "/confirm"))))
    assert again(order).shop_orders[0].status == "new"
    assert "Đã nhận được tiền lúc" in text_of(seller.get(transfer_path(order)))
    assert seller.get(transfer_path(order, "/confirm")).status_code == 303
    assert broken_promises() == []


@pytest.mark.parametrize(("chosen", "counted"), [(-1, -1), (0, 0), (None, -1)])
def test_money_of_yesterday_that_she_confirms_today_is_yesterdays(
    order: Order, seller: Visitor, chosen: int | None, counted: int
) -> None:
    """She is asked for the bank's day; the day on which the customer said she paid stands first chosen (8.30)."""
    day = lambda ago: (today() + timedelta(days=ago)).isoformat()  # noqa: E731
    path = transfer_path(order, "/confirm")
    assert 'name="came_on"' not in seller.get(path).get_data(as_text=True)
    with transaction():
        payment = again(the_payment(order))
        payment.created_at, payment.extended_at = now() - timedelta(days=2), now() - timedelta(days=1)
    page = seller.get(path).get_data(as_text=True)
    assert f'<option selected value="{day(-1)}">' in page and day(-2) in page and day(-3) not in page
    assert seller.post(path, {"came_on": day(-3)}).status_code == 422
    assert again(the_payment(order)).status == "pending"
    seller.post(path, {"came_on": day(chosen)} if chosen is not None else {})
    [part], [posted] = again(order).shop_orders, session.query(LedgerTransaction).all()
    assert local_date(part.paid_at) == local_date(posted.occurred_at) == today() + timedelta(days=counted)
    assert broken_promises() == []


def test_her_identity_must_be_fresh(order: Order, seller: Visitor) -> None:
    with time_machine.travel(now() + timedelta(minutes=20), tick=True):
        for answer in (
            seller.get(transfer_path(order, "/confirm")),
            seller.post(transfer_path(order, "/confirm")),
        ):
            assert answer.status_code == 303 and "/prove" in answer.headers["Location"]
    assert again(the_payment(order)).status == "pending"


def test_strangers_find_nothing_and_change_nothing(order: Order, shop: Shop, new_visitor: Any) -> None:
    with transaction():
        other = make_paid_shop()
        packer = make_customer("Lê Thị Gói")
        session.add(ShopMember(shop_id=shop.id, person_id=packer.id, role="packer"))
        officer, operator = make_officer(), make_operator()
        deposit_id = stray_notice(shop, "abc", 5_000)
    for person, status in (
        (other.seller.person, 404),
        (packer, 403),
        (officer, 403),
        (operator, 403),
        (make_customer_now(), 403),
    ):
        stranger = new_visitor().sign_in(person)
        assert stranger.get(transfer_path(order)).status_code == status
        assert stranger.post(transfer_path(order, "/confirm")).status_code == status
        assert stranger.post(f"/seller/transfers/stray/{deposit_id}", {"what": "aside"}).status_code == status
    assert again(the_payment(order)).status == "pending"


def make_customer_now() -> Any:
    with transaction():
        return make_customer("Người Lạ")


def test_late_money_is_still_the_sellers_to_confirm(order: Order, seller: Visitor) -> None:
    from marketplace.payments.jobs import end_overdue_payments

    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        with transaction():
            pass
        seller = Visitor(seller.app).sign_in(order.shop_orders[0].shop.seller.person)
        assert "hết hạn chờ tiền" in text_of(seller.get(transfer_path(order)))
        seller.post(transfer_path(order, "/confirm"))
    assert again(order).shop_orders[0].status == "new"


# Money that fits nothing


def stray_notice(shop: Shop, memo: str, amount_dong: int) -> int:
    deposit = BankTransaction(
        feed="test",
        account_fingerprint=account_fingerprint("970436", account_number_of(shop)),
        account_shown={"bin": "970436", "number_masked": "10•••300"},
        reference=f"FT{amount_dong}",
        amount_dong=amount_dong,
        memo=memo,
    )
    session.add(deposit)
    session.flush()
    match_bank_transaction(deposit.id)
    return deposit.id


def came(shop: Shop, memo: str, amount_dong: int) -> int:
    with transaction():
        return stray_notice(shop, memo, amount_dong)


def test_she_says_for_which_order_stray_money_was(order: Order, shop: Shop, seller: Visitor) -> None:
    deposit_id = came(shop, "quen ghi", 230_000)
    path = f"/seller/transfers/stray/{deposit_id}"
    assert "Không thấy mã đơn" in text_of(seller.get("/seller/transfers"))
    assert order.shop_orders[0].number in text_of(seller.get(path))
    wish = {"what": "attach", "payment": the_payment(order).public_id, "note": "khách gọi báo"}
    assert "Đã ghép tiền" in text_of(seller.follow(seller.post(path, wish)))
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []


def test_the_order_that_a_memo_names_is_said_and_still_hers_to_choose(
    order: Order, shop: Shop, seller: Visitor
) -> None:
    """Money is never put to an order that was chosen beforehand (8.4)."""
    page = Browser(seller).open(f"/seller/transfers/stray/{came(shop, the_payment(order).memo or '', 200_000)}")
    page.sees("đúng nội dung chuyển khoản")
    form = page.form("Ghi lại")
    assert form.fields["payment"] == "" and "what" not in form.fields


def test_part_of_the_money_is_kept_until_the_rest_comes(order: Order, shop: Shop, seller: Visitor) -> None:
    deposit_id = came(shop, the_payment(order).memo or "", 200_000)
    wish = {"what": "attach", "payment": the_payment(order).public_id, "note": "thiếu"}
    answer = seller.post(f"/seller/transfers/stray/{deposit_id}", wish)
    assert "còn thiếu tiền" in text_of(seller.follow(answer))
    assert again(the_payment(order)).status == "pending"


def test_she_gives_it_back_or_puts_it_aside(order: Order, shop: Shop, seller: Visitor) -> None:
    first, second = came(shop, "a", 1_000), came(shop, "b", 2_000)
    wish = {"what": "return", "reference": "FT77", "note": "chuyển nhầm"}
    assert "đã trả lại" in text_of(seller.follow(seller.post(f"/seller/transfers/stray/{first}", wish)))
    wish = {"what": "aside", "note": "em gái gửi"}
    assert "cất đi" in text_of(seller.follow(seller.post(f"/seller/transfers/stray/{second}", wish)))
    assert "Đã được xử lý" in text_of(seller.get(f"/seller/transfers/stray/{first}")).replace("đã được", "Đã được")
    again_words = text_of(seller.follow(seller.post(f"/seller/transfers/stray/{first}", wish)))
    assert "vừa thay đổi" in again_words


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({}, "Mời chọn một cách xử lý."),
        ({"what": "keep", "note": "x"}, "Mời chọn một cách xử lý."),
        ({"what": "aside"}, "Vui lòng ghi một câu lý do"),
        ({"what": "attach", "note": "x"}, "Mời chọn đơn hàng."),
        ({"what": "attach", "payment": "nobody", "note": "x"}, "Mời chọn đơn hàng."),
        ({"what": "return", "note": "x"}, "Vui lòng nhập mã giao dịch"),
    ],
)
def test_a_form_half_filled_in_is_explained(
    order: Order, shop: Shop, seller: Visitor, wish: dict[str, str], words: str
) -> None:
    deposit_id = came(shop, "x", 9_000)
    answer = seller.post(f"/seller/transfers/stray/{deposit_id}", wish)
    assert answer.status_code == 422
    assert text_of(answer).count(words) >= 2
    assert session.get_one(BankTransaction, deposit_id).settled_at is None


# Refunds that the seller sends


@pytest.fixture
def owed(order: Order, shop: Shop) -> Order:
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller_of(shop), reason="sold_out")
    return again(order)


def the_refund() -> Refund:
    session.rollback()
    session.expire_all()
    return session.query(Refund).one()


def refund_path(more: str = "") -> str:
    return f"/seller/transfers/refunds/{the_refund().public_id}{more}"


def give() -> None:
    with transaction():
        give_account(the_refund(), bank_bin="970436", number="0071000999", holder="TRAN THI KHACH", by=BUYER)


def test_she_sends_the_money_back(owed: Order, seller: Visitor) -> None:
    assert "Cần trả lại khách" in text_of(seller.get("/seller/transfers"))
    assert "Khách chưa ghi số tài khoản" in text_of(seller.get(refund_path()))
    give()
    page = seller.get(refund_path())
    assert "Hết hàng" in text_of(page) and "0071000999" not in page.get_data(as_text=True)
    shown = seller.post(refund_path("/reveal"))
    assert "0071000999" in shown.get_data(as_text=True) and "no-store" in shown.headers["Cache-Control"]
    assert session.query(AuditEntry).filter_by(action="refund.account_revealed").count() == 1
    assert "Vui lòng nhập mã giao dịch" in text_of(seller.post(refund_path("/sent"), {"reference": ""}))
    assert "Khách sẽ được hỏi" in text_of(seller.follow(seller.post(refund_path("/sent"), {"reference": "FT5"})))
    assert (the_refund().status, the_refund().bank_reference) == ("sent", "FT5")
    assert "FT5" in text_of(seller.get(refund_path()))
    seller.post(refund_path("/sent"), {"reference": "FT6"})
    assert the_refund().bank_reference == "FT5"
    assert "230.000đ" in text_of(seller.get("/seller/refunds"))


def test_it_did_not_arrive_and_the_seller_sends_again(owed: Order, seller: Visitor) -> None:
    give()
    seller.post(refund_path("/sent"), {"reference": "FT5"})
    with transaction():
        deny_refund(the_refund(), by=BUYER)
    assert "Khách báo chưa nhận được tiền" in text_of(seller.get(refund_path()))
    seller.post(refund_path("/again"))
    assert the_refund().status == "requested"


def test_another_shop_sees_and_sends_nothing(owed: Order, new_visitor: Any) -> None:
    give()
    with transaction():
        other = make_paid_shop()
    stranger = new_visitor().sign_in(other.seller.person)
    assert stranger.get(refund_path()).status_code == 404
    for more in ("/reveal", "/sent", "/again"):
        assert stranger.post(refund_path(more), {"reference": "x"}).status_code == 404
    assert the_refund().status == "requested"
    assert session.query(AuditEntry).filter_by(action="refund.account_revealed").count() == 0


def test_with_nothing_to_do_the_pages_say_so(seller: Visitor) -> None:
    assert "Không có khoản nào đang chờ" in text_of(seller.get("/seller/transfers"))
    assert "Không có khoản nào" in text_of(seller.get("/seller/refunds"))


# What the seller may still see of a customer (promise P4)


def test_a_day_after_ninety_the_customer_is_hidden_from_transfers(order: Order, shop: Shop, app: Flask) -> None:
    from marketplace.payments.jobs import end_overdue_payments

    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
    for days, seen in ((80, True), (92, False)):
        with time_machine.travel(now() + timedelta(days=days), tick=True):
            later = Visitor(app).sign_in(shop.seller.person)
            for more in ("", "/confirm"):
                page = later.get(transfer_path(order, more))
                assert page.status_code == 200 and ("Trần Thị Khách" in text_of(page)) is seen


@pytest.mark.parametrize("has_account", [False, True])
def test_a_day_after_ninety_the_customer_is_hidden_from_refunds(
    owed: Order, shop: Shop, app: Flask, has_account: bool
) -> None:
    if has_account:
        give()
    for days, seen in ((89, True), (91, False)):
        with time_machine.travel(now() + timedelta(days=days), tick=True):
            later = Visitor(app).sign_in(shop.seller.person)
            words = text_of(later.get(refund_path()))
            assert ("Trần Thị Khách" in words) is seen
            assert ("0912 000 111" in words) is (seen and not has_account)
            assert ("TRAN THI KHACH" in words) is (seen and has_account)
            if has_account:
                assert "TRAN THI KHACH" in text_of(later.post(refund_path("/reveal")))


def test_cash_on_delivery_is_no_transfer(shop: Shop, seller: Visitor) -> None:
    cash = placed(shop, method="cod")
    for more in ("", "/confirm"):
        assert seller.get(transfer_path(cash, more)).status_code == 404
    assert seller.post(transfer_path(cash, "/confirm")).status_code == 404
    assert again(the_payment(cash)).status == "pending"


# A transfer reported before the customer chose another way


@pytest.fixture
def changed(order: Order) -> str:
    """The address of a transfer that was reported; its order is to be paid at the door now."""
    said = transfer_path(order)
    with transaction():
        say_transferred(the_payment(order), by=BUYER)
    with transaction():
        change_method(again(order), "cod", BUYER)
    return said


def walk(order: Order, *steps: str) -> None:
    """The parcel goes its way, by the post office."""
    moves: dict[str, Any] = {
        "accept": fulfilment.accept,
        "pack": fulfilment.pack,
        "send": lambda part, by: fulfilment.hand_over(part, by=by, carrier="post_office", tracking_number="EE12345678"),
        "refuse": lambda part, by: fulfilment.refuse(part, by=by, reason="other"),
        "deliver": fulfilment.deliver,
    }
    for step in steps:
        with transaction():
            [part] = lock_shop_orders([order.shop_orders[0].id])
            moves[step](part, by=seller_of(part.shop))


def test_the_seller_is_told_wherever_she_would_collect_cash(order: Order, changed: str, seller: Visitor) -> None:
    page = f"/seller/orders/{order.shop_orders[0].number}"
    assert "Khách từng báo đã chuyển 230.000đ, chị xem tài khoản trước khi thu tiền." in text_of(seller.get(page))
    assert changed in seller.get(page).get_data(as_text=True)
    assert "1 khách báo đã chuyển tiền" in text_of(seller.get("/seller"))
    assert "Khách từng báo đã chuyển, đơn đã đổi" in text_of(seller.get("/seller/transfers"))
    words = text_of(seller.get(changed))
    assert "Đơn này nay trả tiền khi nhận hàng." in words and "hết hạn" not in words and "Giữ hàng đến" not in words
    walk(order, "accept")
    assert "Khách từng báo đã chuyển 230.000đ" in text_of(seller.get(page + "/slip"))
    assert "Đã ghi: chưa thấy tiền." in text_of(seller.follow(seller.post(changed + "/not-found")))
    assert "từng báo" not in text_of(seller.get(page)) + text_of(seller.get(page + "/slip"))
    assert "Không có khoản nào đang chờ" in text_of(seller.get("/seller/transfers"))
    assert "chị đã ghi là chưa thấy tiền" in text_of(seller.get(changed))


def test_a_packer_reads_it_without_a_way_to_the_money(order: Order, changed: str, shop: Shop, new_visitor: Any) -> None:
    with transaction():
        packer = make_customer("Lê Thị Gói")
        session.add(ShopMember(shop_id=shop.id, person_id=packer.id, role="packer"))
    packers_visit = new_visitor().sign_in(packer)
    page = packers_visit.get(f"/seller/orders/{order.shop_orders[0].number}")
    assert "Khách từng báo đã chuyển 230.000đ" in text_of(page) and changed not in page.get_data(as_text=True)
    assert packers_visit.post(changed + "/not-found").status_code == 403
    assert count_transfers_to(shop.id) == 1


def test_nothing_is_searched_in_vain_while_it_is_waited_for(order: Order, seller: Visitor) -> None:
    assert "vừa thay đổi" in text_of(seller.follow(seller.post(transfer_path(order, "/not-found"))))
    assert "Chưa thấy tiền" not in text_of(seller.get(transfer_path(order)))


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "Đơn hàng đang chờ chị nhận."),
        (["accept"], "phiếu cũ còn ghi thu hộ"),
        (["accept", "pack", "send"], "chị báo bưu điện hoặc người giao bỏ thu hộ"),
        (["accept", "pack", "send", "refuse"], "Hàng đang về"),
        (["accept", "pack", "send", "deliver"], "Đơn hàng này xong rồi."),
    ],
)
def test_what_the_money_means_follows_the_parcel(
    order: Order, changed: str, seller: Visitor, steps: list[str], words: str
) -> None:
    walk(order, *steps)
    said = text_of(seller.follow(seller.post(changed + "/confirm")))
    assert words in said and ("chờ chị nhận" in said) == (not steps)
    assert again(order).shop_orders[0].money_status == "paid"


def test_money_that_came_twice_goes_back(order: Order, changed: str, seller: Visitor) -> None:
    walk(order, "accept", "pack", "send", "deliver")
    seller.post(f"/seller/orders/{order.shop_orders[0].number}/collect")
    assert "Đơn này đã trả tiền bằng cách khác." in text_of(seller.get(changed))
    assert "đơn đã được trả từ trước" in text_of(seller.follow(seller.post(changed + "/confirm")))
    assert the_refund().reason == "paid_twice" and broken_promises() == []


def test_the_order_of_an_old_transfer_may_have_ended_or_wait_for_another(
    order: Order, changed: str, seller: Visitor
) -> None:
    with transaction():
        change_method(again(order), "vietqr", BUYER)
    assert "Khách đang trả đơn này bằng cách khác." in text_of(seller.get(changed))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        cancel_shop_order(part, by=BUYER, reason="other")
    assert "Đơn này đã hủy." in text_of(seller.get(changed))
    page = text_of(seller.get(f"/seller/orders/{order.shop_orders[0].number}"))
    assert "tiền đã vào thì trả lại khách" in page
    assert "đơn không còn nữa" in text_of(seller.follow(seller.post(changed + "/confirm")))


# A refund on the seller's order page, in her list and among her tasks


def test_each_stage_of_a_refund_says_how_much_who_and_what_now(owed: Order, seller: Visitor) -> None:
    page = f"/seller/orders/{owed.shop_orders[0].number}"

    def said(*words: str) -> None:
        for place in (page, "/seller/refunds"):
            seen = text_of(seller.get(place))
            assert all(one in seen for one in words), seen

    said("Chị trả lại khách 230.000đ. Khách chưa ghi số tài khoản: có số, chị được nhắn để chuyển.")
    assert refund_path() in seller.get(page).get_data(as_text=True)
    assert "cần trả lại khách" not in text_of(seller.get("/seller"))
    give()
    said("Khách đã ghi số tài khoản. Chị chuyển trả 230.000đ rồi ghi mã giao dịch.")
    assert "Chuyển trả khách" in text_of(seller.get(page))
    assert "1 khoản cần trả lại khách" in text_of(seller.get("/seller"))
    seller.post(refund_path("/sent"), {"reference": "FT5"})
    said("Chị đã chuyển trả 230.000đ. Đang chờ khách xác nhận đã nhận được.")
    assert "cần trả lại khách" not in text_of(seller.get("/seller"))
    with transaction():
        deny_refund(the_refund(), by=BUYER)
    said("Khách chưa nhận được 230.000đ chị chuyển trả.")
    assert "1 khoản cần trả lại khách" in text_of(seller.get("/seller"))
    seller.post(refund_path("/again"))
    seller.post(refund_path("/sent"), {"reference": "FT6"})
    with transaction():
        confirm_refund(the_refund(), by=BUYER)
    said("Khách đã nhận lại 230.000đ.")


def test_the_list_of_refunds_says_what_they_are(owed: Order, seller: Visitor) -> None:
    for place in ("/seller/refunds", "/seller/transfers"):
        assert "mà đơn không giao nữa, hoặc trả thừa" in text_of(seller.get(place))


def test_who_may_not_touch_money_reads_of_a_refund_without_a_way_to_it(
    owed: Order, shop: Shop, new_visitor: Any
) -> None:
    with transaction():
        packer = make_customer("Lê Thị Gói")
        session.add(ShopMember(shop_id=shop.id, person_id=packer.id, role="packer"))
    page = new_visitor().sign_in(packer).get(f"/seller/orders/{owed.shop_orders[0].number}")
    assert "Chị trả lại khách 230.000đ." in text_of(page) and refund_path() not in page.get_data(as_text=True)


def test_goods_paid_for_that_came_back_say_that_the_money_goes_back(order: Order, shop: Shop, seller: Visitor) -> None:
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    walk(order, "accept", "pack", "send", "refuse")
    page = text_of(seller.follow(seller.post(f"/seller/orders/{order.shop_orders[0].number}/take-back")))
    assert "Khách đã trả 230.000đ: xem việc hoàn tiền bên dưới." in page and "Hoàn tiền cho khách" in page


def test_the_first_notice_of_a_refund_does_not_ask_for_a_transfer_yet(owed: Order, seller: Visitor) -> None:
    while outbox.run_due():
        session.rollback()
    page = text_of(seller.get("/seller/notices"))
    assert "Đang chờ khách ghi số tài khoản: có số rồi mới chuyển." in page and "Mời chị chuyển trả" not in page
