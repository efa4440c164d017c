"""The addresses of this audience, and who may."""

from marketplace.web.routing import Route
from marketplace.web.seller import (
    money,
    notices,
    orders,
    product_label,
    product_papers,
    product_photos,
    product_variants,
    products,
    stock,
    transfers,
)
from marketplace.web.who import SHOP_EDITORS, SHOP_MONEY, SHOP_PACKERS, SHOP_TEAM

CONFIRMING = SHOP_MONEY.fresh()  # acts on money ask for proof of identity (A6)

ROUTES: list[Route] = [
    Route("/seller/money", money.show, get=SHOP_MONEY),
    Route("/seller/notices", notices.index, get=SHOP_TEAM),
    Route("/seller/orders", orders.index, get=SHOP_PACKERS),
    Route("/seller/orders/<number>", orders.show, get=SHOP_PACKERS),
    Route("/seller/orders/<number>/slip", orders.slip, get=SHOP_PACKERS),
    Route("/seller/orders/<number>/accept", orders.accept, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/decline", orders.decline, get=SHOP_PACKERS, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/pack", orders.pack, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/hand-over", orders.hand_over, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/deliver", orders.deliver, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/collect", orders.collect, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/fail", orders.fail, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/take-back", orders.take_back, post=SHOP_PACKERS),
    Route("/seller/orders/<number>/release", orders.release, post=SHOP_PACKERS),
    Route("/seller/products", products.index, get=SHOP_EDITORS),
    Route("/seller/products/new", products.new, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>", products.show, get=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/words", products.words, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/category", products.category, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/delivery", products.delivery, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/preview", products.preview, get=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/submit", products.submit, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/take-back", products.take_back, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/hide", products.hide, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/show-again", products.show_again, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/discard", products.discard, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/restore", products.restore, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/label", product_label.edit, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/label/group", product_label.change_group, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/papers", product_papers.index, get=SHOP_EDITORS),
    Route(
        "/seller/products/<int:product_id>/papers/new/<kind>", product_papers.add, get=SHOP_EDITORS, post=SHOP_EDITORS
    ),
    Route("/seller/products/<int:product_id>/papers/<int:paper_id>/remove", product_papers.remove, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/papers/<int:paper_id>/scan", product_papers.scan, get=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/photos", product_photos.index, get=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/photos/add", product_photos.add, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/photos/change", product_photos.change, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/stock", stock.edit, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/variants", product_variants.index, get=SHOP_EDITORS),
    Route("/seller/products/<int:product_id>/variants/new", product_variants.add, get=SHOP_EDITORS, post=SHOP_EDITORS),
    Route(
        "/seller/products/<int:product_id>/variants/<int:variant_id>",
        product_variants.edit,
        get=SHOP_EDITORS,
        post=SHOP_EDITORS,
    ),
    Route(
        "/seller/products/<int:product_id>/variants/<int:variant_id>/switch", product_variants.switch, post=SHOP_EDITORS
    ),
    Route("/seller/refunds", transfers.refunds, get=SHOP_MONEY),
    Route("/seller/transfers", transfers.index, get=SHOP_MONEY),
    Route("/seller/transfers/<public_id>", transfers.show, get=SHOP_MONEY),
    Route("/seller/transfers/<public_id>/confirm", transfers.confirm, get=CONFIRMING, post=CONFIRMING),
    Route("/seller/transfers/refunds/<public_id>", transfers.refund, get=CONFIRMING),
    Route("/seller/transfers/refunds/<public_id>/again", transfers.refund_again, post=CONFIRMING),
    Route("/seller/transfers/refunds/<public_id>/reveal", transfers.reveal, post=CONFIRMING),
    Route("/seller/transfers/refunds/<public_id>/sent", transfers.refund_sent, post=CONFIRMING),
    Route("/seller/transfers/stray/<int:notice_id>", transfers.stray, get=CONFIRMING, post=CONFIRMING),
]
