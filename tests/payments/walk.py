"""One purchase through every page that names how it is paid: chosen, placed, paid, seen by all, given back."""

from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.payments.shape import AT_HANDOVER, BY_PAYEE, BY_PROVIDER, PROVIDER, PaymentMethod
from marketplace.rules.policy_pages import PAYMENT
from marketplace.web.plumbing.wording import in_words
from tests.builders import make_operator
from tests.journeys import customers, sellers
from tests.journeys.market import one_stall
from tests.journeys.outside import run_worker
from tests.pages import Browser
from tests.purchases import allow_orders
from tests.visitors import Visitor

TOTAL = "82.000đ"  # nem chua and its way within the commune's province


class TheirSide(Protocol):
    """The fake of a payment provider, as far as a walk needs it."""

    def sessions(self) -> list[dict[str, Any]]:
        """What it was asked to take, newest first."""
        ...

    def pay(self, session_id: str, /) -> Any:
        """The customer pays there."""
        ...

    def deliver(self, receiver: Any, /) -> Any:
        """It tells us what has happened since."""
        ...


@dataclass
class Walk:
    """A customer, a seller and an operator at their browsers, and the way of paying they look at."""

    method: PaymentMethod
    goods_page: str
    customer: Browser
    seller: Browser
    operator: Browser
    number: str = ""

    @property
    def label(self) -> str:
        """What every page calls the way of paying."""
        return in_words(self.method.words.label)

    def open_order(self) -> Browser:
        """The page of the customer's order."""
        return self.customer.open(f"/orders/{self.number}")

    def open_sellers_order(self) -> Browser:
        """The seller's page of it."""
        return self.seller.open(f"/seller/orders/{self.number}-1")


def begin_walk(app: Flask, method: PaymentMethod) -> Walk:
    """Everybody signed in, one thing on sale, orders taken."""
    with transaction():
        allow_orders()
        operator = make_operator()
    stall = one_stall()
    seller = Browser(Visitor(app).sign_in(stall.owner))
    return Walk(method, stall.page, Browser(Visitor(app)), seller, Browser(Visitor(app).sign_in(operator)))


def place(walk: Walk) -> None:
    """The customer chooses it at the checkout, reads it on the last screen, on the order's page and on the receipt."""
    words, customer = walk.method.words, walk.customer
    customers.put_in_cart(customer, walk.goods_page)
    customer.open("/cart").press("Tiếp tục ·").sees(walk.label, in_words(words.hint))
    customers.fill_in(customer, walk.method.code).sees(walk.label, in_words(words.hint)).press("Đặt hàng,")
    walk.number = customers.order_number(customer)
    walk.open_order().sees(walk.label)
    customer.sees(in_words(words.next_step, amount=TOTAL))
    customer.open(f"/orders/{walk.number}/receipt").sees(walk.label)
    walk.open_order().follow("Đổi cách trả tiền").sees(walk.label, in_words(words.hint))
    walk.open_sellers_order().sees(walk.label)
    run_worker()


def pay(walk: Walk, fake: TheirSide) -> None:
    """The money arrives, and the party that confirms it does so on its page."""
    ways: dict[str, Any] = {BY_PAYEE: _pay_the_seller, BY_PROVIDER: _pay_the_provider, AT_HANDOVER: _pay_at_the_door}
    ways[walk.method.confirmed_by](walk, fake)
    run_worker()
    walk.open_order().sees("Đã trả tiền")
    walk.open_sellers_order().sees(walk.label, "Đã trả tiền")
    walk.seller.open("/seller/money").sees(f"{walk.number}-1")


def _pay_the_seller(walk: Walk, fake: TheirSide) -> None:
    walk.open_order().follow("Trả tiền").sees(TOTAL).press("Tôi đã chuyển khoản").sees("Gian hàng đã được báo")
    walk.seller.open("/seller/transfers").follow(TOTAL).sees(f"{walk.number}-1")
    walk.seller.follow("Tiền đã vào tài khoản").sees(TOTAL).press("Đúng, đã nhận đủ").sees("Đã ghi nhận tiền")


def _pay_the_provider(walk: Walk, fake: TheirSide) -> None:
    words = walk.method.provider_words
    assert words is not None
    walk.open_order().follow("Trả tiền").sees(in_words(words.heading), in_words(words.assurance))
    walk.customer.press(in_words(words.button, amount=TOTAL))
    [opened] = fake.sessions()
    walk.customer.open(f"/orders/{walk.number}/pay/return").sees(in_words(words.declined), in_words(words.again))
    fake.pay(opened["id"])
    # the page asks no oftener than every few seconds: the provider's notification tells at once
    tell(walk, fake)
    walk.customer.open(f"/orders/{walk.number}/pay/return").sees("Đã trả tiền")


def tell(walk: Walk, fake: TheirSide) -> None:
    """The provider delivers its notifications to its webhook."""
    app, path = walk.customer.visitor.app, f"/webhooks/{walk.method.provider}"
    fake.deliver(lambda body, headers: _notify(app, path, body, headers))


def _notify(app: Flask, path: str, body: bytes, headers: dict[str, str]) -> int:
    with app.app_context():
        return app.test_client().post(path, data=body, headers=headers).status_code


def _pay_at_the_door(walk: Walk, fake: TheirSide) -> None:
    walk.open_sellers_order().sees("chị thu đủ").press("Nhận đơn")
    sellers.send(walk.seller).press("Đã giao, đã thu").sees("Đã ghi nhận giao xong.")


def give_back(walk: Walk, fake: TheirSide) -> None:
    """The customer cancels what she has paid; the money goes back the way the plug says, on everybody's pages."""
    walk.open_order().follow("Hủy đơn hàng").press("Hủy", reason="too_slow")
    if walk.method.refund_way == PROVIDER:
        _give_back_through_provider(walk, fake)
    else:
        _give_back_by_transfer(walk)
    walk.open_order().sees(f"Đã hoàn lại {TOTAL}.", "Đã hoàn tiền")
    walk.operator.open("/staff/refunds?tab=done").sees(f"{walk.number}-1")


def _give_back_through_provider(walk: Walk, fake: TheirSide) -> None:
    words = walk.method.provider_words
    assert words is not None
    walk.open_order().sees(in_words(words.refund_to_customer, amount=TOTAL))
    walk.open_sellers_order().sees(in_words(words.refund_to_seller, amount=TOTAL))
    walk.operator.open("/staff/refunds").sees(f"{walk.number}-1", walk.label, in_words(words.refund_sending))
    run_worker()
    tell(walk, fake)
    run_worker()


def _give_back_by_transfer(walk: Walk) -> None:
    walk.open_order().sees(f"Gian hàng sẽ chuyển khoản trả lại {TOTAL}.").follow("Số tài khoản nhận tiền")
    walk.customer.press("Gửi số tài khoản", bank="970436", number="100200300", holder="TRAN THI MUA")
    walk.seller.open("/seller/transfers").follow(TOTAL).press("Hiện số tài khoản")
    walk.seller.press("Tôi đã chuyển", reference="FT1").sees("Khách sẽ được hỏi")
    walk.open_order().sees(f"Gian hàng đã gửi trả {TOTAL} lúc", "chờ quý khách xác nhận")
    walk.customer.follow("Xác nhận đã nhận tiền").press("Tôi đã nhận được tiền").sees("đã xong")


def switch(walk: Walk, *, on: bool) -> None:
    """The operator switches it on or off: the policy page and the checkout follow."""
    method, words = walk.method, walk.method.words
    page = walk.operator.open("/staff/settings/money").sees(in_words(words.switch), in_words(words.switch_hint))
    page.press("Lưu", **{method.switch: "y" if on else None}).sees("Đã lưu")
    taken = walk.customer.open(f"/policies/{PAYMENT}").text.partition("Đang nhận")[2][:200]
    customers.put_in_cart(walk.customer, walk.goods_page)
    offered = walk.label in walk.customer.open("/cart").press("Tiếp tục ·").text
    assert (in_words(words.short_name) in taken, offered) == (on, on)
