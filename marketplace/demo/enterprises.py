"""The demo's register of enterprises: companies, households and collectives of several communes, marked as samples."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.contests.queries.ideas import list_ideas
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.enterprises.enterprise_kinds import (
    CHAIR,
    CLUB,
    COOPERATIVE,
    COOPERATIVE_GROUP,
    DEPUTY_DIRECTOR,
    DIRECTOR,
    ENTERPRISE,
    HEAD,
    HOUSEHOLD,
    LINKED_GROUP,
    MANAGER,
    OWNER,
)
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.services import (
    Counted,
    Facts,
    Origin,
    PartFacts,
    add_part,
    close_enterprise,
    record_count,
    record_enterprise,
    record_presence,
)
from marketplace.people.models import Person
from marketplace.people.services import create_person
from marketplace.programme.queries import get_programme
from marketplace.programme.queries.outcomes import OF_ENTERPRISES
from marketplace.programme.services import count_for
from marketplace.story.names import womans_name

BIEN_THUONG, VINH_LOC, TRIEU_SON, HAC_THANH = "15382", "15349", "15664", "14797"
NGA_SON, HOANG_THANH, PU_LUONG = "16093", "16000", "14956"
SAID = "Chị đại diện báo (số liệu mẫu)"
PAPERS = "Giấy đăng ký (mẫu)"
MANS_NAME = "Lê Văn Hùng (mẫu)"


@dataclass(frozen=True)
class Told:
    """One enterprise of the demo: of which commune, and how many days ago."""

    name: str
    form: str
    sector: str
    area_code: str
    days: int
    title: str
    share: int | None = None
    is_new: bool = True
    members: int | None = None
    women: int | None = None
    counts: tuple[str, ...] = ("2415",)
    capital_dong: int | None = None
    mans_share: int | None = None
    page: str = ""
    products: tuple[str, ...] = ()
    idea: str = ""  # of the commune's contest, from which its author founded it


BOTH = ("2415", "01")
BOOK = (
    Told(
        "HTX sâm Báo núi Báo",
        COOPERATIVE,
        "Trồng và chế biến sâm Báo",
        BIEN_THUONG,
        260,
        CHAIR,
        members=21,
        women=16,
        counts=BOTH,
        capital_dong=500_000_000,
        page="facebook.com/htx-sam-bao-mau",
        products=("Trà sâm Báo túi lọc", "Cao sâm Báo"),
    ),
    Told("Tổ hợp tác nem chua Bồng", COOPERATIVE_GROUP, "Làm nem chua", BIEN_THUONG, 190, HEAD, members=9, women=8),
    Told(
        "Công ty TNHH Nông sản Bồng Thượng",
        ENTERPRISE,
        "Thu mua, sấy nông sản",
        BIEN_THUONG,
        240,
        DIRECTOR,
        share=6000,
        capital_dong=1_000_000_000,
        mans_share=4000,
    ),
    Told(
        "Công ty TNHH Tinh dầu Vĩnh Lộc",
        ENTERPRISE,
        "Chưng cất tinh dầu",
        BIEN_THUONG,
        150,
        DEPUTY_DIRECTOR,
        share=5099,
        capital_dong=2_000_000_000,
        mans_share=4901,
    ),
    Told("Câu lạc bộ Phụ nữ khởi nghiệp Biện Thượng", CLUB, "Bán hàng", BIEN_THUONG, 120, HEAD, members=25, women=25),
    Told(
        "Hộ kinh doanh bánh lá Bồng Trung",
        HOUSEHOLD,
        "Làm bánh lá, bánh gai",
        BIEN_THUONG,
        75,
        HEAD,
        idea="Bếp bánh gai truyền thống",
        page="zalo.me/banh-la-mau",
        products=("Bánh lá răng bừa",),
    ),
    Told(
        "HTX chiếu cói Nga Sơn Xanh",
        COOPERATIVE,
        "Dệt chiếu, làm hàng cói",
        NGA_SON,
        210,
        DIRECTOR,
        is_new=False,
        members=34,
        women=28,
        counts=BOTH,
        capital_dong=800_000_000,
        page="shopee.vn/chieu-coi-mau",
        products=("Chiếu cói đơn", "Giỏ cói đi chợ"),
    ),
    Told("Tổ liên kết nuôi gà đồi", LINKED_GROUP, "Nuôi gà thả đồi", TRIEU_SON, 95, HEAD, members=12, women=12),
    Told("Hộ kinh doanh mắm tép chị Lành", HOUSEHOLD, "Làm mắm tép", HOANG_THANH, 60, HEAD),
    Told("Tổ hợp tác dệt thổ cẩm", COOPERATIVE_GROUP, "Dệt thổ cẩm", PU_LUONG, 170, HEAD, members=15, women=15),
    Told(
        "Công ty TNHH Dược liệu xứ Thanh",
        ENTERPRISE,
        "Sơ chế dược liệu",
        VINH_LOC,
        130,
        DIRECTOR,
        share=10_000,
        is_new=False,
        capital_dong=3_000_000_000,
    ),
    Told("Câu lạc bộ rau sạch khu phố", CLUB, "Trồng rau sạch", HAC_THANH, 300, HEAD, members=18, women=17),
)


def write_enterprises(diary: Diary, stage: Stage) -> None:
    """Schedule the register, and a club that stopped."""
    chance = Random("enterprises")  # its own, so that the rest of the demo stays as it was
    for number, told in enumerate(BOOK):
        diary.at(stage.past(40, 10, number), partial(_write, stage, chance, told), heard=False)


def _write(stage: Stage, chance: Random, told: Told) -> None:
    unit = stage.units[told.area_code]
    by: dict[str, Any] = {"actor": stage.officer_of(told.area_code), "scope": Scope((unit.path,))}
    since = stage.today - timedelta(days=told.days)
    woman, origin = _woman(stage, chance, told, unit), None
    if told.idea:
        idea = list_ideas(by["scope"], text=told.idea).items[0]
        woman, origin = idea.person, Origin(idea.id, idea.person_id)
    row = record_enterprise(
        replace(_facts(told, since), origin=origin),
        woman,
        unit,
        title=told.title,
        share=told.share,
        evidence=PAPERS,
        **by,
    )
    row.is_sample = True
    count_for(OF_ENTERPRISES, row.id, [get_programme(code) for code in told.counts], actor=by["actor"])
    _write_more(stage, row, told, by)
    if told is BOOK[-1]:
        close_enterprise(row, closed_on=stage.today - timedelta(days=45), why="Nhập vào hợp tác xã khác", **by)


def _facts(told: Told, since: date) -> Facts:
    return Facts(
        told.name,
        told.form,
        told.is_new,
        since if told.is_new else since - timedelta(days=900),
        None if told.is_new else since,
        sector=told.sector,
        charter_capital_dong=told.capital_dong,
    )


def _woman(stage: Stage, chance: Random, told: Told, unit: Unit) -> Person:
    """A seller of the commune makes what she sells; others are invented."""
    person = create_person(womans_name(chance), birth_year=stage.today.year - chance.randrange(28, 60))
    sellers = [seller.person for seller in stage.sellers.values() if seller.unit_id == unit.id]
    return sellers[0] if sellers and told is BOOK[0] else person


def _write_more(stage: Stage, row: Enterprise, told: Told, by: dict[str, Any]) -> None:
    if told.mans_share is not None:
        add_part(row, MANS_NAME, PartFacts(OWNER, share=told.mans_share), evidence=PAPERS, **by)
        if told.title != DIRECTOR:
            add_part(row, MANS_NAME, PartFacts(MANAGER, title=DIRECTOR), evidence=PAPERS, **by)
    if told.members is not None:
        counted = Counted(told.members, told.women)
        record_count(row, counted, stage.today - timedelta(days=44), source=SAID, **by)
    if told.page:
        seen: dict[str, Any] = {"link": told.page, "products": told.products}
        record_presence(row.person, row.unit, row, seen_on=stage.today - timedelta(days=42), **seen, **by)
