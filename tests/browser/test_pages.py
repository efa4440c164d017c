"""The pages people use most: no accessibility violation, nothing wider than a small phone, in both languages."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

from marketplace.association.models import Unit
from marketplace.browse.models import Listing
from marketplace.catalog.models import ListingRevision, Product, ProductPhoto, Variant
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.links import order_path
from marketplace.orders.models import Order, OrderLine, ShopOrder
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop
from tests.browser.fitting import faults_of_fit
from tests.browser.screen import Screen
from tests.browser.town import NEW_PHONE, Town, ask_for_new_phone, build_town, sign_in
from tests.builders import HAC_THANH
from tests.codes import sent_code
from tests.journeys import customers

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
LOCALES = ("vi", pytest.param("en", marks=pytest.mark.thorough))
SMALLEST, PHONE, DESK = 320, 360, 1280
AXE = Axe().axe_script


class Inspector:
    """Walks through pages and writes down what is wrong with them."""

    def __init__(self, screen: Screen, locale: str, person: Person | None = None) -> None:
        self.screen, self.locale, self.faults = screen, locale, []
        context = screen.page.context
        if person is not None:
            sign_in(context, screen.origin, person)
        context.request.post(f"{screen.origin}/language", form={"locale": locale}, headers={"Origin": screen.origin})

    def walk(self, *paths: str) -> None:
        """Open each of the pages people use most, and look at it on a phone and on a desk."""
        for path in paths:
            self._open(path)
            self.look()

    def pass_by(self, *paths: str) -> None:
        """Open further pages, and look at each on a phone."""
        for path in paths:
            self._open(path)
            self.look(PHONE)

    def look(self, *widths: int) -> None:
        """Look at the page that is open: whether it fits the smallest phone, then with the eyes of the rules."""
        page, where = self.screen.page, self.screen.address.partition("?")[0]
        assert page.locator("html").get_attribute("lang") == self.locale, where
        page.set_viewport_size({"width": SMALLEST, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            self.faults.append(f"{where} at {SMALLEST}: {over} px too wide")
        for width in widths or (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            fit = faults_of_fit(page) if width == PHONE else []
            self.faults += [f"{where} at {width}: {fault}" for fault in [*_violations(self.screen), *fit]]

    def _open(self, path: str) -> None:
        self.screen.open(path)
        assert self.screen.status == 200, f"{path} answered {self.screen.status}"


def _violations(screen: Screen) -> list[str]:
    if not screen.page.evaluate("'axe' in window"):  # it stays while the page does
        screen.page.evaluate(AXE)
    found = screen.page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [f"{rule['id']} {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"][:3]]


Inspect = Callable[..., AbstractContextManager[Inspector]]


@pytest.fixture(params=LOCALES)
def inspect(request: pytest.FixtureRequest, new_screen: Callable[..., Screen]) -> Inspect:
    """Gives an inspector of a language, signed in as a person if one is given; at the end it found no fault."""

    @contextmanager
    def begin(person: Person | None = None) -> Iterator[Inspector]:
        inspector = Inspector(new_screen(width=DESK), request.param, person)
        yield inspector
        assert inspector.faults == []

    return begin


@pytest.fixture
def town(site: str) -> Town:
    built = build_town()
    session.rollback()
    return built


def test_what_customers_see(inspect: Inspect, town: Town) -> None:
    with inspect() as seen:
        key = order_path(town.order).partition("=")[2]
        seen.walk("/", town.stall.page, f"/orders/{town.order.number}?key={key}")
        seen.pass_by(
            "/products", "/shops", f"/shops/{town.stall.goods.shop.slug}", "/search?q=sam bao", "/search?q=khong co"
        )
        seen.pass_by("/impact", "/orders/lookup", "/sign-in", "/sign-up", "/policies/quy-che-hoat-dong", "/cart")
        seen.pass_by(
            f"/orders/{town.order.number}/receipt", order_path(town.unpaid), f"/orders/{town.unpaid.number}/pay"
        )


def test_buying(inspect: Inspect, town: Town) -> None:
    with inspect() as seen:
        screen, page = seen.screen, seen.screen.page
        for stall in (town.stall, town.other):
            screen.open(stall.page)
            screen._tap(page.locator("form[action='/cart/add'] button:not([type=button])").first)
        seen.walk("/cart", "/checkout")
        form = page.locator("form[action='/checkout/review']")
        screen._tap(form.locator("button[type=submit]"))
        assert screen.status == 422
        seen.look(PHONE)
        answers = {**customers.ANSWERS, "province": "38", "commune": HAC_THANH, "method": customers.COD}
        screen._fill_in(form, answers, {})
        screen._tap(form.locator("button[type=submit]"))
        assert screen.address == "/checkout/review" and screen.status == 200
        seen.look()


def test_applying(inspect: Inspect, town: Town) -> None:
    with inspect(town.applicant) as seen:
        seen.walk("/apply", "/seller/apply/place", "/seller/apply/card", "/seller/apply/consent")
        seen.pass_by("/seller", "/seller/application", "/seller/apply/review", "/account", "/account/security")
        seen.pass_by(*(f"/seller/apply/{step}" for step in ("name", "form", "goods", "bank")))


def test_selling(inspect: Inspect, town: Town) -> None:
    with inspect(town.stall.owner) as seen:
        order, product = f"/seller/orders/{town.order.number}-1", f"/seller/products/{town.product_id}"
        accepted = f"/seller/orders/{town.accepted.number}-1"
        seen.walk(order, "/seller")
        seen.pass_by("/seller/orders", f"{order}/decline", accepted, f"{accepted}/slip")
        seen.pass_by("/seller/money", "/seller/more")
        seen.pass_by("/seller/products", product, f"{product}/label", f"{product}/photos", f"{product}/variants")
        seen.pass_by("/seller/products/new", "/seller/shop", "/seller/shop/shipping", "/seller/transfers")


def test_the_unions_work(inspect: Inspect, town: Town) -> None:
    with inspect(town.officer) as seen:
        table = "/staff/programmes/2415"
        seen.walk("/staff/applications", table)
        seen.pass_by("/staff", f"/staff/applications/{town.application_number}", "/staff/listings")
        seen.pass_by(f"/staff/applications/{town.application_number}/phone")
        seen.pass_by(f"/staff/listings/{town.revision_id}", f"{table}/women_supported", f"{table}/targets")
        seen.pass_by("/staff/support", "/staff/support/new", "/staff/programmes", "/staff/applications/new")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_lost_phone(new_screen: Callable[..., Screen], town: Town, locale: str) -> None:
    link, stop = ask_for_new_phone(town)
    seen = Inspector(new_screen(width=DESK), locale)
    seen.pass_by(f"/phone-change/stop/{stop}", f"/phone-change/{link}")
    for typed in ({}, {"code": sent_code}, {"password": lambda _phone: "con trâu đi trước"}):
        form = seen.screen.page.locator("main form").first
        seen.screen._fill_in(form, {name: read(NEW_PHONE) for name, read in typed.items()}, {})
        seen.screen._tap(form.locator("button[type=submit]"))
        seen.look(PHONE)
    assert seen.screen.address == "/phone-change/done"
    assert seen.screen.open(f"/phone-change/{link}").status == 410
    seen.look(PHONE)
    assert seen.faults == []


def test_the_operators_work(inspect: Inspect, town: Town) -> None:
    with inspect(town.operator) as seen:
        seen.pass_by("/staff", "/staff/units", "/staff/roles", "/staff/settings", "/staff/settings/brand")
        seen.pass_by("/staff/policies", "/staff/outbox", "/staff/audit", "/staff/gallery")


LINK = "https://maps.app.goo.gl/" + "QuaCầuĐồngBẩmRẽTráiTớiNhàVănHóaThôn" * 4
TYPED = {  # what people type, and pages show; a picture's facts and codes are left alone
    Shop: ("name", "tagline", "story", "address_line", "opening_hours", "delivery_policy", "return_policy"),
    Product: ("name", "description", "season_note", "origin_note"),
    Variant: ("name",),
    Order: ("customer_name", "address_line", "note"),
    ShopOrder: ("shop_name", "seller_name", "seller_address"),
    OrderLine: ("product_name", "variant_name"),
    Person: ("full_name", "address_line"),
    Seller: ("legal_name",),
    Listing: ("name", "shop_name", "owner", "season_note"),
    ProductPhoto: ("alt",),
    SupportRecord: ("funder", "idea", "note"),
    Unit: ("contact_name",),
}


def _write_links_everywhere() -> None:
    """Let all that people typed be one word without a break, as a link to a map is."""
    with transaction():
        for model, names in TYPED.items():
            for name in names:
                column = getattr(model, name)
                session.query(model).filter(column != "").update({name: LINK}, synchronize_session=False)
        for row in session.query(ListingRevision):
            row.content = {
                key: LINK if isinstance(value, str) and value else value for key, value in row.content.items()
            }
    session.rollback()


def test_a_word_without_a_break_widens_no_page(new_screen: Callable[..., Screen], town: Town) -> None:
    """A map link as name, note and address, on the pages of everybody, at 360 (8.19)."""
    slug, shop = town.stall.page.rpartition("/")[2], town.stall.goods.shop.slug
    number, order = town.order.shop_orders[0].number, order_path(town.order)
    _write_links_everywhere()
    support = f"/staff/support/{town.stall.owner.public_id}"
    seller = (
        "",
        "/orders",
        f"/orders/{number}",
        f"/orders/{number}/decline",
        "/products",
        "/shop",
        "/shop/story",
        "/money",
    )
    goods = ("", "/words", "/label", "/photos", "/variants", "/stock", "/preview")
    officer = ("", "/applications", f"/applications/{town.application_number}", "/listings", "/support", "/notices")
    walks = {
        None: ["/", "/products", "/shops", f"/products/{slug}", f"/shops/{shop}", f"/search?q={slug[:3]}", order],
        town.stall.owner: [f"/seller{path}" for path in seller]
        + [f"/seller/products/{town.product_id}{path}" for path in goods]
        + ["/account", "/account/privacy", "/account/notices"],
        town.officer: [f"/staff{path}" for path in officer] + [f"/staff/listings/{town.revision_id}", support],
        town.operator: [
            "/staff/roles",
            "/staff/officers",
            "/staff/units",
            "/staff/audit",
            "/staff/refunds",
            "/staff/outbox",
        ],
    }
    screen, wide = new_screen(width=PHONE), []
    for person, paths in walks.items():
        if person is not None:
            sign_in(screen.page.context, screen.origin, person)
        for path in paths:
            screen.open(path)
            width = screen.page.evaluate("document.documentElement.scrollWidth")
            if screen.status != 200 or width > PHONE:
                wide.append((path, screen.status, width))
    assert wide == [], wide


def test_enlarged_to_twice_its_size_a_page_stays_as_wide_as_the_phone(
    new_screen: Callable[..., Screen], town: Town
) -> None:
    """A phone of 360 px at 200 %, and its letters alone at twice their size; bars leave the page to be read (8.18)."""
    pages = ["/", "/categories", "/impact", town.stall.page, "/cart", "/checkout"]
    own = ["orders", "money", "products", f"products/{town.product_id}/photos"]
    customer, seller = new_screen(width=DESK), new_screen(width=DESK)
    sign_in(seller.page.context, seller.origin, town.stall.owner)
    customer.open(town.stall.page)
    customer._tap(customer.page.locator("form[action='/cart/add'] button:not([type=button])").first)
    wide = [fault for path in pages for fault in _too_wide(customer, path)]
    own_pages = [*(f"/seller/{page}" for page in own), "/account/privacy"]
    wide += [fault for path in own_pages for fault in _too_wide(seller, path)]
    assert not wide, "\n".join(wide)
    seller.page.set_viewport_size({"width": 180, "height": 400})
    bar = seller.open("/seller/orders").page.locator(".thumb-nav")
    assert bar.evaluate("el => getComputedStyle(el).position") == "static"
    customer.page.set_viewport_size({"width": 180, "height": 400})
    box = customer.open("/").page.locator(".find input").first.bounding_box()
    assert box is not None and box["width"] > 90, "room for some letters of what is looked for"


def _too_wide(screen: Screen, path: str) -> list[str]:
    faults, page = [], screen.page
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    screen.open(path)
    assert screen.status == 200, path
    for width, letters in ((180, "100%"), (360, "200%")):
        page.set_viewport_size({"width": width, "height": 2 * width})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
        if page.evaluate(over) > 0:
            faults.append(f"{path} at {width}, letters {letters}: {page.evaluate(over)} px too wide")
    return faults
