"""Whom the Union supported: dated records of three programmes, targets and starting figures, all invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.audit.models import AuditEntry
from marketplace.core.clock import VIETNAM, local_date
from marketplace.core.folding import fold
from marketplace.core.references import new_public_id
from marketplace.demo.names import womans_name
from marketplace.demo.source import list_shops
from marketplace.demo.stage import Opening, Stage
from marketplace.demo.writing import Entry, Sheets
from marketplace.people.models import Person
from marketplace.programme.models import Baseline, Programme, ProgrammeIndicator, SupportRecord, Target
from marketplace.programme.periods import year_of
from marketplace.programme.queries import get_programme, list_indicators, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Place

SAMPLE = "Số liệu mẫu"
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


@dataclass(frozen=True)
class Plan:
    """How many women one programme supported, between which days, and what their ideas were."""

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


def write_support(stage: Stage, *, women: int) -> int:
    """Write the records of support down, as part of the running transaction; gives how many there are."""
    sheets = Sheets()
    units = [unit for unit in list_units() if unit.level == "commune"]
    for plan in plans_until(stage.today, women=women):
        if plan.first < plan.last:
            _Programme(stage, sheets, plan, units).write()
    _owners(stage, sheets)
    written = len(sheets.of(SupportRecord))
    sheets.insert([Person, SupportRecord], [AuditEntry])
    return written


class _Programme:
    """The women of one programme, in some communes, each supported once or more."""

    def __init__(self, stage: Stage, sheets: Sheets, plan: Plan, units: Sequence[Unit]) -> None:
        self.stage, self.sheets, self.plan, self.random = stage, sheets, plan, stage.random
        own = [stage.units[shop.area_code] for shop in list_shops()]
        others = [unit for unit in units if unit not in own]
        self.units = own + self.random.sample(others, min(plan.communes, len(others)))
        self.programme = get_programme(plan.code)

    def write(self) -> None:
        """Every woman with her records."""
        for _ in range(self.plan.women):
            self._woman(self.random.choice(self.units))

    def _woman(self, unit: Unit) -> None:
        person = self._person(unit)
        idea = self.random.choice(self.plan.ideas)
        day = self._day()
        given: set[tuple[str, date]] = set()
        for _ in range(self.random.choices((1, 2, 3), (58, 30, 12))[0]):
            kind = self.random.choices(list(KINDS), [weight for weight, _, _ in KINDS.values()])[0]
            if day <= self.plan.last and (kind, day) not in given:
                given.add((kind, day))
                add_record(self.stage, self.sheets, self.programme, person, unit, kind, day, idea)
            day += timedelta(days=self.random.randrange(20, 240))

    def _person(self, unit: Unit) -> Entry:
        name = womans_name(self.random)
        return self.sheets.add(
            Person,
            public_id=new_public_id(),
            full_name=name,
            folded_name=fold(name),
            birth_year=self.random.randrange(1958, 2003),
            area_code=unit.area_code,
        )

    def _day(self) -> date:
        """A day of the programme; later years have more, and October and March the most."""
        span = (self.plan.last - self.plan.first).days
        days = [self.plan.first + timedelta(days=int(span * self.random.random() ** 0.7)) for _ in range(2)]
        return next((day for day in days if day.month in (3, 10)), days[0])


def add_record(
    stage: Stage,
    sheets: Sheets,
    programme: Programme,
    person: Entry | int,
    unit: Unit,
    kind: str,
    day: date,
    idea: str,
    note: str = "",
) -> None:
    """One act of support with its row in the trail."""
    officer = stage.officer_of(unit.area_code or "")
    amounts, funder = KINDS[kind][1:] if kind in KINDS else (None, "")
    recorded_at = datetime.combine(day, time(15), VIETNAM) + timedelta(days=stage.random.randrange(0, 6))
    row = sheets.add(
        SupportRecord,
        recorded_at,
        programme_id=programme.id,
        person_id=person,
        unit_id=unit.id,
        kind=kind,
        given_on=day,
        amount_dong=stage.random.randrange(*amounts) * 1_000_000 if amounts else None,
        funder=funder,
        idea=idea,
        note=note,
        recorded_by=officer.person_id,
        recorded_at=min(recorded_at, stage.now),
    )
    details: dict[str, Any] = {"kind": kind, "on": str(day)}
    trail = {"actor_kind": officer.kind, "person_id": officer.person_id, "action": "support.recorded"}
    at = min(recorded_at, stage.now)
    sheets.add(AuditEntry, at, at=at, subject_kind="support_record", subject_id=row, details=details, **trail)


def _owners(stage: Stage, sheets: Sheets) -> None:
    """The women of the stalls: helped before they opened, by the programme of that day, and by the one of today."""
    for facts in list_shops():
        shop, seller = stage.shops[facts.key], stage.sellers[facts.key]
        assert shop.opened_at is not None
        opening = Opening(seller.person_id, seller.unit, local_date(shop.opened_at))
        _help_to_open(stage, sheets, opening, facts.tagline)
        if facts.legal_form in ("hop_tac_xa", "to_hop_tac"):
            day = opening.on - timedelta(days=60)
            _help_owner(stage, sheets, get_programme("01"), opening, day, facts.tagline)
    for opening in stage.openings:
        _help_to_open(stage, sheets, opening, stage.random.choice(IDEAS))


def _help_to_open(stage: Stage, sheets: Sheets, opening: Opening, idea: str) -> None:
    for code in ("939", "2415"):
        programme = get_programme(code)
        day = max(opening.on - timedelta(days=4), programme.begins_on)
        if day <= min(programme.ends_on, stage.today):
            _help_owner(stage, sheets, programme, opening, day, idea)


def _help_owner(stage: Stage, sheets: Sheets, programme: Programme, opening: Opening, day: date, idea: str) -> None:
    note = "Hướng dẫn mở và chăm gian hàng"
    add_record(stage, sheets, programme, opening.person_id, opening.unit, "training", day, idea)
    if day + timedelta(days=2) <= min(programme.ends_on, stage.today):
        later = day + timedelta(days=2)
        add_record(stage, sheets, programme, opening.person_id, opening.unit, "shop", later, idea, note)


def write_targets(stage: Stage) -> None:
    """Targets of this year for the province and the communes of the stalls, and starting figures; all marked."""
    sheets = Sheets()
    home = next(unit for unit in list_units() if unit.level == "province")
    communes = [stage.units[shop.area_code] for shop in list_shops()]
    for code in ("2415", "01"):
        programme = get_programme(code)
        for row in list_indicators(programme):
            _targets(stage, sheets, programme, row, home, communes)
            _baselines(stage, sheets, programme, row, home, communes)
    sheets.insert([], [Target, Baseline])


def _targets(
    stage: Stage, sheets: Sheets, programme: Programme, row: ProgrammeIndicator, home: Unit, communes: Sequence[Unit]
) -> None:
    indicator = INDICATORS.get(row.indicator)
    for unit in (home, *communes):
        reached = value_of(indicator, programme, Place(unit.path), year_of(stage.today))
        sheets.add(
            Target,
            programme_id=programme.id,
            indicator=row.indicator,
            unit_id=unit.id,
            year=stage.today.year,
            value=_aim(reached, stage.random),
            source=SAMPLE,
            is_sample=True,
            set_by=stage.province_officer.person_id if stage.province_officer else None,
            set_at=stage.past(200),
        )


def _aim(reached: int, random: Random) -> int:
    """A target somewhat above or below what was reached, as round as people set it."""
    wished = int(max(reached, 1) * random.uniform(0.85, 1.35))
    step = int("1" + "0" * max(len(str(wished)) - 2, 0))
    return max(wished // step * step, 1)


def _baselines(
    stage: Stage, sheets: Sheets, programme: Programme, row: ProgrammeIndicator, home: Unit, communes: Sequence[Unit]
) -> None:
    """Where each unit stood: the last year of Đề án 939 for its successor, nothing yet where no programme was."""
    before = get_programme("939") if programme.code == "2415" else None
    for unit in (home, *communes):
        last_year = year_of(before.ends_on) if before else None
        reached = (
            value_of(INDICATORS.get(row.indicator), before, Place(unit.path), last_year) if before and last_year else 0
        )
        sheets.add(
            Baseline,
            programme_id=programme.id,
            indicator=row.indicator,
            unit_id=unit.id,
            value=reached,
            year=programme.begins_on.year - 1,
            source=SAMPLE,
            is_sample=True,
            set_by=stage.province_officer.person_id if stage.province_officer else None,
            set_at=stage.past(200),
        )
