"""A supported woman who sold, another who did not, and officers who read of them."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.payments.services.transfers import collect_cash
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from marketplace.shops.models import Shop
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_customer,
    make_officer,
    make_operator,
    make_province_officer,
    make_seller,
    make_shop,
    unit_of,
)
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import make_goods, make_order
from tests.visitors import Visitor


def make_support(person: Person, area_code: str = BIEN_THUONG) -> SupportRecord:
    """A training under Đề án 2415, some weeks ago."""
    return record_support(
        get_programme("2415"),
        person,
        unit_of(area_code),
        kind="training",
        given_on=max(date(today().year, 1, 1), today() - timedelta(days=60)),
        actor=Actor(OFFICER, 1),
        scope=EVERYTHING,
        idea="Trồng sâm Báo",
    )


def make_outcome() -> str:
    """One supported woman of Xã Biện Thượng with a sale of 200.000đ, another without; gives the order's number."""
    with transaction():
        seller, idle = make_seller("Hoàng Thị Bưởi"), make_seller("Lê Thị Chờ", area_code=HAC_THANH)
        make_support(seller.person)
        make_support(idle.person, HAC_THANH)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
    return sell(shop)


def sell(shop: Shop, name: str = "Bưởi Luận Văn") -> str:
    """A sale of 200.000đ by a shop, delivered and paid; gives the order's number."""
    with transaction():
        order = make_order((make_goods(name, shop=session.get_one(Shop, shop.id)), 2))
    with transaction():
        part = lock_shop_order(f"{order.number}-1", shop=session.get_one(Shop, shop.id))
        by = seller_of(shop)
        fulfilment.accept(part, by=by)
        fulfilment.pack(part, by=by)
        fulfilment.hand_over(part, by=by, carrier="own_delivery")
        fulfilment.deliver(part, by=by)
        collect_cash(part, by=by)
    return f"{order.number}-1"


def signed_in(app: Flask, kind: str, area_code: str = BIEN_THUONG) -> Browser:
    """A browser signed in as a commune or province officer, an operator or a customer."""
    makers: dict[str, Any] = {
        "commune": lambda: make_officer(area_code),
        "province": make_province_officer,
        "operator": make_operator,
        "customer": make_customer,
    }
    with transaction():
        person = makers[kind]()
    return Browser(Visitor(app).sign_in(person))


def sheet_of(page: Browser, path: str) -> list[tuple[Any, ...]]:
    """The cells of a downloaded workbook."""
    answer = page.visitor.get(path)
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    return cells_of(answer.data)


def cells_of(workbook: bytes) -> list[tuple[Any, ...]]:
    """The cells of a workbook's only sheet."""
    sheet = openpyxl.load_workbook(BytesIO(workbook)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))
