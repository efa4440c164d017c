"""A shop is opened once, says what its owner wants it to say, keeps its old addresses, and closes for a while."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.media.models import Photo
from marketplace.sellers.models import Seller
from marketplace.shops import queries
from marketplace.shops.errors import BadShop, NameTaken, NotAdmitted
from marketplace.shops.models import Shop
from marketplace.shops.services import (
    close_shop,
    edit_shop,
    end_suspension,
    open_shop,
    rename_shop,
    reopen_shop,
    show_photo,
    suspend_shop,
)
from tests.builders import BIEN_THUONG, HAC_THANH, make_photo, make_seller, make_shop

DETAILS = {"phone": "0912 345 678", "area_code": BIEN_THUONG, "delivery_policy": "Gửi trong 2 ngày"}


def _seller() -> Seller:
    with transaction():
        return make_seller()


def _open(seller: Seller, name: str = "Sâm Báo Triệu Sơn", **details: Any) -> Shop:
    with transaction():
        return open_shop(seller, name, DETAILS | details, Actor(SELLER, seller.person_id))


def _owner(shop: Shop) -> Actor:
    return Actor(SELLER, shop.seller.person_id)


def test_a_shop_is_opened_once_and_its_seller_owns_it(app: Flask) -> None:
    seller = _seller()
    shop, again = _open(seller), _open(seller, "Tên khác")
    assert shop.id == again.id
    assert (shop.status, shop.slug, shop.phone, shop.folded_name) == (
        "open",
        "sam-bao-trieu-son",
        "+84912345678",
        "sam bao trieu son",
    )
    assert shop.opened_at is not None
    members = queries.list_memberships(seller.person_id)
    assert [(member.shop_id, member.role) for member in members] == [(shop.id, "owner")]


def test_a_stopped_seller_opens_no_shop(app: Flask) -> None:
    seller = _seller()
    with transaction():
        seller.move_to("suspended", by=Actor("operator", 1))
    with pytest.raises(NotAdmitted):
        _open(seller)
    assert queries.find_shop_of_seller(seller.id) is None


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"phone": ""}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"area_code": "38"}, "area_code"),
        ({"area_code": ""}, "area_code"),
    ],
)
def test_a_shop_without_phone_or_place_is_not_opened(app: Flask, details: dict[str, str], field: str) -> None:
    with pytest.raises(BadShop) as refused:
        _open(_seller(), **details)
    assert refused.value.field == field
    assert session.query(Shop).count() == 0


@pytest.mark.parametrize("name", ["", "ab", "123", "!!!!", "x" * 81])
def test_a_name_needs_letters_and_an_end(app: Flask, name: str) -> None:
    with pytest.raises(BadShop) as refused:
        _open(_seller(), name)
    assert refused.value.field == "name"


def test_two_shops_do_not_bear_one_name(app: Flask) -> None:
    _open(_seller())
    with pytest.raises(NameTaken):
        _open(_seller(), "SAM BAO TRIEU SON")


def test_names_that_make_one_address_get_two(app: Flask) -> None:
    assert _open(_seller(), "Sâm, Báo").slug == "sam-bao"
    assert _open(_seller(), "Sâm - Báo").slug == "sam-bao-2"


def test_she_changes_what_the_shop_says(app: Flask) -> None:
    with transaction():
        shop = make_shop()
    changes = {
        "tagline": " Sâm quê, tay chị em trồng ",
        "story": "Dòng một\r\n\r\n\r\n\r\nDòng hai",
        "area_code": HAC_THANH,
        "zalo_phone": "0987654321",
        "accepts_cod": False,
        "open_before_paying": False,
        "cod_limit_dong": 2_000_000,
        "preparation_days": 3,
    }
    with transaction():
        edit_shop(shop, changes, _owner(shop))
    assert (shop.tagline, shop.story) == ("Sâm quê, tay chị em trồng", "Dòng một\n\nDòng hai")
    assert (shop.area_code, shop.zalo_phone) == (HAC_THANH, "+84987654321")
    assert (shop.accepts_cod, shop.open_before_paying, shop.cod_limit_dong, shop.preparation_days) == (
        False,
        False,
        2_000_000,
        3,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tagline", "x" * 121),
        ("story", "x" * 5001),
        ("area_code", "15382x"),
        ("phone", "abc"),
        ("zalo_phone", "02373851234"),
        ("cod_limit_dong", 0),
        ("cod_limit_dong", -1),
        ("preparation_days", 31),
        ("preparation_days", -1),
        ("slug", "cua-toi"),
        ("status", "open"),
        ("seller_id", 1),
    ],
)
def test_what_cannot_be_said_is_named_and_nothing_changes(app: Flask, field: str, value: object) -> None:
    with transaction():
        shop = make_shop(tagline="cũ")
    with pytest.raises(BadShop) as refused, transaction():
        edit_shop(shop, {"tagline": "mới", field: value}, _owner(shop))
    assert refused.value.field == field
    session.expire_all()
    assert shop.tagline == "cũ"


def test_a_renamed_shop_is_found_at_its_old_addresses(app: Flask) -> None:
    with transaction():
        shop = make_shop("Sâm Báo Xưa")
    for name in ("Sâm Báo Nay", "Sâm Báo Mai", "Sâm Báo Xưa", "Sâm Báo Xưa"):
        with transaction():
            rename_shop(shop, name, _owner(shop))
    assert shop.slug == "sam-bao-xua"
    for slug in ("sam-bao-nay", "sam-bao-mai"):
        former = queries.find_former_slug(slug)
        assert former is not None and former.shop_id == shop.id
    assert queries.find_former_slug("sam-bao-xua") is None and queries.find_former_slug("khong-co") is None


def test_an_old_address_is_never_given_to_another_shop(app: Flask) -> None:
    with transaction():
        shop, other = make_shop("Cói Nga Sơn"), make_shop("Nón Lá")
        rename_shop(shop, "Chiếu Nga Sơn", _owner(shop))
        rename_shop(other, "Cói Nga Sơn", _owner(other))
    assert other.slug == "coi-nga-son-2"


def _photo(owner: int | None) -> Photo:
    photo: Photo = make_photo()
    photo.owner_person_id = owner
    return photo


def test_a_replaced_photo_of_the_seller_is_erased_unless_it_still_shows(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        first, second = (_photo(shop.seller.person_id) for _ in range(2))
        show_photo(shop, "cover", first, _owner(shop))
        show_photo(shop, "portrait", first, _owner(shop))
        show_photo(shop, "cover", second, _owner(shop))
    assert first.erased_at is None
    with transaction():
        show_photo(shop, "portrait", None, _owner(shop))
    assert first.erased_at is not None and second.erased_at is None
    assert (shop.cover, shop.portrait) == (second, None)


def test_a_shared_photo_is_never_erased(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        shared = _photo(None)
        show_photo(shop, "cover", shared, _owner(shop))
        show_photo(shop, "cover", None, _owner(shop))
    assert shared.erased_at is None
    with pytest.raises(NotFound), transaction():
        show_photo(shop, "slug", shared, _owner(shop))


def test_she_closes_for_a_while_and_opens_again(app: Flask) -> None:
    with transaction():
        shop = make_shop()
    for act, state in ((close_shop, "closed"), (close_shop, "closed"), (reopen_shop, "open"), (reopen_shop, "open")):
        with transaction():
            act(shop, _owner(shop))
        assert shop.status == state


def test_she_does_not_open_what_was_suspended(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        for _ in range(2):
            suspend_shop(shop, Actor("system"))
    for act in (close_shop, reopen_shop):
        with pytest.raises(WrongState), transaction():
            act(shop, _owner(shop))
    with transaction():
        for _ in range(2):
            end_suspension(shop, Actor("system"))
    assert shop.status == "closed"
