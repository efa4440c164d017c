"""Where most journeys begin: two women's shops with goods on sale, each paid into her own account."""

from dataclasses import dataclass

from marketplace.catalog.models import Product
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_shop
from tests.purchases import give_account, make_goods


@dataclass(frozen=True)
class Stall:
    """A shop's owner and the one thing she sells."""

    owner: Person
    goods: Product

    @property
    def page(self) -> str:
        """The path of the product's page."""
        return f"/products/{self.goods.slug}"


def two_stalls(*, stock: int = 10) -> tuple[Stall, Stall]:
    """Sâm Báo at 100.000đ and nem chua at 60.000đ."""
    with transaction():
        return (
            _stall("Sâm Báo chị Lan", "Củ sâm Báo tươi", 100_000, stock),
            _stall("Nem chua cô Hạnh", "Nem chua Thanh Hóa", 60_000, stock),
        )


def one_stall() -> Stall:
    """Nem chua at 60.000đ."""
    with transaction():
        return _stall("Nem chua cô Hạnh", "Nem chua Thanh Hóa", 60_000, 10)


def _stall(shop_name: str, goods_name: str, price_dong: int, stock: int) -> Stall:
    shop = make_shop(shop_name, address_line="Thôn 3")
    give_account(shop)
    return Stall(shop.seller.person, make_goods(goods_name, shop=shop, price_dong=price_dong, stock=stock))
