"""Listings put on the shelf directly, for tests of lists and searches that need many of them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from marketplace.browse.models import Listing
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.folding import accented_words, folded_words, slugify

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))


def put(number: int, name: str, *, shop: str = "Gian hàng mẫu", category: str = "Thực phẩm", **fields: Any) -> Listing:
    """One listing; the higher its number, the newer it is."""
    values = {
        "product_id": number,
        "revision_id": number,
        "is_shown": True,
        "slug": f"{slugify(name)}-{number}",
        "name": name,
        "price_dong": 10_000 * number,
        "stock_state": "in",
        "shop_id": 1,
        "shop_slug": slugify(shop),
        "shop_name": shop,
        "area_code": "15382",
        "area_name": "Xã Biện Thượng",
        "province_code": "38",
        "category_id": 2,
        "root_category_id": 1,
        "published_at": now() - timedelta(days=1000 - number),
        "folded_name": " ".join(folded_words(name)),
        "folded": " ".join(folded_words(f"{name} {shop} {category}")),
        "accented": " ".join(accented_words(name)),
    }
    listing = Listing(**(values | fields))
    session.add(listing)
    session.flush()
    return listing


def put_golden() -> None:
    """The goods of the golden set, in a mixed order so that newness does not help."""
    products = sorted(GOLDEN["products"], key=lambda product: str(product[0])[::-1])
    for number, (name, shop, category) in enumerate(products, start=1):
        put(number, name, shop=shop, category=category)
