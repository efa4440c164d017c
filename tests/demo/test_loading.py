"""The demo as a whole: reproducible, sound, complete, and refused where it does not belong."""

import dataclasses
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.models import Account
from marketplace.accounts.queries import list_roles
from marketplace.accounts.services.passwords import check_password
from marketplace.accounts.services.second_factor import check_factor, number_now
from marketplace.association.queries import list_offices
from marketplace.browse.models import Listing
from marketplace.catalog.models import Category, Certificate, ListingRevision, Product, ProductPhoto, Variant
from marketplace.core.clock import as_if, local_date, now
from marketplace.core.db import session
from marketplace.core.outbox import MAX_ATTEMPTS, list_parked
from marketplace.core.promises import violations
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.demo.loading import NotHere, Size, load
from marketplace.inventory.models import StockItem
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.queries import list_deliveries
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import count_by_tab
from marketplace.payments.models import Payment, Refund
from marketplace.payments.queries.payments import count_transfers_to
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord, Target
from marketplace.sellers.models import Application, BankAccount, Seller
from marketplace.shops.models import Shop
from marketplace.shops.queries import find_shop_of
from marketplace.site.queries import current_settings
from marketplace.story.source import list_products, list_shops
from marketplace.story.stage import PASSWORD
from tests.builders import make_person
from tests.demo.conftest import undone
from tests.visitors import Visitor, text_of

SIGN_INS = ("0912000001", "0912000002", "0912000003", "0912000011", "0912000012", "0912000021")
MARK = "(mẫu)"


def person_of(phone: str) -> Person:
    return session.query(Account).filter_by(phone="+84" + phone[1:]).one().person


def story() -> dict[str, Any]:
    """Everything a visitor could compare between two loads."""
    return {
        "people": sorted(session.query(Person.full_name, Person.birth_year, Person.area_code).all(), key=str),
        "products": sorted(session.query(Product.slug, Product.status).all()),
        "stock": sorted(
            session.query(Variant.sku, Variant.price_dong, StockItem.on_hand, StockItem.reserved)
            .join(StockItem, StockItem.variant_id == Variant.id)
            .all()
        ),
        "orders": sorted(session.query(Order.number, Order.total_dong, Order.customer_name, Order.placed_at).all()),
        "parts": sorted(session.query(ShopOrder.number, ShopOrder.status, ShopOrder.money_status).all()),
        "memos": sorted(session.query(Payment.memo).filter(Payment.memo.is_not(None)).all()),
        "papers": sorted(session.query(Certificate.kind, Certificate.number, Certificate.issued_on).all()),
        "applications": sorted(session.query(Application.number, Application.status).all()),
        "failed": session.query(Notice.phone, Delivery.status, Delivery.created_at).join(Delivery.notice).all(),
        "support": sorted(session.query(SupportRecord.given_on, SupportRecord.kind, SupportRecord.idea).all(), key=str),
        "targets": sorted(session.query(Target.indicator, Target.unit_id, Target.value).all()),
    }


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestTheSmallDemo:
    def test_every_promise_is_kept(self) -> None:
        assert [f"{promise.id}: {line}" for promise, line in violations()] == []

    def test_thirteen_shops_and_forty_three_products_are_shown(self) -> None:
        shown = session.query(Listing).filter_by(is_shown=True)
        assert session.query(Shop).filter_by(status="open").count() == 13
        assert shown.count() == 43
        assert len({listing.shop_id for listing in shown}) == 13

    def test_three_spirits_wait_in_the_category_that_is_off(self) -> None:
        category = session.query(Category).filter_by(slug="ruou").one()
        hidden = session.query(Listing).filter_by(is_shown=False).all()
        assert not category.is_enabled
        assert len(hidden) == 3
        assert {listing.category_id for listing in hidden} == {category.id}
        assert {session.get_one(Product, listing.product_id).status for listing in hidden} == {"hidden"}

    def test_every_product_has_three_photos_words_and_a_label(self) -> None:
        for product in session.query(Product).filter_by(status="live"):
            assert len(product.photos) == 3, product.slug
            assert all(shown.alt for shown in product.photos), product.slug
            assert product.description.count(".") >= 2, product.slug
            assert product.label["ten_hang_hoa"] == product.name

    def test_no_photo_is_shared_by_two_products(self) -> None:
        used = Counter(photo_id for (photo_id,) in session.query(ProductPhoto.photo_id))
        assert set(used.values()) == {1}

    def test_no_certificate_looks_real(self) -> None:
        numbers = [number for (number,) in session.query(Certificate.number)]
        assert len(numbers) > 100
        assert [number for number in numbers if not number.startswith("MAU-")] == []
        for (content,) in session.query(ListingRevision.content):
            assert all(paper["number"].startswith("MAU-") for paper in content["certificates"])

    def test_nobody_could_be_taken_for_a_real_person(self) -> None:
        assert [name for (name,) in session.query(Person.full_name) if MARK not in name] == []
        assert [name for (name,) in session.query(Order.customer_name) if MARK not in name] == []
        assert [name for (name,) in session.query(Seller.legal_name) if MARK not in name] == []

    def test_phones_and_accounts_are_made_up(self) -> None:
        phones = [phone for (phone,) in session.query(Person.phone).filter(Person.phone.is_not(None))]
        assert phones and all(phone.startswith("+8491200") for phone in phones)
        assert len({row.number_fingerprint for row in session.query(BankAccount)}) == session.query(BankAccount).count()

    def test_the_outside_world_is_not_written_to(self) -> None:
        settings = current_settings()
        assert settings.is_demo and settings.takes_orders
        assert not settings.is_on("notify_gateway") and not settings.is_on("notify_email")

    def test_a_year_of_orders_has_every_outcome(self) -> None:
        statuses = Counter(status for (status,) in session.query(ShopOrder.status))
        assert 150 <= sum(statuses.values()) <= 300
        for status in ("new", "accepted", "packed", "shipped", "delivered", "cancelled", "declined", "returned"):
            assert statuses[status] > 0, status
        assert statuses["awaiting_payment"] > 0
        assert session.query(Refund).filter_by(status="done").count() > 0
        assert session.query(Payment).filter_by(status="expired").count() > 0
        placed = [moment for (moment,) in session.query(Order.placed_at)]
        assert now() - min(placed) < timedelta(days=367)
        assert len({(local_date(moment).year, local_date(moment).month) for moment in placed}) >= 12

    def test_every_shop_has_orders_and_has_delivered_some(self) -> None:
        delivered = session.query(ShopOrder.shop_id).filter_by(status="delivered").distinct()
        assert delivered.count() == 13

    def test_customers_pay_mostly_in_cash_then_by_transfer_and_few_by_card(self) -> None:
        counted = Counter(method for (method,) in session.query(Order.payment_method))
        assert 0.5 < counted["cod"] / counted.total() < 0.75
        assert 0.2 < counted["vietqr"] / counted.total() < 0.45
        assert 0 < counted["stripe_checkout"] / counted.total() < 0.15

    def test_work_waits_for_the_seller_of_sam_bao(self) -> None:
        shop = find_shop_of(person_of("0912000002").id)
        assert shop is not None and "Biện Thượng" in shop.name
        tabs = count_by_tab(shop)
        assert tabs["new"] >= 3
        assert tabs["packing"] >= 2
        assert tabs["shipping"] >= 1
        assert count_transfers_to(shop.id) >= 1

    def test_work_waits_for_the_officers_in_every_state(self) -> None:
        states = Counter(status for (status,) in session.query(Application.status))
        assert states["submitted"] >= 2 and states["more_needed"] and states["declined"] and states["draft"]
        revisions = Counter(status for (status,) in session.query(ListingRevision.status))
        assert revisions["pending"] >= 3 and revisions["returned"] == 1

    def test_one_message_did_not_arrive_and_waits_for_the_operator(self) -> None:
        [delivery] = list_deliveries("failed")
        [row] = list_parked()
        assert row.payload == {"delivery_id": delivery.id} and row.last_error == delivery.last_error
        assert delivery.channel == "gateway" and (delivery.notice.phone or "").startswith("+8491200")
        assert "không nhận được tin" in delivery.last_error and delivery.attempts == MAX_ATTEMPTS

    def test_numbers_of_applications_carry_the_day_in_vietnam(self) -> None:
        for number, created_at in session.query(Application.number, Application.created_at):
            assert number.startswith(f"HS{local_date(created_at):%y%m%d}-")

    def test_the_customer_has_orders_of_her_own(self) -> None:
        parts = session.query(ShopOrder).join(Order).filter_by(person_id=person_of("0912000001").id).all()
        assert {"delivered", "new", "awaiting_payment"} <= {part.status for part in parts}


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestSignIns:
    @pytest.mark.parametrize("phone", SIGN_INS)
    def test_the_printed_password_opens_the_account(self, phone: str) -> None:
        account = session.query(Account).filter_by(phone="+84" + phone[1:]).one()
        assert account.is_demo and account.status == "active"
        assert check_password(account, PASSWORD)

    @pytest.mark.parametrize("phone", SIGN_INS[3:])
    def test_staff_pass_the_second_step_with_the_printed_secret(self, phone: str) -> None:
        account = session.query(Account).filter_by(phone="+84" + phone[1:]).one()
        with undone():
            check_factor(account.id, number_now(DEMO_TOTP_SECRET))

    def test_everyone_has_a_part(self) -> None:
        assert "operator" in list_roles(person_of("0912000021").id)
        [commune] = list_offices(person_of("0912000011").id)
        assert (commune.role, commune.unit.area_code) == ("commune_officer", "15382")
        [province] = list_offices(person_of("0912000012").id)
        assert (province.role, province.unit.area_code) == ("province_officer", "38")
        assert "Triệu Sơn" in (find_shop_of(person_of("0912000003").id) or Shop(name="")).name

    def test_a_customer_signs_in_on_the_page(self, demo_app: Flask) -> None:
        visitor = Visitor(demo_app)
        visitor.get("/sign-in")
        answer = visitor.post("/sign-in", {"phone": "0912000001", "password": PASSWORD})
        assert answer.status_code == 303
        assert "DH" in text_of(visitor.get("/account/orders"))


@pytest.mark.sqlite_only
@pytest.mark.thorough
class TestAgain:
    """Told on the eve of Tết as well, when nobody sends parcels and fresh roots are dug."""

    def test_the_same_seed_tells_the_same_sound_story_and_another_tells_another(
        self, loaded: Any, empty_app: Any
    ) -> None:
        first, second = (self.told(empty_app(name)) for name in ("demo_tet", "demo_tet_again"))
        assert first.keys() == second.keys()
        for part, told in first.items():
            assert told == second[part], part
        with loaded[0].app_context():
            numbers = {number for (number,) in session.query(Order.number)}
            session.remove()
        assert not numbers & {order[0] for order in first["orders"]}

    def told(self, app: Flask) -> dict[str, Any]:
        with app.app_context(), as_if(datetime(2027, 2, 4, 14, tzinfo=UTC)):
            load(Size(orders=40, buyers=20, women=20), seed=3, tiny_pictures=True)
            assert [f"{promise.id}: {line}" for promise, line in violations()] == []
            told = story()
            session.remove()
        return told


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestRefusals:
    def test_loading_twice_is_refused_and_changes_nothing(self) -> None:
        before = session.query(Order).count()
        with pytest.raises(NotHere, match="already"):
            load(tiny_pictures=True)
        assert session.query(Order).count() == before

    def test_production_is_refused(self, demo_app: Flask) -> None:
        settings = config()
        demo_app.extensions["config"] = dataclasses.replace(settings, environment="production")
        try:
            with pytest.raises(NotHere, match="production"):
                load(tiny_pictures=True)
        finally:
            demo_app.extensions["config"] = settings


def test_a_database_with_people_of_its_own_is_left_alone(app: Flask) -> None:
    with transaction():
        make_person()
    with pytest.raises(NotHere, match="data of its own"):
        load(tiny_pictures=True)
    assert session.query(Person).count() == 1


def test_the_file_holds_what_the_demo_shows() -> None:
    assert len(list_shops()) == 13
    assert Counter(product.state for product in list_products()) == {
        "live": 43,
        "restricted": 3,
        "pending": 2,
        "returned": 1,
    }
