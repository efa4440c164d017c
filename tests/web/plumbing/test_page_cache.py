"""Kept pages are right on the very next response, for everyone, in every process."""

import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

import config
from marketplace.app import create_app
from marketplace.browse.models import Listing
from marketplace.catalog.models import Product
from marketplace.catalog.services.products import change_price
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, bump
from marketplace.inventory.services import correct_stock
from marketplace.site.models import Setting
from marketplace.web.plumbing import page_cache
from marketplace.web.plumbing.cached_frame import FOOTER, HEADER
from tests.builders import make_customer, make_live, make_product
from tests.statements import counted
from tests.visitors import Visitor, text_of

LAYOUTS = ("layouts/base.html", "layouts/storefront.html", "components/frame.html", "components/page.html")


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        return make_live(make_product("Củ sâm Báo tươi", price_dong=100_000, stock=20))


@pytest.fixture
def other_process(app: Flask, settings: config.Config) -> Iterator[Flask]:
    """A second application on the same database, as another web process has it."""
    other = create_app(settings)
    yield other
    with other.app_context():
        db.engine.dispose()


def owner(product: Product) -> Actor:
    return Actor(SELLER, product.shop.seller.person_id)


def price_on(page: str) -> int:
    found = re.search(r'class="price[^"]*">(?:<span[^>]*>[^<]*</span> )?([0-9.]+)đ', page)
    assert found, page[:2000]
    return int(found[1].replace(".", ""))


def test_a_warm_page_is_not_drawn_again(visitor: Visitor, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    first = visitor.get("/products")

    def never(*_args: object, **_more: object) -> str:
        raise AssertionError("drawn again")

    monkeypatch.setattr(page_cache, "render_template", never)
    assert visitor.get("/products").data == first.data


def test_a_new_price_is_on_the_very_next_response_of_every_process(
    visitor: Visitor, other_process: Flask, product: Product
) -> None:
    paths = ["/", "/products", f"/products/{product.slug}", f"/shops/{product.shop.slug}", "/search?q=sam"]
    others = other_process.test_client()
    for path in paths:
        visitor.get(path), others.get(path)
    for price in (110_000, 95_000, 100_000):
        with transaction():
            change_price(product.variants[0], price, owner(product))
        for path in paths:
            assert price_on(visitor.get(path).get_data(as_text=True)) == price, path
            assert price_on(others.get(path).get_data(as_text=True)) == price, path


def test_stock_is_right_on_the_very_next_response(visitor: Visitor, other_process: Flask, product: Product) -> None:
    others = other_process.test_client()
    variant = product.variants[0]
    for left, words in ((3, "Chỉ còn 3"), (2, "Chỉ còn 2"), (0, "Tạm hết hàng"), (9, "Còn hàng")):
        with transaction():
            correct_stock(variant.id, left, owner(product))
        for client in (visitor.client, others):
            assert words in client.get(f"/products/{product.slug}").get_data(as_text=True)
            assert ("Tạm hết hàng" in client.get("/products").get_data(as_text=True)) == (left == 0)


def test_with_a_writer_changing_prices_no_page_is_ever_behind(
    app: Flask, other_process: Flask, product: Product
) -> None:
    """Every response shows a price that was committed when the request began, or a later one."""
    committed, stop, faults = [100_000], threading.Event(), []

    def write() -> None:
        with app.app_context():
            try:
                mine = session.get_one(Product, product.id)
                seller, variant = owner(mine), mine.variants[0]
                while not stop.is_set():
                    price = committed[-1] + 1_000
                    with transaction():
                        change_price(variant, price, seller)
                    committed.append(price)
                    time.sleep(0.01)
            except Exception as fault:
                faults.append(fault)
            finally:
                session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    clients = [app.test_client(), other_process.test_client()]
    reader = ThreadPoolExecutor(1)  # a thread of its own has a session of its own, as every request in service
    try:
        for turn in range(60):
            at_least = committed[-1]
            path = ["/products", f"/products/{product.slug}"][turn // 2 % 2]
            page = reader.submit(clients[turn % 2].get, path).result()
            shown = price_on(page.get_data(as_text=True))
            assert at_least <= shown <= committed[-1] + 1_000, (turn, path)
    finally:
        stop.set()
        writer.join()
        reader.shutdown()
    assert not faults and len(committed) > 10


def test_a_setting_is_on_the_very_next_response(visitor: Visitor, product: Product) -> None:
    visitor.get("/products")
    with transaction():
        session.add(Setting(key="brand", value="Chợ quê xứ Thanh"))
        bump(SITE)
    assert "Chợ quê xứ Thanh" in text_of(visitor.get("/products"))


def test_a_repeat_is_304_until_something_shown_changes(visitor: Visitor, product: Product) -> None:
    path = f"/products/{product.slug}"
    first = visitor.get(path)
    repeat = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert repeat.status_code == 304 and repeat.data == b"" and repeat.headers["ETag"] == first.headers["ETag"]
    with transaction():
        change_price(product.variants[0], 120_000, owner(product))
    changed = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200 and changed.headers["ETag"] != first.headers["ETag"]


def test_nobody_gets_a_cookie_by_looking(visitor: Visitor, product: Product) -> None:
    for path in ("/", "/products", f"/products/{product.slug}", "/search?q=sam", "/shops", "/categories", "/apply"):
        response = visitor.get(path)
        assert response.status_code == 200 and "Set-Cookie" not in response.headers, path
        assert "csrf_token" not in response.get_data(as_text=True), path


def test_pages_are_never_stored_as_fresh(visitor: Visitor, product: Product) -> None:
    response = visitor.get("/products")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert {"Accept-Encoding", "Cookie"} <= {part.strip() for part in response.headers["Vary"].split(",")}


def test_each_kind_of_visitor_sees_its_own_frame(new_visitor: type[Visitor], product: Product) -> None:
    guest, customer = new_visitor(), new_visitor()  # type: ignore[call-arg]
    with transaction():
        person = make_customer()
    customer.sign_in(person)
    assert "Đăng nhập" in text_of(guest.get("/products"))
    assert "Tài khoản" in text_of(customer.get("/products"))
    assert "Đăng nhập" in text_of(guest.get("/products"))


def test_a_message_is_shown_to_its_visitor_alone_and_once(new_visitor: type[Visitor], product: Product) -> None:
    buyer, guest = new_visitor(), new_visitor()  # type: ignore[call-arg]
    path = f"/products/{product.slug}"
    buyer.post("/cart/add", {"variant_id": product.variants[0].id, "quantity": "1", "back": path})
    assert "Đã thêm vào giỏ" in text_of(buyer.get(path))
    assert "Đã thêm vào giỏ" not in text_of(guest.get(path))
    assert "Đã thêm vào giỏ" not in text_of(buyer.get(path))


def test_languages_are_kept_apart(visitor: Visitor, product: Product) -> None:
    assert '<html lang="vi"' in visitor.get("/products").get_data(as_text=True)
    assert '<html lang="en"' in visitor.get("/products?lang=en").get_data(as_text=True)
    assert '<html lang="vi"' in visitor.get("/products").get_data(as_text=True)


def test_who_saves_data_gets_no_font_and_fewer_goods(visitor: Visitor, product: Product) -> None:
    light = visitor.get("/products", headers={"Save-Data": "on"}).get_data(as_text=True)
    assert 'class="lite"' in light and "woff2" not in light
    assert "woff2" in visitor.get("/products").get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/products", "/products?place=38&sort=price_up&in_stock=1", "/categories", "/categories/thuc-pham-mau",
        "/shops", "/shops/{shop}", "/products/{product}", "/search?q=sam", "/search?q=sma", "/search?q=zzzzzz",
        "/search", "/apply", "/sitemap.xml", "/robots.txt", "/api/v1/products", "/api/v1/products/{product}",
    ],
)  # fmt: skip
def test_a_page_sends_at_most_six_statements(visitor: Visitor, product: Product, path: str) -> None:
    path = path.format(shop=product.shop.slug, product=product.slug)
    visitor.get("/apply")  # settings, categories and policies of the frame are kept by the site's version
    with counted() as cold:
        assert visitor.get(path).status_code == 200
    with counted() as warm:
        visitor.get(path)
    assert len(cold) <= 6, cold
    assert len(warm) <= 4, warm


def test_a_page_of_a_visitor_with_a_cart_sends_at_most_six(visitor: Visitor, product: Product) -> None:
    visitor.post("/cart/add", {"variant_id": product.variants[0].id, "quantity": "1"})
    visitor.get("/products")
    for path in ("/", "/products", f"/products/{product.slug}"):
        visitor.get(path)
        with counted() as sent:
            visitor.get(path)
        assert len(sent) <= 6, (path, sent)


def test_the_number_of_statements_does_not_grow_with_the_goods(visitor: Visitor, product: Product) -> None:
    visitor.get("/products")
    with counted() as few:
        visitor.get("/products")
    with transaction():
        for number in range(6):
            make_live(make_product(f"Món {number}", shop=product.shop))
    visitor.get("/products")
    with counted() as more:
        visitor.get("/products")
    assert len(more) == len(few) == 2


def test_data_for_machines_is_valid_and_cannot_break_out(visitor: Visitor, app: Flask) -> None:
    with transaction():
        product = make_live(make_product("Trà </script><script>alert(1)</script> & “sâm”"))
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    kinds = [json.loads(block)["@type"] for block in blocks]
    assert kinds == ["Product", "BreadcrumbList"]
    assert "<script>alert" not in page
    assert session.query(Listing).count() == 1


def test_the_key_of_a_kept_page_names_everything_its_frame_shows(app: Flask) -> None:
    """A layout that begins to show something new of the visitor must put it into `frame_facts` first."""
    from jinja2.meta import find_undeclared_variables
    from jinja2.nodes import FromImport

    used: set[str] = set()
    for name in (*LAYOUTS, HEADER, FOOTER):
        source, _path, _fresh = app.jinja_env.loader.get_source(app.jinja_env, name)
        tree = app.jinja_env.parse(source)
        macros = {one for found in tree.find_all(FromImport) for one in found.names}
        used |= find_undeclared_variables(tree) - macros - set(app.jinja_env.globals)
    of_the_page = {"active", "query"}
    of_the_site = {"site", "policies", "nav_categories", "locale"}
    of_the_visitor = {"person", "roles", "cart_count", "large_text", "save_data"}
    assert used - {"get_flashed_messages"} <= of_the_page | of_the_site | of_the_visitor
