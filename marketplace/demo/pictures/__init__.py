"""Pictures of the demo, painted in code: products, stall covers, seller marks and sample papers.

Nothing here is a photograph, shows a person or copies a real certificate; the same call always gives the same bytes.
"""

from marketplace.demo.pictures.gallery import (
    SHOP_COVERS,
    VIEWS,
    UnknownPicture,
    draw_document,
    draw_evidence,
    draw_portrait,
    draw_product,
    draw_shop_cover,
    product_slugs,
)

__all__ = [
    "SHOP_COVERS",
    "VIEWS",
    "UnknownPicture",
    "draw_document",
    "draw_evidence",
    "draw_portrait",
    "draw_product",
    "draw_shop_cover",
    "product_slugs",
]
