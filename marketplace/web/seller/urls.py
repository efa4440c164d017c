"""The addresses of this audience, and who may."""

from marketplace.web.routing import Route
from marketplace.web.seller import money, notices, orders
from marketplace.web.who import SHOP_MONEY, SHOP_PACKERS, SHOP_TEAM

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
]
