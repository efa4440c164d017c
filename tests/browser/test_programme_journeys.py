"""The programme's records on phones of 360 px in Chromium: a class from opening to certificates, a commune's records,
a contest, the units' channels, and a figure of the table that opens exactly its list.
"""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
import zxingcpp
from PIL import Image

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.training.models import TrainingClass
from tests.browser.fitting import faults_of_fit
from tests.browser.screen import Screen
from tests.browser.town import sign_in
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_province_officer, unit_of
from tests.imports.messy import workbook
from tests.outcomes import make_support
from tests.reporting.papers import codes_on
from tests.training.making import make_done, make_women

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only, pytest.mark.thorough]
MANY = 40
HEADS = (("TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Nơi ở", "Điện thoại"), ("", "", "Ngày", "Năm sinh", "", ""))
MESSY = (
    ("DANH SÁCH HỘI VIÊN",),
    *HEADS,
    (1, "LÊ THỊ MẬN", "", "1985", "Thôn Đông", 912345678),
    (2, "Trần thị  Hoa", "", 1990, "Thôn Tây", "0912.345.679"),
    (3, "Cao Thị Lan", "", "", "Thôn Đông", ""),
)


@pytest.fixture
def new_phone(new_screen: Callable[..., Screen]) -> Callable[..., Screen]:
    """Phones of 360 px, signed in as somebody."""

    def make(person: Person | None = None) -> Screen:
        screen = new_screen()
        if person is not None:
            sign_in(screen.page.context, screen.origin, person)
        return screen

    return make


def look(screen: Screen, *words: str) -> Screen:
    """The page says this, and fits the phone."""
    screen.sees(*words)
    assert faults_of_fit(screen.page) == [], screen.address
    return screen


def rows_behind(screen: Screen) -> int:
    """How many rows a list has, over all its pages."""
    found = look(screen).page.locator("tr[data-row]").count()
    return found + rows_behind(screen.follow("Trang sau")) if screen.has_link("Trang sau") else found


def code_in(screen: Screen, place: str) -> str:
    """The address that a code on the page leads to, read off the screen."""
    part = screen.page.locator(place)
    part.scroll_into_view_if_needed()
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(part.screenshot())))
    return str(found.text)


def test_a_class_from_opening_to_certificates(new_phone: Callable[..., Screen]) -> None:
    with transaction():
        person = make_officer(BIEN_THUONG)
    officer, visitor = new_phone(person), new_phone()
    day = today() - timedelta(days=1)
    officer.open("/staff").follow("Lớp tập huấn").follow("Mở lớp")
    said = {"title": "Bán hàng qua Zalo", "topic": "digital_skills", "capacity": "60", "begins_on": f"{day:%d/%m/%Y}"}
    look(officer).press("Mở lớp này", **said, programmes=["2415"])
    its_page = look(officer, "Đã mở lớp.", "0/60").address
    path = code_in(officer, "#register .class-qr").removeprefix(officer.origin)
    her = {"full_name": "Lê Thị Mận", "birth_year": "1985", "phone": "0912 345 678"}
    look(look(visitor.open(path)).press("Đăng ký dự lớp", **her), "Đã nhận đăng ký.")
    lines = "\n".join(
        f"{n}. Nguyễn Thị {chr(65 + n % 26)}{'anh' * (n // 26)}, {1950 + n}, thôn {n}" for n in range(MANY)
    )
    officer.open(its_page).follow("Dán danh sách").press("Xem lại danh sách", lines=lines)
    look(officer).press("Ghi vào danh sách lớp")
    look(officer, f"Đã ghi {MANY} chị vào danh sách lớp.", f"{MANY + 1}/60").follow("Điểm danh").follow("Có mặt cả lớp")
    look(officer).press("Lưu điểm danh")
    look(officer, f"Đã lưu điểm danh: {MANY + 1} chị có mặt.").press("Kết thúc lớp").press("Cấp giấy chứng nhận")
    look(officer, f"Đã cấp {MANY + 1} giấy chứng nhận.")
    _kind, content = officer.fetch(f"{its_page}/certificates.pdf")
    papers = pypdf.PdfReader(io.BytesIO(content)).pages
    [address] = codes_on(papers[0])
    assert len(papers) == MANY + 1
    look(
        visitor.open("/" + address.partition("//")[2].partition("/")[2]), "Bán hàng qua Zalo", "Hội LHPN xã Biện Thượng"
    )
    assert "Nguyễn Thị" not in visitor.text and "Lê Thị Mận" not in visitor.text
    session.rollback()
    assert session.query(TrainingClass).one().status == "done"


def test_a_communes_records(new_phone: Callable[..., Screen]) -> None:
    with transaction():
        person = make_officer(BIEN_THUONG)
    officer = new_phone(person)
    officer.open("/staff").follow("Nhập danh sách").follow("Nhập một danh sách")
    sheet = workbook(MESSY, merged=("A1:F1", "C2:D2", "A2:A3", "B2:B3", "E2:E3", "F2:F3"))
    look(officer).press("Đọc danh sách", kind="members", files={"file": (io.BytesIO(sheet), "hội viên.xlsx")})
    look(officer, "Cột nào là gì").press("Đọc danh sách và xem trước")
    look(officer, "Người mới (2)", "Cần sửa (1)").follow("Cần sửa (1)").follow("Sửa dòng")
    look(officer).press("Lưu dòng này", birth_year="1979")
    look(officer, "Người mới (3)").press("Đồng ý ghi")
    look(officer, "Danh sách đã ghi xong.")
    look(officer.open("/staff/support").follow("Ghi nhận hỗ trợ"))
    officer.press("Tìm", q="le man").follow("Lê Thị Mận")
    given = f"{today() - timedelta(days=3):%d/%m/%Y}"
    look(officer).press("Lưu lượt hỗ trợ", programme="2415", kind="advice", aim="start_up", given_on=given)
    file = look(officer, "Lê Thị Mận").address
    look(officer.open("/staff/enterprises").follow("Ghi doanh nghiệp, mô hình")).press("Tìm", q="le man").follow(
        "Lê Thị Mận"
    )
    it = {"kind": "cooperative", "name": "HTX Sâm Báo", "beginning": "new", "founded_on": given}
    look(officer).press("Lưu vào sổ", **it, title="director", share="60", programmes=["2415"])
    look(officer, "Đã ghi “HTX Sâm Báo” vào sổ.")
    look(officer.open(file).follow("Ghi thăm hỏi"))
    officer.press("Lưu", seen="Đang nấu hàng Tết", next_step="Chụp lại ảnh")
    look(officer, "Đã ghi lần thăm hỏi", "Đang nấu hàng Tết").follow("Hồ sơ một trang")
    look(officer, "HTX Sâm Báo", "Đang nấu hàng Tết", "Chụp lại ảnh")


def test_a_provinces_records(new_phone: Callable[..., Screen]) -> None:
    with transaction():
        person = make_province_officer()
        make_done(3)
        for number, woman in enumerate(make_women(30)):
            make_support(woman, (BIEN_THUONG, HAC_THANH)[number % 2])
    officer = new_phone(person)
    officer.open("/staff").follow("Các cuộc thi").follow("Thêm cuộc thi")
    named = {"name": "Phụ nữ khởi nghiệp xanh", "level": "province", "criteria": "Tính mới: 40\nKhả thi: 60"}
    look(officer).press("Lưu cuộc thi", **named, unit=unit_of("38").code, programmes=["2415"])
    page = look(officer, "Đang chuẩn bị").address
    officer.press("Mở nhận ý tưởng").follow("Nhập ý tưởng")
    idea = {
        "title": "Trà sâm Báo",
        "sector": "food",
        "full_name": "Bùi Thị Ý",
        "birth_year": "1985",
        "unit": unit_of(BIEN_THUONG).code,
    }
    look(officer).press("Lưu ý tưởng", **idea)
    look(officer, "Đã nhập ý tưởng của chị Bùi Thị Ý.")
    for name in ("Trần Thị Một", "Trần Thị Hai", "Trần Thị Ba"):
        officer.open(f"{page}/judges").press("Thêm giám khảo", name=name, title="Sở Công Thương")
    look(officer).open(page).press("Khóa danh sách, vào chấm")
    for number in (1, 2, 3):
        look(officer.open(f"{page}/judges/{number}/sheets/1"))
        points = re.findall(r'name="(points-\d+)"', officer.html)
        officer.press("Lưu phiếu", **dict(zip(points, ("35", "50,5"), strict=True)))
    look(officer.open(f"{page}/results"), "85,5").press("Chốt kết quả", **{"award-1": "first"}, document="01/BB")
    look(officer, "Đã chốt kết quả.", "Giải nhất")
    look(officer.open("/staff/channels"), "Hội LHPN")
    look(officer.open(f"/staff/channels/units/{unit_of(BIEN_THUONG).id}"))
    officer.press("Lưu kênh", link="facebook.com/hoibienthuong", kind="fanpage")
    look(officer, "facebook.com/hoibienthuong")
    look(officer.open("/staff/programmes/2415"), "Bảng chỉ tiêu")
    for indicator in ("women_supported", "women_trained_digital", "ideas_honoured"):
        number = officer.page.locator(f'a[href*="/2415/{indicator}?"], a[href$="/2415/{indicator}"]').first
        figure = int(number.inner_text().replace(".", ""))
        officer._tap(number)
        assert rows_behind(officer) == figure > 0, indicator
        officer.open("/staff/programmes/2415")
