"""The three programmes with their decisions, and the indicators each uses; loading twice changes nothing."""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.versions import bump
from marketplace.programme.models import OUTCOMES, IndicatorDefinition, Programme, ProgrammeIndicator, PublishedFigure
from marketplace.programme.registries import INDICATORS, standard_positions, versions_of

PUBLISHED = Path(__file__).parent / "data/published_figures.csv"
AFTER_STANDARD = 100  # where the table goes on after the indicators of every programme
PROGRAMMES = (
    {
        "code": "2415",
        "name": "Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2026–2035",
        "name_en": "Support for women starting businesses, 2026–2035",
        "short_name": "Đề án 2415",
        "short_name_en": "Programme 2415",
        "decision": "Quyết định số 2415/QĐ-TTg",
        "decision_en": "Decision No. 2415/QĐ-TTg",
        "decided_on": date(2025, 10, 31),
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2035, 12, 31),
        "summary": "Tiếp nối Đề án 939. Mục tiêu cả nước giai đoạn 2026–2030: 500.000 doanh nghiệp, hợp tác xã, tổ hợp "
        "tác, hộ kinh doanh được thông tin, tư vấn, hỗ trợ pháp lý; 50.000 phụ nữ làm chủ, quản lý được đào tạo; "
        "12.500 hộ kinh doanh được hướng dẫn chuyển thành doanh nghiệp.",
        "summary_en": "Follows Programme 939. National goals for 2026–2030: information, advice and legal help for "
        "500,000 enterprises, co-operatives, co-operative groups and household businesses; training for 50,000 women "
        "who own or run them; 12,500 household businesses guided into becoming enterprises.",
        "source": "Quyết định số 2415/QĐ-TTg ngày 31/10/2025 của Thủ tướng Chính phủ (theo báo chí)",
        "source_en": "Decision No. 2415/QĐ-TTg of 31/10/2025 by the Prime Minister (as reported by the press)",
    },
    {
        "code": "01",
        "name": "Hỗ trợ hợp tác xã do phụ nữ tham gia quản lý, tạo việc làm cho lao động nữ đến năm 2030",
        "name_en": "Support for co-operatives that women help to run, creating jobs for women, to 2030",
        "short_name": "Đề án 01",
        "short_name_en": "Programme 01",
        "decision": "Quyết định số 01/QĐ-TTg",
        "decision_en": "Decision No. 01/QĐ-TTg",
        "decided_on": date(2023, 1, 3),
        "begins_on": date(2023, 1, 1),
        "ends_on": date(2030, 12, 31),
        "summary": "Mục tiêu cả nước đến năm 2030: hỗ trợ 1.500 hợp tác xã và 10.000 tổ hợp tác, thành lập mới 750 hợp "
        "tác xã do phụ nữ tham gia quản lý; 100% nữ quản lý hợp tác xã được bồi dưỡng.",
        "summary_en": "National goals to 2030: support for 1,500 co-operatives and 10,000 co-operative groups, 750 new "
        "co-operatives that women help to run; further training for all women who manage co-operatives.",
        "source": "Quyết định số 01/QĐ-TTg ngày 03/01/2023 của Thủ tướng Chính phủ (theo báo chí)",
        "source_en": "Decision No. 01/QĐ-TTg of 03/01/2023 by the Prime Minister (as reported by the press)",
    },
    {
        "code": "939",
        "name": "Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2017–2025",
        "name_en": "Support for women starting businesses, 2017–2025",
        "short_name": "Đề án 939",
        "short_name_en": "Programme 939",
        "decision": "Quyết định số 939/QĐ-TTg",
        "decision_en": "Decision No. 939/QĐ-TTg",
        "decided_on": date(2017, 6, 30),
        "begins_on": date(2017, 6, 30),
        "ends_on": date(2025, 12, 31),
        "summary": "Mục tiêu cả nước đến năm 2025: 20.000 phụ nữ được hỗ trợ khởi sự kinh doanh, khởi nghiệp; 100.000 "
        "doanh nghiệp của phụ nữ mới thành lập được tư vấn; 1.200 tổ hợp tác, hợp tác xã do phụ nữ quản lý.",
        "summary_en": "National goals to 2025: 20,000 women supported in starting a trade or a business; advice for "
        "100,000 new enterprises of women; 1,200 co-operatives and co-operative groups run by women.",
        "source": "Quyết định số 939/QĐ-TTg ngày 30/06/2017 của Thủ tướng Chính phủ (theo báo chí)",
        "source_en": "Decision No. 939/QĐ-TTg of 30/06/2017 by the Prime Minister (as reported by the press)",
    },
)

ASKED_FOR: dict[str, tuple[str, ...]] = {  # programme → the indicators it asks for besides the standard ones, in order
    "2415": (
        "women_start_up",
        "women_trade",
        "women_aim_unclear",
        "women_trained_digital",
        "training_attendances",
        "women_founding",
        "women_trading",
        "women_enterprises",
        "collective_models",
        "ideas_entered",
        "ideas_honoured",
        "ideas_national",
        "products_online",
        "resources_mobilised",
        "communes_with_shops",
        "units_with_channels",
        "officers_trained",
        "women_helped",
        "people_reached",
        "women_helped_unlisted",
    ),
    "01": ("collective_models",),
    "939": (
        "women_start_up",
        "women_trade",
        "women_aim_unclear",
        "women_trained_digital",
        "training_attendances",
        "women_founding",
        "women_trading",
        "women_enterprises",
        "collective_models",
        "ideas_entered",
        "ideas_honoured",
        "ideas_national",
        "products_online",
        "resources_mobilised",
        "units_with_channels",
        "officers_trained",
    ),
}


def load() -> None:
    """Load or update the programmes and their indicators, as part of the running transaction."""
    changed = False
    for facts in PROGRAMMES:
        programme = session.scalar(select(Programme).where(Programme.code == facts["code"])) or Programme()
        for name, value in facts.items():
            setattr(programme, name, value)
        session.add(programme)
        changed |= session.is_modified(programme)
        session.flush()
        changed |= _load_indicators(programme)
    _load_published()
    _note_definitions()
    if changed:
        bump(OUTCOMES)


def _load_indicators(programme: Programme) -> bool:
    used = select(ProgrammeIndicator.indicator).where(ProgrammeIndicator.programme_id == programme.id)
    present = set(session.scalars(used))
    places = standard_positions()
    places |= {code: AFTER_STANDARD + place for place, code in enumerate(ASKED_FOR.get(programme.code, ()))}
    added = {code: position for code, position in places.items() if code not in present}
    for code, position in added.items():
        session.add(ProgrammeIndicator(programme_id=programme.id, indicator=code, position=position))
    session.flush()
    return bool(added)


def _load_published() -> None:
    """Add the printed figures this version brings along, once each; what officers said of them stays."""
    units = {unit.area_code: unit for unit in session.scalars(select(Unit).where(Unit.valid_to.is_(None)))}
    programmes = {programme.code: programme for programme in session.scalars(select(Programme))}
    known = set(session.scalars(select(PublishedFigure.key).where(PublishedFigure.key != "")))
    for line in csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()):
        if line["key"] not in known and line["area"] in units:
            figure = PublishedFigure(key=line["key"], indicator=line["indicator"], value=int(line["value"]))
            figure.unit_id, figure.programme_id = units[line["area"]].id, programmes[line["programme"]].id
            figure.is_at_least = line["is_at_least"] == "1"
            for name in ("text", "published_in", "definition", "reason"):
                setattr(figure, name, line[name])
            figure.published_on, figure.last_on = (date.fromisoformat(line[n]) for n in ("published_on", "last_on"))
            figure.first_on = date.fromisoformat(line["first_on"]) if line["first_on"] else None
            session.add(figure)
    session.flush()


def _note_definitions() -> None:
    """Keep what each indicator means in each version, so that a changed definition stays readable."""
    rows = session.execute(select(IndicatorDefinition.indicator, IndicatorDefinition.version))
    known = {(code, version) for code, version in rows}
    for code in INDICATORS.all():
        for plug in versions_of(code):
            if (code, plug.version) not in known:
                row = IndicatorDefinition(indicator=code, version=plug.version, in_use_since=today())
                row.name, row.definition, row.counting = plug.words.name, plug.words.definition, plug.counting
                session.add(row)
    session.flush()
