"""`make screenshots` (`python -m tests.browser.screenshots [OUTDIR]`): the pictures of the README, from the small demo.

Eight pages, each as wide as a phone and as a desk, from the top down to its end or to `TALLEST` pixels.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import config
from marketplace.accounts.queries import find_account
from marketplace.app import create_app
from marketplace.browse.models import Listing
from marketplace.cli.database import load_reference_data
from marketplace.cli.serve import work_until_idle
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.demo.loading import load
from marketplace.orders.links import order_path
from marketplace.orders.models import ShopOrder
from marketplace.orders.states import SHIPPED
from marketplace.people.models import Person
from tests.browser.screen import Screen
from tests.browser.serving import launch_chromium, served
from tests.browser.town import sign_in
from tests.journeys import customers

SIZES = {360: 800, 1280: 900}
TALLEST = 1600
PLACE = Path("docs/screenshots")
SELLER, OFFICER = "+84912000002", "+84912000012"  # of the demo: a seller of sâm Báo, an officer of the province


def main(target: Path) -> None:
    """Load the demo into a folder of its own, serve it, and take the pictures."""
    target.mkdir(parents=True, exist_ok=True)
    demo = tempfile.TemporaryDirectory()
    with demo as folder, _demo(Path(folder)) as app, served(app) as origin, sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        for width in SIZES:
            _shoot_all(chromium, origin, width, target)
        chromium.close()


@contextmanager
def _demo(folder: Path) -> Iterator[Flask]:
    environ = {
        "ENVIRONMENT": "development",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "VAR_DIR": str(folder / "var"),
        "UPLOADS_DIR": str(folder / "uploads"),
        "PUBLIC_URL": "http://localhost",
        "STRIPE_SECRET_KEY": "sk_test_screenshots",
        "STRIPE_WEBHOOK_SECRET": "whsec_screenshots",
    }
    app = create_app(config.load(environ))
    with app.app_context():
        db.create_all()
        with transaction():
            load_reference_data()
        load()
        work_until_idle(app)
        yield app
        session.remove()
        db.engine.dispose()


def _shoot_all(chromium: Browser, origin: str, width: int, target: Path) -> None:
    def shoot(screen: Screen, name: str) -> None:
        _save(screen.page, target / f"{name}-{width}.webp")

    customer = _screen(chromium, origin, width)
    shoot(customer.open("/"), "home")
    first, second = _goods_of_two_shops()
    shoot(customer.open(first), "product")
    for path in (first, second):
        customer.open(path).press("Thêm vào giỏ")
    customers.say_where(customer)
    shoot(customer.open("/cart"), "cart")
    customers.fill_in(customer, customers.TRANSFER)
    shoot(customer, "checkout")
    shoot(customer.open(_order_under_way()), "order")
    shoot(_screen(chromium, origin, width, _person(SELLER)).open("/seller"), "seller")
    officer = _screen(chromium, origin, width, _person(OFFICER))
    shoot(officer.open("/staff/applications"), "staff")
    shoot(officer.open("/staff/programmes/2415"), "programme")


def _screen(chromium: Browser, origin: str, width: int, person: Person | None = None) -> Screen:
    context = chromium.new_context(
        viewport={"width": width, "height": SIZES[width]},
        device_scale_factor=2 if width < 700 else 1,
        is_mobile=width < 700,
        has_touch=width < 700,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    if person is not None:
        sign_in(context, origin, person)
    return Screen(context, origin)


def _save(page: Page, path: Path) -> None:
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(img => { img.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    width, least = page.viewport_size["width"], page.viewport_size["height"]  # type: ignore[index]
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(least, min(whole, TALLEST))})  # bars stay at the foot
    Image.open(BytesIO(page.screenshot())).convert("RGB").save(path, "WEBP", quality=82, method=6)
    page.set_viewport_size({"width": width, "height": least})
    print(path)


def _goods_of_two_shops() -> tuple[str, str]:
    """Sâm Báo of one shop, and goods of another; both go everywhere."""
    on_sale = session.query(Listing).filter_by(is_shown=True, stock_state="in", delivery_scope="nationwide")
    rows = on_sale.order_by(Listing.product_id).all()
    session.rollback()
    ginseng = next(row for row in rows if "sâm báo" in row.name.lower())
    other = next(row for row in rows if row.shop_id != ginseng.shop_id)
    return f"/products/{ginseng.slug}", f"/products/{other.slug}"


def _order_under_way() -> str:
    """The newest order with a parcel on its way, of two shops where there is one."""
    parts = session.query(ShopOrder).filter_by(status=SHIPPED).order_by(ShopOrder.id.desc()).all()
    order = max((part.order for part in parts), key=lambda order: len(order.shop_orders))
    path = order_path(order)
    session.rollback()
    return path


def _person(phone: str) -> Person:
    account = find_account(phone)
    assert account is not None, f"the demo has no account {phone}"
    return account.person


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE)
