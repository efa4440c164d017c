"""Money that fits no order: the operator's queue."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.payments.models import BankTransaction
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.deposits import match_bank_transaction
from marketplace.payments.services.transfers import say_transferred
from marketplace.rules.bank_accounts import account_fingerprint
from tests.builders import make_officer, make_operator
from tests.payments.making import BUYER, again, broken_promises, make_paid_shop, placed, set_settings, the_payment
from tests.visitors import Visitor, text_of

PLATFORM_NUMBER = "0011002233"


@pytest.fixture
def operator(app: Flask, visitor: Visitor) -> Visitor:
    with transaction():
        person = make_operator()
    return visitor.sign_in(person)


@pytest.fixture
def collecting(app: Flask) -> None:
    """The platform collects on its own account."""
    from marketplace.core.sealing import seal
    from marketplace.site.settings import PLATFORM_ACCOUNT_SEAL

    sealed = seal(PLATFORM_NUMBER, bound_to=PLATFORM_ACCOUNT_SEAL)
    set_settings(money_flow="licensed_partner", platform_bank_bin="970436", platform_bank_account_sealed=sealed)


def came(memo: str, amount_dong: int, number: str = PLATFORM_NUMBER) -> int:
    with transaction():
        deposit = BankTransaction(
            feed="test",
            account_fingerprint=account_fingerprint("970436", number),
            account_shown={"bin": "970436", "number_masked": "00•••233"},
            reference=f"FT{amount_dong}",
            amount_dong=amount_dong,
            memo=memo,
        )
        session.add(deposit)
        session.flush()
        match_bank_transaction(deposit.id)
        return deposit.id


def ordered() -> Any:
    with transaction():
        shop = make_paid_shop()
    return placed(shop)


def test_she_attaches_money_to_its_order(collecting: None, operator: Visitor) -> None:
    order = ordered()
    deposit_id = came("quen ghi ma", 230_000)
    assert "Không thấy mã đơn" in text_of(operator.get("/staff/money/stray"))
    wish = {"what": "attach", "payment": the_payment(order).public_id, "note": "đối chiếu sao kê"}
    answer = operator.post(f"/staff/money/stray/{deposit_id}", wish)
    assert "Đã ghép tiền" in text_of(operator.follow(answer))
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []


def test_money_on_an_account_nobody_knows_can_only_be_returned_or_put_aside(app: Flask, operator: Visitor) -> None:
    deposit_id = came("x", 5_000, number="999888777")
    page = operator.get(f"/staff/money/stray/{deposit_id}")
    assert 'value="attach"' not in page.get_data(as_text=True)
    assert operator.post(f"/staff/money/stray/{deposit_id}", {"what": "attach", "note": "x"}).status_code == 422
    operator.post(f"/staff/money/stray/{deposit_id}", {"what": "aside", "note": "không phải của mình"})
    assert "Không có khoản nào" in text_of(operator.get("/staff/money/stray"))


def test_an_order_has_to_be_chosen(collecting: None, operator: Visitor) -> None:
    ordered()
    deposit_id = came("quen ghi ma", 230_000)
    for chosen in ("", "abc"):
        wish = {"what": "attach", "payment": chosen, "note": "đối chiếu sao kê"}
        answer = operator.post(f"/staff/money/stray/{deposit_id}", wish)
        assert answer.status_code == 422 and "Mời chọn đơn hàng." in text_of(answer)


def test_she_confirms_a_transfer_to_the_platform(collecting: None, operator: Visitor) -> None:
    order = ordered()
    path = f"/staff/money/transfers/{the_payment(order).public_id}"
    assert the_payment(order).memo in text_of(operator.get("/staff/money/stray"))
    assert "Đã nhận đủ 230.000đ?" in text_of(operator.get(path))
    assert "Đã ghi nhận tiền" in text_of(operator.follow(operator.post(path)))
    assert again(order).shop_orders[0].status == "new"
    assert "đã được ghi nhận từ trước" in text_of(operator.follow(operator.get(path)))
    assert broken_promises() == []


def test_a_report_after_the_order_changed_waits_for_her_answer(collecting: None, operator: Visitor) -> None:
    order = ordered()
    said = the_payment(order)
    with transaction():
        change_method(again(order), "cod", BUYER)
    with transaction():
        say_transferred(said, by=BUYER)
    path = f"/staff/money/transfers/{said.public_id}"
    words = text_of(operator.get("/staff/money/stray"))
    assert said.memo in words and "đơn đã đổi" in words and "Chưa thấy tiền" in text_of(operator.get(path))
    assert "Đã ghi: chưa thấy tiền" in text_of(operator.follow(operator.post(path + "/not-found")))
    assert said.memo not in text_of(operator.get("/staff/money/stray"))
    assert "vừa thay đổi" not in text_of(operator.follow(operator.post(path + "/not-found")))
    assert broken_promises() == []


def test_a_transfer_to_a_seller_is_not_the_operators_to_confirm(app: Flask, operator: Visitor) -> None:
    order = ordered()
    path = f"/staff/money/transfers/{the_payment(order).public_id}"
    assert operator.get(path).status_code == operator.post(path).status_code == 404
    assert operator.post(path + "/not-found").status_code == 404
    assert again(the_payment(order)).status == "pending"


def test_an_officer_sees_and_settles_nothing(collecting: None, new_visitor: Any) -> None:
    deposit_id = came("x", 5_000)
    with transaction():
        person = make_officer()
    officer = new_visitor().sign_in(person)
    assert officer.get("/staff/money/stray").status_code == 403
    assert officer.post(f"/staff/money/stray/{deposit_id}", {"what": "aside", "note": "x"}).status_code == 403
    assert session.get_one(BankTransaction, deposit_id).settled_at is None
