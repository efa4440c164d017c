"""Enterprises and collectives that women whom a programme supported founded, written table by table."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from marketplace.bulk_demo.women import Trained
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.clock import VIETNAM
from marketplace.core.folding import fold
from marketplace.enterprises.enterprise_kinds import (
    CHAIR,
    CLUB,
    COOPERATIVE,
    COOPERATIVE_GROUP,
    DIRECTOR,
    ENTERPRISE,
    FOUNDER,
    HEAD,
    LINKED_GROUP,
    MANAGER,
    OWNER,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart, WomenOwnedTest
from marketplace.enterprises.ownership import WHOLE, Held, results
from marketplace.programme.models import CountedRecord, Programme
from marketplace.story.names import MARK
from marketplace.story.stage import Stage

TRADES = (
    "Dược liệu",
    "Nông sản",
    "Cói mỹ nghệ",
    "May mặc",
    "Hải sản",
    "Thực phẩm sạch",
    "Thổ cẩm",
    "Du lịch cộng đồng",
)
COLLECTIVE_NAMES = {
    COOPERATIVE: "Hợp tác xã",
    COOPERATIVE_GROUP: "Tổ hợp tác",
    LINKED_GROUP: "Tổ liên kết",
    CLUB: "Câu lạc bộ",
}
TITLES = {ENTERPRISE: DIRECTOR, COOPERATIVE: CHAIR, COOPERATIVE_GROUP: HEAD, LINKED_GROUP: HEAD, CLUB: HEAD}
LATEST = timedelta(days=300)  # after her class


def write_enterprises(stage: Stage, programme: Programme, women: Sequence[Trained], *, until: date) -> None:
    """Write an enterprise for each of the women, founded after her class and not later than a day."""
    _write(stage, programme, women, until, lambda _place: ENTERPRISE)


def write_collectives(stage: Stage, programme: Programme, women: Sequence[Trained], *, until: date) -> None:
    """Write a collective that each of the women leads: co-operatives, groups and clubs in turn."""
    forms = list(COLLECTIVE_NAMES)
    _write(stage, programme, women, until, lambda place: forms[place % len(forms)])


def _write(
    stage: Stage, programme: Programme, women: Sequence[Trained], until: date, form_of: Callable[[int], str]
) -> None:
    sheets = Sheets()
    for place, woman in enumerate(women):
        form, last = form_of(place), min(until, woman.on + LATEST)
        founded_on = woman.on + timedelta(days=stage.random.randrange((last - woman.on).days + 1))
        officer = stage.officer_of(woman.unit.area_code or "").person_id
        _enterprise(stage, sheets, programme, woman, form, founded_on, place, officer)
    sheets.insert([Enterprise], [EnterprisePart, WomenOwnedTest, CountedRecord])


def _enterprise(
    stage: Stage,
    sheets: Sheets,
    programme: Programme,
    woman: Trained,
    form: str,
    founded_on: date,
    place: int,
    officer: int | None,
) -> None:
    at = datetime.combine(founded_on, time(15), VIETNAM)
    trade, name_of_unit = stage.random.choice(TRADES), woman.unit.name.removeprefix("Hội LHPN ").partition(" ")[2]
    kind = "Công ty TNHH" if form == ENTERPRISE else COLLECTIVE_NAMES[form]
    name = f"{kind} {trade} {name_of_unit} {place + 1} {MARK}"
    noted = {"recorded_at": at, "recorded_by": officer}
    row = sheets.add(
        Enterprise,
        at,
        name=name,
        folded_name=fold(name),
        form=form,
        person_id=woman.row,
        unit_id=woman.unit.id,
        sector=trade,
        is_new=True,
        founded_on=founded_on,
        supported_from=founded_on,
        charter_capital_dong=500_000_000 if form == ENTERPRISE else None,
        changed_at=at,
        is_sample=True,
        **noted,
    )
    counted = {"programme_id": programme.id, "record_kind": "enterprise", "record_id": row}
    sheets.add(CountedRecord, noted_at=at, noted_by=officer, **counted)
    own = [(OWNER, "", WHOLE)] if form == ENTERPRISE else []
    parts = [(FOUNDER, "", None), *own, (MANAGER, TITLES[form], None)]
    for role, title, share in parts:
        who = {"enterprise_id": row, "unit_id": woman.unit.id, "person_id": woman.row}
        sheets.add(EnterprisePart, at, **who, role=role, title=title, share=share, began_on=founded_on, **noted)
    held = [Held(role, True, share, None, founded_on, None) for role, _title, share in parts]
    _tests(sheets, row, form, held, stage.today, (at, officer))


def _tests(
    sheets: Sheets, row: Entry, form: str, held: list[Held], today: date, by: tuple[datetime, int | None]
) -> None:
    for result in results(form, 500_000_000 if form == ENTERPRISE else None, held, today):
        told = {name: getattr(result, name) for name in ("holds_from", "basis", "women_share", "women_managers")}
        sheets.add(
            WomenOwnedTest, enterprise_id=row, result=result.result, evaluated_at=by[0], evaluated_by=by[1], **told
        )
