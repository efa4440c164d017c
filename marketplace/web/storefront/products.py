"""/products: all products on sale, and the page of one."""

from flask import Response, abort, make_response, render_template, request

from marketplace.browse.queries import facts, pages
from marketplace.browse.queries.pages import ProductRow
from marketplace.browse.queries.shelf import others_of_shop
from marketplace.core.clock import today
from marketplace.shops.states import NOT_SELLING_STATES
from marketplace.web.parts.list_request import read_cards, read_list
from marketplace.web.plumbing.answers import moved_to
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.cards import drawn_cards
from marketplace.web.storefront.categories import drawn_shelves
from marketplace.web.storefront.lists import list_context
from marketplace.web.storefront.product_views import ProductFacts, product_context


def index() -> Response:
    """All products on sale, filtered by place and stock, in three orders."""
    version = begin_public_page()
    asked = read_list(version)
    page = read_cards(asked)
    return public_page(
        "storefront/products/index.html",
        (version, asked, page),
        lambda: (
            list_context("/products", version, asked, page)
            | {
                "shelves": drawn_shelves(version),
                "shop_count": len(facts.groups(version).by_shop),
            }
        ),
    )


def show(slug: str) -> Response:
    """One product; 301 from an address it had before, 410 while its shop is closed, 404 once it is not sold."""
    version = begin_public_page()
    row = pages.find_product(slug)
    if row is None:
        return _moved(slug)
    if not row.is_shown:
        return _not_shown(row)
    found = ProductFacts(
        row, pages.variants_now(row.id), others_of_shop(row.shop_id, row.id), _chosen_variant(), today()
    )
    return public_page("storefront/products/show.html", (version, found), lambda: product_context(version, found))


def _chosen_variant() -> int | None:
    text = request.args.get("variant", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _moved(slug: str) -> Response:
    now = pages.product_slug_now(slug)
    if now is None:
        abort(404)
    return moved_to(f"/products/{now}")


def _not_shown(row: ProductRow) -> Response:
    is_closed = row.shop_status in NOT_SELLING_STATES
    others = [] if is_closed else drawn_cards(others_of_shop(row.shop_id, row.id), says_where=False)
    page = render_template("storefront/products/gone.html", product=row, is_closed=is_closed, others=others)
    return make_response(page, 410 if is_closed else 404)
