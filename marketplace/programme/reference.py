"""The three programmes with their decisions, and the indicators each uses; loading twice changes nothing."""

from datetime import date

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.programme.models import Programme, ProgrammeIndicator

INDICATORS = ("women_supported", "shops_opened", "products_listed", "first_sales", "revenue")
PROGRAMMES = (
    {
        "code": "2415",
        "name": "Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2026–2035",
        "short_name": "Đề án 2415",
        "decision": "Quyết định số 2415/QĐ-TTg",
        "decided_on": date(2025, 10, 31),
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2035, 12, 31),
        "summary": "Tiếp nối Đề án 939. Mục tiêu cả nước giai đoạn 2026–2030: 500.000 doanh nghiệp, hợp tác xã, tổ hợp "
        "tác, hộ kinh doanh được thông tin, tư vấn, hỗ trợ pháp lý; 50.000 phụ nữ làm chủ, quản lý được đào tạo; "
        "12.500 hộ kinh doanh được hướng dẫn chuyển thành doanh nghiệp.",
        "source": "Quyết định số 2415/QĐ-TTg ngày 31/10/2025 của Thủ tướng Chính phủ (theo báo chí)",
    },
    {
        "code": "01",
        "name": "Hỗ trợ hợp tác xã do phụ nữ tham gia quản lý, tạo việc làm cho lao động nữ đến năm 2030",
        "short_name": "Đề án 01",
        "decision": "Quyết định số 01/QĐ-TTg",
        "decided_on": date(2023, 1, 3),
        "begins_on": date(2023, 1, 1),
        "ends_on": date(2030, 12, 31),
        "summary": "Mục tiêu cả nước đến năm 2030: hỗ trợ 1.500 hợp tác xã và 10.000 tổ hợp tác, thành lập mới 750 hợp "
        "tác xã do phụ nữ tham gia quản lý; 100% nữ quản lý hợp tác xã được bồi dưỡng.",
        "source": "Quyết định số 01/QĐ-TTg ngày 03/01/2023 của Thủ tướng Chính phủ (theo báo chí)",
    },
    {
        "code": "939",
        "name": "Hỗ trợ phụ nữ khởi nghiệp giai đoạn 2017–2025",
        "short_name": "Đề án 939",
        "decision": "Quyết định số 939/QĐ-TTg",
        "decided_on": date(2017, 6, 30),
        "begins_on": date(2017, 6, 30),
        "ends_on": date(2025, 12, 31),
        "summary": "Mục tiêu cả nước đến năm 2025: 20.000 phụ nữ được hỗ trợ khởi sự kinh doanh, khởi nghiệp; 100.000 "
        "doanh nghiệp của phụ nữ mới thành lập được tư vấn; 1.200 tổ hợp tác, hợp tác xã do phụ nữ quản lý.",
        "source": "Quyết định số 939/QĐ-TTg ngày 30/06/2017 của Thủ tướng Chính phủ (theo báo chí)",
    },
)


def load() -> None:
    """Load or update the programmes and their indicators, as part of the running transaction."""
    for facts in PROGRAMMES:
        programme = session.scalar(select(Programme).where(Programme.code == facts["code"])) or Programme()
        for name, value in facts.items():
            setattr(programme, name, value)
        session.add(programme)
        session.flush()
        _load_indicators(programme)


def _load_indicators(programme: Programme) -> None:
    used = select(ProgrammeIndicator.indicator).where(ProgrammeIndicator.programme_id == programme.id)
    present = set(session.scalars(used))
    for position, code in enumerate(INDICATORS):
        if code not in present:
            session.add(ProgrammeIndicator(programme_id=programme.id, indicator=code, position=position))
    session.flush()
