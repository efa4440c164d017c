"""/apply: for women who would like to sell their products here."""

from flask import Response

from marketplace.browse.queries import facts
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.cards import cards_version, shop_cards


def show() -> Response:
    """What it takes, what it costs, who helps, and how to begin."""
    version = begin_public_page()
    return public_page(
        "storefront/apply/show.html",
        (version, cards_version()),
        lambda: {"shops": shop_cards([shop for shop in facts.shops(version) if shop.goods_count][:3])},
    )
