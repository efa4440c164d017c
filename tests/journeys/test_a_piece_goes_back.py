"""One piece of a delivered order goes back: what its customer, its seller and the staff read before and after."""

from dataclasses import dataclass

import pytest
from flask import Flask

from marketplace.checkout.adjustments import Adjustment
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.queries import position_of
from marketplace.orders.funders import PLATFORM, SELLER
from marketplace.orders.links import order_path
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import confirm_refund, give_account, record_transfer_back, refund_lines
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.programme.periods import year_of
from marketplace.programme.queries import get_programme, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Place
from marketplace.shops.models import Shop
from marketplace.web.plumbing.formats import dong
from tests.builders import make_operator, make_seller, make_shop, unit_of
from tests.journeys.outside import broken_promises, run_worker
from tests.outcomes import make_support
from tests.pages import Browser
from tests.payments.making import BUYER, seller_of, the_payment
from tests.purchases import allow_orders, make_cart, make_goods, place, variant_of
from tests.purchases import give_account as take_transfers
from tests.visitors import Visitor

PARTLY = "Đã trả tiền, đã hoàn một phần"


@dataclass
class Sale:
    """Three jars at 33.333đ, paid by transfer; who looks at it."""

    part_id: int
    customer: Browser
    seller: Browser
    operator: Browser

    @property
    def part(self) -> ShopOrder:
        """The order as it stands now."""
        session.rollback()
        session.expire_all()
        return session.get_one(ShopOrder, self.part_id)

    @property
    def order_page(self) -> str:
        return f"/orders/{self.part.order.number}"

    @property
    def sellers_page(self) -> str:
        return f"/seller/orders/{self.part.number}"

    def deliver(self) -> None:
        """The parcel reaches its customer."""
        with transaction():
            [part] = lock_shop_orders([self.part_id])
            by = seller_of(part.shop)
            fulfilment.accept(part, by=by)
            fulfilment.pack(part, by=by)
            fulfilment.hand_over(part, by=by, carrier="own_delivery")
            fulfilment.deliver(part, by=by)

    def take_back(self, reason: str = "") -> int:
        """One jar is to go back; gives the refund's key."""
        with transaction():
            [part] = lock_shop_orders([self.part_id])
            wanted = {part.lines[0].id: 1}
            return refund_lines(part, wanted, cause="return:1", reason=reason, by=seller_of(part.shop)).id

    def send_back(self, refund_id: int) -> None:
        """Its money arrives."""
        with transaction():
            refund = session.get_one(Refund, refund_id)
            give_account(refund, bank_bin="970436", number="0071000999", holder="Trần Thị Khách", by=BUYER)
            record_transfer_back(refund, "FT1", by=seller_of(refund.shop_order.shop))
        with transaction():
            confirm_refund(session.get_one(Refund, refund_id), by=BUYER)


def make_sale(app: Flask, *discounts: tuple[int, str]) -> Sale:
    with transaction():
        allow_orders()
        shop = make_shop("Sâm Báo chị Lan", seller=make_seller("Lê Thị Lan"))
        make_support(shop.seller.person)
        take_transfers(shop)
        goods = make_goods("Cao sâm", shop=shop, price_dong=33_333)
        given = [Adjustment(variant_of(goods).id, amount, funder, "voucher:TET") for amount, funder in discounts]
        order = place(make_cart((goods, 3)), "vietqr", adjustments=given)
        operator = make_operator()
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(session.get_one(Shop, shop.id)))
    customer = Browser(Visitor(app)).open(order_path(order))
    seller = Browser(Visitor(app).sign_in(shop.seller.person))
    return Sale(order.shop_orders[0].id, customer, seller, Browser(Visitor(app).sign_in(operator)))


@pytest.fixture
def sale(app: Flask) -> Sale:
    return make_sale(app)


@pytest.fixture
def returned(sale: Sale) -> Sale:
    """Delivered, and one jar has gone back."""
    sale.deliver()
    sale.send_back(sale.take_back())
    return sale


def test_the_customer_reads_what_went_back_and_what_she_paid_in_the_end(returned: Sale) -> None:
    left = dong(returned.part.total_dong - 33_333)
    page = returned.customer.open(returned.order_page)
    page.sees(PARTLY, "Đã hoàn lại 33.333đ.", "Hoàn lại quý khách −33.333đ")
    page.sees(f"Cộng kiện này {left}", f"Tổng cộng {left}", "99.999đ")
    page.open(returned.order_page + "/receipt").sees(dong(returned.part.total_dong))  # what was agreed stays


def test_while_it_is_on_its_way_the_sums_say_so_too(sale: Sale) -> None:
    sale.deliver()
    sale.take_back()
    page = sale.customer.open(sale.order_page)
    page.sees("Đang hoàn tiền", "Gian hàng sẽ chuyển khoản trả lại 33.333đ.", "Hoàn lại quý khách −33.333đ")
    assert "Đã hoàn lại" not in page.text


def test_a_whole_order_that_is_kept_says_nothing_of_it(sale: Sale) -> None:
    sale.deliver()
    assert "Hoàn lại quý khách" not in sale.customer.open(sale.order_page).text


def test_the_seller_reads_what_she_receives_of_the_rest(returned: Sale) -> None:
    page = returned.seller.open(returned.sellers_page)
    page.sees("Đã giao", PARTLY, "Khách đã nhận lại 33.333đ.", "Hoàn lại cho khách −33.333đ")
    fees_dong = -position_of(returned.part.shop_id)
    page.sees(f"Chị nhận {dong(returned.part.total_dong - 33_333 - fees_dong)}", f"Phí và thuế {dong(fees_dong)}")
    assert "Đã thu" not in page.text


def test_her_book_calls_it_by_its_name_and_adds_up(returned: Sale) -> None:
    fees_dong = -position_of(returned.part.shop_id)
    page = returned.seller.open("/seller/money")
    page.sees("Giảm tiền bán hàng vì hoàn cho khách", "−33.333đ", f"Chị còn phải nộp phí và thuế {dong(fees_dong)}")
    assert "Rút lại" not in page.text


def test_nobody_reads_that_a_delivered_order_was_cancelled(returned: Sale) -> None:
    refund = session.query(Refund).one()
    for browser, path in (
        (returned.operator, "/staff/refunds?tab=done"),
        (returned.operator, f"/staff/refunds/{refund.public_id}"),
        (returned.seller, f"/seller/transfers/refunds/{refund.public_id}"),
    ):
        page = browser.open(path).sees("Hoàn một phần đơn hàng", "33.333đ")
        assert "Đơn đã hủy" not in page.text, path


def test_staff_read_the_reason_where_one_was_given(sale: Sale) -> None:
    sale.deliver()
    sale.take_back(reason="Lọ bị vỡ")
    sale.operator.open("/staff/refunds").sees("Lọ bị vỡ", "33.333đ")


def test_the_record_behind_the_programmes_figure_says_what_counts(returned: Sale) -> None:
    counted = value_of(INDICATORS.get("revenue"), get_programme("2415"), Place(unit_of("38").path), year_of(today()))
    page = returned.operator.open(f"/staff/records/shop_order/{returned.part_id}")
    page.sees("Tiền hàng 99.999đ", "Hoàn lại cho khách −33.333đ", f"Doanh thu được tính {dong(counted)}")
    assert counted == 66_666
    assert broken_promises() == []


def test_who_ends_the_rest_reads_what_is_still_to_go_back(sale: Sale) -> None:
    with transaction():
        [part] = lock_shop_orders([sale.part_id])
        fulfilment.accept(part, by=seller_of(part.shop))
    sale.send_back(sale.take_back("sold_out"))
    left = dong(sale.part.total_dong - 33_333)
    sale.customer.open(sale.order_page + "/cancel").sees(f"Đã hoàn một phần, {left} còn lại được hoàn nốt.")
    sale.seller.open(sale.sellers_page + "/decline").sees(f"Đã hoàn khách một phần, {left} còn lại được hoàn nốt.")


def test_who_sends_it_is_told_how_much_goes_back_not_that_so_much_came(sale: Sale) -> None:
    sale.deliver()
    sale.take_back()
    run_worker()
    page = sale.seller.open("/seller/notices")
    page.sees("Khách được trả lại 33.333đ của đơn")
    assert "Khách đã chuyển 33.333đ" not in page.text


def test_a_discount_stands_beside_price_and_sum_on_every_page(app: Flask) -> None:
    sale = make_sale(app, (9_999, SELLER), (5_000, PLATFORM))
    total = dong(sale.part.total_dong)
    sale.customer.open(sale.order_page).sees("99.999đ", "Giảm giá −14.999đ", "Thành tiền 85.000đ", f"Tổng cộng {total}")
    sale.customer.open(sale.order_page + "/receipt").sees("3 × 33.333đ Giảm giá −14.999đ 85.000đ", total)
    sale.seller.open(sale.sellers_page).sees(
        "Giảm giá −14.999đ", "Thành tiền 85.000đ", "Tiền hàng 85.000đ", "Phần giảm giá được bù 5.000đ"
    )
    sale.deliver()
    sale.send_back(sale.take_back())
    page = sale.operator.open(f"/staff/records/shop_order/{sale.part_id}")
    page.sees("33.333đ", "−14.999đ", "Tiền hàng 85.000đ", "Phần giảm giá được bù 5.000đ")
    page.sees("Hoàn lại cho khách −30.000đ", "Doanh thu được tính 60.000đ")
    assert broken_promises() == []
