"""The code that a class ends with: who is in its list comes to her first product, which is remembered as its fruit."""

from typing import Any

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.catalog.services import products
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.sellers.models import Application
from marketplace.shops.models import Shop
from marketplace.training.models import ClassDraft, TrainingClass
from marketplace.training.services import cancel_class
from tests.builders import BIEN_THUONG, make_account, make_customer, make_person, make_seller, make_shop
from tests.pages import Browser
from tests.training.making import ALL, fill, make_class
from tests.visitors import Visitor

FIRST, APPLY = "Đăng món hàng đầu tiên", "Đăng ký mở gian hàng"
PHONE = "+84912345678"


@pytest.fixture
def held(app: Flask) -> TrainingClass:
    with transaction():
        return make_class()


def path_of(row: TrainingClass) -> str:
    return f"/classes/{row.code}/sell"


def listed(row: TrainingClass, person: Person) -> None:
    with transaction():
        fill(session.merge(row), [session.merge(person)])


def drafts() -> list[ClassDraft]:
    session.rollback()
    session.expire_all()
    return list(session.query(ClassDraft).order_by(ClassDraft.id))


def begin_product(shop: Shop, author: Person | None = None) -> Product:
    with transaction():
        shop = session.get_one(Shop, shop.id)
        by = Actor(SELLER, author.id if author else shop.seller.person_id)
        return products.create_draft(shop, "Bánh gai", 20_000, 5, None, by)


def test_who_has_a_shop_begins_a_product_that_her_class_keeps_and_comes_back_to_it(
    app: Flask, held: TrainingClass
) -> None:
    with transaction():
        shop = make_shop()
        seller = shop.seller.person
    before = begin_product(shop)
    listed(held, seller)
    her = Browser(Visitor(app).sign_in(seller))
    her.open(path_of(held)).sees("Chị có gian hàng rồi")
    assert drafts() == []
    her.press(FIRST).sees("Đăng hàng mới", "được ghi là kết quả của lớp “Bán hàng qua Zalo”")
    her.open(path_of(held)).sees("Đăng hàng mới")
    product = begin_product(shop)
    begin_product(shop)
    [kept] = drafts()
    assert kept.product_id == product.id != before.id
    her.open(path_of(held)).sees("Bánh gai")
    assert her.address == f"/seller/products/{product.id}" and len(drafts()) == 1


def test_what_she_threw_away_gives_way_to_what_she_begins_next(app: Flask, held: TrainingClass) -> None:
    with transaction():
        shop = make_shop()
        seller = shop.seller.person
    listed(held, seller)
    her = Browser(Visitor(app).sign_in(seller)).open(path_of(held)).press(FIRST)
    thrown_away = begin_product(shop).id
    with transaction():
        products.discard_draft(session.get_one(Product, thrown_away), Actor(SELLER, seller.id))
    her.open(path_of(held)).press(FIRST).sees("Đăng hàng mới")
    product = begin_product(shop)
    assert [kept.product_id for kept in drafts()] == [product.id]


def test_who_has_none_applies_and_her_first_draft_after_that_counts(app: Flask, held: TrainingClass) -> None:
    with transaction():
        mai = make_customer("Trần Thị Mai")
    listed(held, mai)
    her = Browser(Visitor(app).sign_in(mai)).open(path_of(held)).press(APPLY).sees("Bán hàng qua Zalo")
    assert her.address == "/seller/apply" and [kept.product_id for kept in drafts()] == [None]
    her.open(path_of(held))
    assert her.address == "/seller/apply"
    with transaction():
        seller = make_seller("Hoàng Thị Chủ")
        shop = make_shop(seller=seller)
    begin_product(shop)
    assert [kept.product_id for kept in drafts()] == [None]  # somebody else's
    product = begin_product(shop, author=mai)
    assert [kept.product_id for kept in drafts()] == [product.id]


def test_the_phone_of_the_list_is_enough_and_what_the_list_says_is_not_asked_again(
    app: Flask, held: TrainingClass
) -> None:
    with transaction():
        home: dict[str, Any] = {"birth_year": 1985, "area_code": BIEN_THUONG}
        known = make_person("Lê Thị Mận", phone=PHONE, **home)
        account = make_account(make_person("LE THI MAN", phone=PHONE), phone=PHONE)
        mother = make_person("Cao Thị Già", phone=PHONE)
        fill(session.merge(held), [known, mother])
        mine = account.person
    Browser(Visitor(app).sign_in(mine)).open(path_of(held)).sees("Chào chị Lê Thị Mận.").press(APPLY)
    [kept] = drafts()
    assert (kept.enrolment.person_id, kept.person_id) == (known.id, mine.id)
    her = session.get_one(Person, mine.id)
    assert (her.birth_year, her.area_code) == (1985, BIEN_THUONG)


def test_a_stranger_is_told_and_led_on_and_nothing_is_remembered(app: Flask, held: TrainingClass) -> None:
    with transaction():
        stranger = make_customer("Trần Thị Lạ")
    Browser(Visitor(app)).open(path_of(held)).sees("bằng số điện thoại đã ghi trong danh sách lớp").follow(
        "Mở tài khoản"
    )
    page = Browser(Visitor(app).sign_in(stranger)).open(path_of(held)).sees("Chưa thấy chị trong danh sách lớp này")
    page.visitor.post(path_of(held), {})
    assert drafts() == [] and session.query(Application).count() == 0
    page.follow("Đăng ký vào lớp").press("Đăng ký dự lớp").open(path_of(held)).sees(APPLY)


def test_the_code_of_a_cancelled_class_says_so(app: Flask, held: TrainingClass) -> None:
    with transaction():
        mai = make_customer("Trần Thị Mai")
    listed(held, mai)
    her = Browser(Visitor(app).sign_in(mai)).open(path_of(held))
    with transaction():
        cancel_class(session.merge(held), why="bão số 5", **ALL)
    her.press(APPLY).sees("Lớp này đã hủy, nên mã này không dùng nữa")
    assert drafts() == []
