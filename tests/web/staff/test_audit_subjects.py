"""What an entry is about, by its name; the number of statements does not grow with the page."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.payments.models import Payment
from marketplace.programme.queries import get_programme
from marketplace.web.staff.audit_subjects import THINGS, subjects_of
from marketplace.web.staff.audit_words import subject_words
from tests.builders import BIEN_THUONG, make_category, make_person, make_product, make_shop, unit_of
from tests.outcomes import make_support
from tests.purchases import make_goods, make_order
from tests.statements import counted


@pytest.fixture(autouse=True)
def _on_a_page(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def named(kind: str, key: int | None, **details: object) -> str:
    with transaction():
        record("settings.changed", kind, key, by=SYSTEM_ACTOR, details=dict(details))
    entry = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert entry is not None
    return subjects_of([entry])[entry.id]


def test_things_are_named_as_people_know_them() -> None:
    with transaction():
        shop = make_shop("Bưởi chị Hoàng")
        product = make_product("Bưởi Luận Văn", shop=shop)
        category = make_category("muoi", name="Muối biển")
        support = make_support(make_person("Lê Thị Chờ"))
        programme = get_programme("2415").id
    assert named("programme", programme) == "2415"
    assert named("category", category.id) == "Muối biển"
    assert named("shop", shop.id) == "Bưởi chị Hoàng"
    assert named("product", product.id) == "Bưởi Luận Văn"
    assert named("variant", product.variants[0].id).startswith("Bưởi Luận Văn")
    assert named("seller", shop.seller_id) == "Hoàng Thị Bán"
    assert named("unit", unit_of(BIEN_THUONG).id) == unit_of(BIEN_THUONG).name
    assert named("support_record", support.id) == "Lê Thị Chờ"


def test_money_is_named_by_its_order() -> None:
    with transaction():
        order = make_order((make_goods("Sâm Báo"), 1))
    payment = session.query(Payment).filter_by(order_id=order.id).one()
    part = session.get_one(Order, order.id).shop_orders[0]
    assert named("order", order.id) == named("payment", payment.id) == order.number
    assert named("shop_order", part.id) == named("shop_order_money", part.id) == part.number


def test_a_policy_is_named_by_its_title() -> None:
    assert named("policy", None, slug="chu-so-huu", version=2)
    assert named("policy", None, version=2) == ""


def test_what_is_gone_has_no_name_and_never_a_number() -> None:
    assert {named(kind, 999_999) for kind in THINGS} == {""}
    assert named("something", 7) == named("site", None) == ""


def test_each_kind_on_a_page_has_words() -> None:
    assert set(THINGS) - {"account"} <= set(subject_words())


def test_more_entries_send_no_more_statements() -> None:
    with transaction():
        people = [make_person(f"Chị {n}") for n in range(8)]
        for person in people:
            record("role.granted", "person", person.id, by=SYSTEM_ACTOR)
            record("support.recorded", "support_record", make_support(person).id, by=SYSTEM_ACTOR)
    entries = session.query(AuditEntry).order_by(AuditEntry.id).all()
    sent = []
    for some in (entries[:4], entries):
        session.expire_all()
        list(session.query(AuditEntry))
        with counted() as statements:
            assert all(subjects_of(some).values())
        sent.append(len(statements))
    assert sent == [2, 2]
