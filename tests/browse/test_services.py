from datetime import timedelta

from flask import Flask

from marketplace.browse import services
from marketplace.browse.models import SHELF, Listing
from marketplace.catalog.models import Certificate, Product
from marketplace.catalog.services.products import change_price, hide_product, show_product
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.inventory.services import correct_stock
from marketplace.shops.services import close_shop, rename_shop, reopen_shop
from tests.builders import make_category, make_live, make_product, make_shop


def live(**fields: object) -> Product:
    with transaction():
        return make_live(make_product(**fields))  # type: ignore[arg-type]


def listing(product: Product) -> Listing:
    session.expire_all()
    return session.get_one(Listing, product.id)


def owner(product: Product) -> Actor:
    return Actor(SELLER, product.shop.seller.person_id)


def test_an_approved_product_is_listed_with_all_a_card_shows(app: Flask) -> None:
    product = live(name="Củ sâm Báo tươi", price_dong=850_000)
    card = listing(product)
    assert card.is_shown and card.name == "Củ sâm Báo tươi" and card.price_dong == 850_000
    assert card.shop_name == product.shop.name and card.area_name == "Xã Biện Thượng"
    assert card.published_at == product.first_live_at


def test_a_price_is_listed_in_the_transaction_that_changes_it(app: Flask) -> None:
    product = live()
    before = version_of(SHELF)
    with transaction():
        change_price(product.variants[0], 55_000, owner(product))
        assert session.get_one(Listing, product.id).price_dong == 55_000
    assert listing(product).price_dong == 55_000
    assert version_of(SHELF) == before, "a price is no change of the shelf"


def test_a_price_that_is_not_committed_is_not_listed(app: Flask) -> None:
    product = live(price_dong=100_000)
    try:
        with transaction():
            change_price(product.variants[0], 55_000, owner(product))
            raise RuntimeError("the line broke")
    except RuntimeError:
        pass
    assert listing(product).price_dong == 100_000


def test_stock_is_listed_when_what_the_card_says_changes(app: Flask) -> None:
    product = live(stock=10)
    variant = product.variants[0]
    for left, said in ((9, "in"), (5, "few"), (1, "few"), (0, "out"), (40, "in")):
        with transaction():
            correct_stock(variant.id, left, owner(product))
        assert listing(product).stock_state == said


def test_a_hidden_product_leaves_the_shelf_and_comes_back(app: Flask) -> None:
    product = live()
    before = version_of(SHELF)
    with transaction():
        hide_product(session.get_one(Product, product.id), owner(product))
    assert not listing(product).is_shown and version_of(SHELF) > before
    with transaction():
        show_product(session.get_one(Product, product.id), owner(product))
    assert listing(product).is_shown


def test_a_closed_shop_takes_its_goods_along(app: Flask) -> None:
    product, other = live(), live()
    with transaction():
        close_shop(product.shop, owner(product))
    assert not listing(product).is_shown and listing(other).is_shown
    with transaction():
        reopen_shop(product.shop, owner(product))
    assert listing(product).is_shown


def test_a_new_name_of_a_shop_is_on_its_cards_and_found(app: Flask) -> None:
    product = live()
    with transaction():
        rename_shop(product.shop, "Sâm Báo nhà Sen", owner(product))
    card = listing(product)
    assert card.shop_name == "Sâm Báo nhà Sen" and "nha sen" in card.folded


def test_the_goods_of_a_category_that_is_switched_off_are_not_shown(app: Flask) -> None:
    with transaction():
        category = make_category("mua-vu", name="Hàng mùa vụ")
        product = make_live(make_product("Bưởi", category=category))
        category.is_enabled = False
    with transaction():
        services.refresh_listing(product.id)
    assert not listing(product).is_shown


def test_refreshing_twice_is_once(app: Flask) -> None:
    product = live()
    before = version_of(SHELF)
    with transaction():
        services.refresh_listing(product.id)
        services.refresh_listing(product.id)
    assert version_of(SHELF) == before and session.query(Listing).count() == 1


def test_a_draft_is_not_listed(app: Flask) -> None:
    with transaction():
        product = make_product()
        services.refresh_listing(product.id)
    assert session.get(Listing, product.id) is None


def test_rebuilding_gives_the_same_shelf(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        for number in range(5):
            make_live(make_product(f"Món {number}", shop=shop, price_dong=1000 * (number + 1)))
        make_live(make_product())
    columns = [column.name for column in Listing.__table__.columns]
    before = {row.product_id: [getattr(row, c) for c in columns] for row in session.query(Listing)}
    with transaction():
        assert services.rebuild_all() == 6
    after = {row.product_id: [getattr(row, c) for c in columns] for row in session.query(Listing)}
    assert after == before


def test_rebuilding_takes_few_statements(app: Flask) -> None:
    from tests.statements import counted

    with transaction():
        shop = make_shop()
        for number in range(12):
            make_live(make_product(f"Món {number}", shop=shop))
    with transaction(), counted() as sent:
        services.rebuild_all()
    assert len(sent) <= 10, sent


def test_expired_stars_come_down(app: Flask) -> None:
    with transaction():
        product = make_product()
        session.add(
            Certificate(
                product_id=product.id, kind="ocop", stars=4, number="MAU-1", issued_on=today() - timedelta(days=900),
                expires_on=today(),
            )
        )  # fmt: skip
        session.flush()
        session.refresh(product)
        make_live(product)
    assert listing(product).ocop_stars == 4
    with transaction():
        session.get_one(Listing, product.id).ocop_until = today() - timedelta(days=1)
        assert services.hide_expired_stars() == 1


def test_what_was_delivered_counts_as_sold(app: Flask) -> None:
    product = live()
    with transaction():
        services.count_sold()
    assert listing(product).sold == 0
    assert listing(product).published_at <= now()
