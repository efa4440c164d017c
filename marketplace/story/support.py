"""Invented support by three programmes: women, and what each was given and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marketplace.association.models import Unit
from marketplace.programme.aims import START_UP, TRADE, UNKNOWN
from marketplace.story.names import womans_name

# Kind of support: how often it is given, from and to how many million đồng, by whom.
KINDS: dict[str, tuple[int, tuple[int, int] | None, str]] = {
    "training": (38, None, ""),
    "advice": (22, None, ""),
    "loan": (16, (20, 100), "Nguồn vốn ủy thác (mẫu)"),
    "grant": (6, (3, 15), "Quỹ hỗ trợ phụ nữ (mẫu)"),
    "equipment": (8, (4, 25), "Doanh nghiệp đồng hành (mẫu)"),
    "mentoring": (10, None, ""),
}
IDEAS = (
    "Trồng sâm Báo dưới chân núi Báo", "Nấu chè lam, kẹo lạc", "Gói nem chua", "Dệt chiếu cói", "Đan giỏ cói xuất bán",
    "Ủ nước mắm truyền thống", "Dệt thổ cẩm bản Thái", "Thêu thổ cẩm Mông", "Nuôi ong lấy mật", "Trồng rau an toàn",
    "Chăn nuôi gà đồi", "Nuôi vịt Cổ Lũng", "Làm miến gạo", "Trồng bưởi Luận Văn", "Trồng cam Như Xuân",
    "Làm bánh gai, bánh lá", "May gia công tại nhà", "Homestay nhà sàn", "Chế biến măng khô", "Trồng quế, dược liệu",
    "Sơ chế hải sản", "Quán ăn quê", "Trồng nấm linh chi", "Bán hàng qua điện thoại",
)  # fmt: skip
COLLECTIVE_IDEAS = (
    "Tổ hợp tác trồng dược liệu", "Hợp tác xã nông nghiệp phụ nữ", "Tổ liên kết dệt cói", "Hợp tác xã mắm truyền thống",
    "Tổ hợp tác rau an toàn", "Hợp tác xã thổ cẩm",
)  # fmt: skip


ASKED_SINCE = 2021  # the year from which records of support say what it was for


@dataclass(frozen=True)
class Plan:
    """One programme's number of supported women, days, and business ideas."""

    code: str
    women: int
    first: date
    last: date
    ideas: Sequence[str]
    communes: int


def plans_until(today: date, *, women: int) -> list[Plan]:
    """The three programmes up to a day; `women` is the size of the largest."""
    ended = min(today, date(2025, 12, 31))
    return [
        Plan("939", women, date(2017, 9, 1), ended, IDEAS, 62),
        Plan("01", women // 7, date(2023, 3, 8), today, COLLECTIVE_IDEAS, 24),
        Plan("2415", women // 4, date(2026, 1, 5), today, IDEAS, 40),
    ]


@dataclass(frozen=True)
class Given:
    """One act of support."""

    kind: str
    on: date
    idea: str
    amount_dong: int | None = None
    funder: str = ""
    note: str = ""


@dataclass(frozen=True)
class Woman:
    """One woman of a programme, and what she was given."""

    name: str
    birth_year: int
    unit: Unit
    given: Sequence[Given]


def aim_of(given: Given) -> str:
    """What a support was for, as its idea says; in the programme's first years nobody asked."""
    if given.on.year < ASKED_SINCE:
        return UNKNOWN
    return START_UP if given.idea in COLLECTIVE_IDEAS or len(given.idea) % 3 == 0 else TRADE


def invent_women(random: Random, plan: Plan, own: Sequence[Unit], others: Sequence[Unit]) -> Iterator[Woman]:
    """The women of one programme, in the communes of the stalls and some of the others."""
    units = [*own, *random.sample(others, min(plan.communes, len(others)))]
    for _ in range(plan.women):
        given = _given(random, plan)
        yield Woman(womans_name(random), random.randrange(1958, 2003), random.choice(units), given)


def given(random: Random, kind: str, on: date, idea: str, note: str = "") -> Given:
    """One act of support of a kind, with an amount where the kind has one."""
    amounts, funder = KINDS[kind][1:] if kind in KINDS else (None, "")
    amount_dong = random.randrange(*amounts) * 1_000_000 if amounts else None
    return Given(kind, on, idea, amount_dong, funder, note)


def help_to_open(random: Random, opened_on: date, first: date, last: date, idea: str) -> list[Given]:
    """The support given around the opening of a shop, within the days of a programme."""
    day = max(opened_on - timedelta(days=4), first)
    return help_owner(random, day, last, idea) if day <= last else []


def help_owner(random: Random, day: date, last: date, idea: str) -> list[Given]:
    """A class, and two days later help with the shop itself."""
    later, note = day + timedelta(days=2), "Hướng dẫn mở và chăm gian hàng"
    lesson = [given(random, "training", day, idea)]
    return lesson + ([given(random, "shop", later, idea, note)] if later <= last else [])


def _given(random: Random, plan: Plan) -> list[Given]:
    idea, day = random.choice(plan.ideas), _day(random, plan)
    found: dict[tuple[str, date], Given] = {}
    for _ in range(random.choices((1, 2, 3), (58, 30, 12))[0]):
        kind = random.choices(list(KINDS), [weight for weight, _, _ in KINDS.values()])[0]
        if day <= plan.last:
            found[kind, day] = given(random, kind, day, idea)
        day += timedelta(days=random.randrange(20, 240))
    return list(found.values())


def _day(random: Random, plan: Plan) -> date:
    """A random day of the programme; later years have more, and October and March the most."""
    span = (plan.last - plan.first).days
    days = [plan.first + timedelta(days=int(span * random.random() ** 0.7)) for _ in range(2)]
    return next((day for day in days if day.month in (3, 10)), days[0])
