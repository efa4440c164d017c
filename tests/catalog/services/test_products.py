"""A product's working copy: four fields make a draft; strangers change nothing; twice is once."""

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.audit.models import AuditEntry
from marketplace.catalog import queries, states
from marketplace.catalog.errors import BadValue, CannotReview, CategoryNotOffered, NoSuchProduct, ShopNotSelling
from marketplace.catalog.models import Product
from marketplace.catalog.services import products, revisions
from marketplace.core.actors import OFFICER, OPERATOR, SELLER, SYSTEM, Actor
from marketplace.core.db import session
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.shops.models import Shop
from tests.builders import (
    HAC_THANH,
    complete_label,
    make_officer,
    make_operator,
    make_photo,
    make_product,
    make_seller,
    make_shop,
    unit_of,
)


def seller_of(shop: Shop) -> Actor:
    return Actor(SELLER, shop.seller.person_id)


def officer_of(shop: Shop) -> tuple[Actor, Unit]:
    return Actor(OFFICER, shop.seller.verified_by), shop.seller.unit


def make_public(product: Product) -> Product:
    complete_label(product)
    revision = revisions.submit_product(product, seller_of(product.shop))
    officer, unit = officer_of(product.shop)
    revisions.approve_revision(revision, officer, unit)
    return product


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop()


@pytest.fixture
def product(shop: Shop) -> Product:
    with transaction():
        return make_product(shop=session.get_one(Shop, shop.id))


def _again(product: Product) -> Product:
    session.expire_all()
    return session.get_one(Product, product.id)


def test_four_fields_make_a_draft(shop: Shop) -> None:
    with transaction():
        photo = make_photo()
        product = products.create_draft(shop, "Củ sâm Báo tươi", 850_000, 12, photo.id, seller_of(shop))
    product = _again(product)
    assert (product.status, product.slug) == (states.DRAFT, "cu-sam-bao-tuoi")
    assert [v.price_dong for v in product.variants] == [850_000]
    assert stock_of([product.variants[0].id]) == {product.variants[0].id: 12}
    assert [shown.alt for shown in product.photos] == ["Củ sâm Báo tươi"]


def test_two_products_of_one_name_have_two_addresses(shop: Shop) -> None:
    with transaction():
        one = products.create_draft(shop, "Nem chua", 60_000, 0, None, seller_of(shop))
        two = products.create_draft(shop, "Nem chua", 60_000, 0, None, seller_of(shop))
    assert one.slug == "nem-chua"
    assert two.slug.startswith("nem-chua-")


@pytest.mark.parametrize(
    ("name", "price", "field"), [("", 60_000, "name"), ("Nem", 0, "price"), ("Nem", 10**9, "price")]
)
def test_odd_values_make_no_draft(shop: Shop, name: str, price: int, field: str) -> None:
    with pytest.raises(BadValue) as refusal, transaction():
        products.create_draft(shop, name, price, 1, None, seller_of(shop))
    assert refusal.value.field == field
    assert session.query(Product).count() == 0


def test_another_shops_product_is_not_found(product: Product) -> None:
    with transaction():
        stranger = make_shop(seller=make_seller("Người khác", area_code=HAC_THANH))
    with pytest.raises(NoSuchProduct):
        queries.get_product(stranger, product.id)
    with pytest.raises(NoSuchProduct), transaction():
        queries.lock_product(stranger, product.id)


def test_a_draft_renamed_moves_its_address_and_a_live_one_does_not(product: Product) -> None:
    with transaction():
        draft = _again(product)
        products.edit_words(draft, name="Sâm Báo khô")
        assert draft.slug == "sam-bao-kho"
        make_public(draft)
        products.edit_words(draft, name="Sâm Báo thái lát", description="x")
    assert _again(product).slug == "sam-bao-kho"


def test_a_category_brings_its_label_group(product: Product) -> None:
    brocade = queries.find_category("det-tho-cam")
    assert brocade is not None
    with transaction():
        products.choose_category(_again(product), brocade.id)
    assert (_again(product).category_id, _again(product).label_group) == (brocade.id, "det_may")


def test_fresh_goods_not_yet_sold_travel_within_the_province(product: Product) -> None:
    shelf = queries.find_category("sam-bao")
    assert shelf is not None
    with transaction():
        draft = _again(product)
        draft.name, draft.category, draft.category_id = "Củ sâm Báo tươi", None, None
        products.choose_category(draft, shelf.id)
        assert (draft.label_group, draft.delivery_scope) == ("thuc_pham_tuoi", "province")
        products.choose_label_group(draft, "thuc_pham")
        assert draft.delivery_scope == "nationwide"
        draft.delivery_scope = "commune"
        products.choose_label_group(draft, "thuc_pham_tuoi")
        assert draft.delivery_scope == "commune"


def test_what_is_sold_already_keeps_its_way(product: Product) -> None:
    with transaction():
        make_public(_again(product))
    with transaction():
        products.choose_label_group(_again(product), "thuc_pham_tuoi")
    assert _again(product).delivery_scope == "nationwide"


def test_spirits_are_not_on_offer(product: Product) -> None:
    spirits = queries.find_category("ruou")
    assert spirits is not None
    before = product.category_id
    with pytest.raises(CategoryNotOffered), transaction():
        products.choose_category(_again(product), spirits.id)
    with pytest.raises(BadValue), transaction():
        products.choose_label_group(_again(product), "ruou")
    assert _again(product).category_id == before
    assert spirits.id not in [c.id for root, children in queries.offered_categories() for c in (root, *children)]


def test_a_price_holds_at_once_and_is_written_down(product: Product) -> None:
    with transaction():
        variant = _again(product).variants[0]
        products.change_price(variant, 120_000, seller_of(product.shop))
        products.change_price(variant, 120_000, seller_of(product.shop))
    assert _again(product).variants[0].price_dong == 120_000
    notes = session.query(AuditEntry).filter_by(action="variant.price_changed").all()
    assert [note.details for note in notes] == [{"before": 100_000, "after": 120_000}]


@pytest.mark.parametrize("price", [-1, 0, 999, 10**9])
def test_an_odd_price_is_refused(product: Product, price: int) -> None:
    with pytest.raises(BadValue), transaction():
        products.change_price(_again(product).variants[0], price, seller_of(product.shop))
    assert _again(product).variants[0].price_dong == 100_000


def test_delivery_limits_are_checked(product: Product) -> None:
    for bad in (
        {"scope": "moon", "max_transit_days": None, "order_limit": 5},
        {"scope": "province", "max_transit_days": 0, "order_limit": 5},
        {"scope": "province", "max_transit_days": 2, "order_limit": 0},
    ):
        with pytest.raises(BadValue), transaction():
            products.set_delivery(_again(product), keeps_cold=False, **bad)  # type: ignore[arg-type]
    with transaction():
        products.set_delivery(_again(product), scope="province", max_transit_days=2, keeps_cold=True, order_limit=5)
    assert (_again(product).delivery_scope, _again(product).keeps_cold) == ("province", True)


def test_hidden_and_shown_again_without_review(product: Product) -> None:
    with transaction():
        live = make_public(_again(product))
        for _ in range(2):
            products.hide_product(live, seller_of(live.shop))
    assert _again(product).status == states.HIDDEN
    with transaction():
        for _ in range(2):
            products.show_product(_again(product), seller_of(product.shop))
    assert _again(product).status == states.LIVE


def test_a_draft_cannot_be_shown(product: Product) -> None:
    with pytest.raises(WrongState), transaction():
        products.show_product(_again(product), seller_of(product.shop))
    assert _again(product).status == states.DRAFT


def test_a_suspended_shop_shows_nothing(product: Product) -> None:
    with transaction():
        live = make_public(_again(product))
        products.hide_product(live, seller_of(live.shop))
        live.shop.move_to("suspended", by=Actor(SYSTEM))
    with pytest.raises(ShopNotSelling), transaction():
        products.show_product(_again(product), seller_of(product.shop))
    assert _again(product).status == states.HIDDEN


def test_a_discarded_draft_comes_back(product: Product) -> None:
    with transaction():
        products.discard_draft(_again(product), seller_of(product.shop))
    assert queries.list_products(product.shop).items == []
    with transaction():
        products.restore_draft(_again(product), seller_of(product.shop))
    assert [p.id for p in queries.list_products(product.shop)] == [product.id]


def test_an_officer_blocks_with_a_reason_and_lifts_it(product: Product) -> None:
    with transaction():
        live = make_public(_again(product))
        officer, unit = officer_of(live.shop)
        with pytest.raises(BadValue):
            products.block_product(live, "  ", officer, unit)
        for _ in range(2):
            products.block_product(live, "Nhãn ghi sai nơi làm", officer, unit)
    assert _again(product).status == states.BLOCKED
    entry = session.query(AuditEntry).filter_by(action="product.blocked").one()
    assert entry.details["note"] == "Nhãn ghi sai nơi làm"
    with pytest.raises(WrongState), transaction():
        products.show_product(_again(product), seller_of(product.shop))
    with transaction():
        officer, unit = officer_of(product.shop)
        products.unblock_product(_again(product), officer, unit)
    assert _again(product).status == states.HIDDEN


def test_nobody_else_blocks(product: Product) -> None:
    with transaction():
        live = make_public(_again(product))
        stranger = make_officer(HAC_THANH)
    for actor, unit in (
        (Actor(OFFICER, stranger.id), unit_of(HAC_THANH)),
        (Actor(OFFICER, stranger.id), live.shop.seller.unit),
        (Actor(OPERATOR, stranger.id), None),
        (Actor(OFFICER, stranger.id), None),
        (seller_of(live.shop), live.shop.seller.unit),
    ):
        with pytest.raises(CannotReview), transaction():
            products.block_product(_again(product), "x", actor, unit)
    assert _again(product).status == states.LIVE


def test_an_operator_blocks(product: Product) -> None:
    with transaction():
        live = make_public(_again(product))
        operator = make_operator()
        products.block_product(live, "Cơ quan quản lý yêu cầu", Actor(OPERATOR, operator.id))
    assert _again(product).status == states.BLOCKED
