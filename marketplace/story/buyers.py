"""Invented customers: mostly in Thanh Hóa, many in Hà Nội and Thành phố Hồ Chí Minh, some all over the country."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from marketplace.core.db import session
from marketplace.places.models import Area
from marketplace.places.naming import written_address
from marketplace.places.queries import list_communes, list_provinces
from marketplace.story.names import address_line, buyers_name, phone

HOME, HANOI, SAIGON = "38", "01", "79"
SAM_SON = ("16531", "16516")
FIRST_PHONE = 100  # numbers below belong to people who sign in
_SHARES = {HOME: 46, HANOI: 22, SAIGON: 13, "": 19}


@dataclass(frozen=True)
class Buyer:
    """One customer; a guest unless there is an account."""

    name: str
    phone: str
    area_code: str
    area_text: str
    province_code: str
    address_line: str
    has_account: bool = False


@dataclass(frozen=True)
class Buyers:
    """All customers: those at home, those at the beach in summer, and both."""

    all: Sequence[Buyer]
    home: Sequence[Buyer]
    beach: Sequence[Buyer]


def invent_buyers(random: Random, number: int) -> Buyers:
    """Invent `number` customers, one in ten of them at Sầm Sơn for the summer."""
    communes = {province.code: list_communes(province.code) for province in list_provinces()}
    elsewhere = sorted(communes.keys() - {HOME, HANOI, SAIGON})
    names = {code: _area(code).name for code in communes}
    found = []
    for place in range(number):
        province = _choose_province(random, elsewhere)
        commune = random.choice(communes[province])
        if place % 10 == 0:
            province, commune = HOME, _area(random.choice(SAM_SON))
        found.append(_buyer(random, FIRST_PHONE + place, commune, names[province]))
    home = [buyer for buyer in found if buyer.province_code == HOME]
    return Buyers(found, home, [buyer for buyer in found if buyer.area_code in SAM_SON])


def _choose_province(random: Random, elsewhere: Sequence[str]) -> str:
    return random.choices(list(_SHARES), list(_SHARES.values()))[0] or random.choice(elsewhere)


def _buyer(random: Random, number: int, commune: Area, province_name: str) -> Buyer:
    return Buyer(
        name=buyers_name(random),
        phone=phone(number),
        area_code=commune.code,
        area_text=written_address(commune.name, province_name),
        province_code=commune.parent_code or "",
        address_line=address_line(random, commune.name),
    )


def _area(code: str) -> Area:
    return session.get_one(Area, code)
