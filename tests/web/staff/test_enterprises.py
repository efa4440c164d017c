"""«Sổ theo dõi mô hình»: entered, found, corrected, closed; people, counts and pages; refusals in words."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.contests.services import decide
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.enterprises.models import Enterprise, EnterpriseCount, EnterprisePart, OnlinePresence
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_seller, make_shop, unit_of
from tests.contests.making import ALL, entries_of, judge_all, make_contest, make_entry, make_judges
from tests.outcomes import cells_of, make_support, signed_in
from tests.pages import Browser

NEW, SAVE = "/staff/enterprises/new", "Lưu vào sổ"
HER = {"full_name": "Lê Thị Mận", "birth_year": "1985"}
IT = {
    "kind": "enterprise",
    "name": "Công ty TNHH Sâm Báo",
    "beginning": "new",
    "founded_on": "8/3/2026",
    "title": "director",
    "share": "50,99",
}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def stored(model: Any = Enterprise) -> list[Any]:
    session.rollback()
    session.expire_all()
    return list(session.query(model).order_by(model.id))


def test_one_is_entered_tested_and_found(officer: Browser) -> None:
    officer.open("/staff/enterprises").sees("Sổ chưa có đơn vị nào").follow("Ghi doanh nghiệp, mô hình")
    officer.press(SAVE, **HER, **IT, programmes=["2415"], registration_number="2801234567", evidence="Giấy đăng ký")
    officer.sees(
        "Đã ghi “Công ty TNHH Sâm Báo” vào sổ.",
        "Chưa đạt tiêu chí do phụ nữ làm chủ",
        "Từ ngày 08/03/2026: phụ nữ góp 50,99% vốn điều lệ, cần từ 51%; phụ nữ giữ 1 chức vụ quản lý.",
        "Căn cứ: Giấy đăng ký",
        "Lê Thị Mận : Người sáng lập",
        "Đề án 2415",
    )
    officer.follow("Ghi nam giới tham gia").press("Lưu", full_name="Lê Văn Góp", role="owner", share="49,02")
    officer.sees("Tổng vốn góp vượt 100% là 0,01%.", status=422)
    officer.press("Lưu", share="49,01").sees("Lê Văn Góp (nam): Góp 49,01% vốn")
    for asked in ({"q": "cong ty sam bao"}, {"q": "2801 234 567"}, {"q": "mận"}, {"form": "enterprise"}):
        officer.open("/staff/enterprises").press("Tìm", **asked).sees("Công ty TNHH Sâm Báo", "Lê Thị Mận")
    officer.press("Tìm", state="closed").sees("Chưa thấy đơn vị nào như vậy")
    officer.open("/staff/women").press("Tìm", role="entrepreneur").follow("Lê Thị Mận")
    officer.sees("Doanh nghiệp · Người đại diện · Người sáng lập · Giám đốc · Góp 50,99% vốn").follow("Công ty TNHH")
    assert officer.address == f"/staff/enterprises/{stored()[0].id}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": None}, "Mời chọn loại hình."),
        ({"name": " "}, "Vui lòng nhập tên doanh nghiệp, mô hình."),
        ({"beginning": None}, "Mời chọn: mới thành lập có Hội hỗ trợ"),
        ({"founded_on": ""}, "Vui lòng nhập ngày thành lập"),
        ({"founded_on": "01/01/2100"}, "Ngày này chưa tới."),
        ({"founded_on": "1/1/1985"}, "Người sáng lập sinh năm 1985."),
        ({"beginning": "before"}, "Vui lòng nhập ngày Hội bắt đầu hỗ trợ"),
        ({"beginning": "before", "supported_from": "1/1/2026"}, "Ngày này trước ngày thành lập."),
        ({"title": ""}, "Mời chọn chức vụ của chị ấy."),
        ({"title": "head"}, "Loại hình này không có chức vụ ấy."),
        ({"share": "101"}, "Vui lòng nhập tỷ lệ trên 0 đến 100"),
        ({"share": "50,999"}, "Vui lòng nhập tỷ lệ trên 0 đến 100"),
        ({"charter_capital": "nhiều"}, "Vui lòng nhập số tiền bằng chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, typed: dict[str, Any], words: str) -> None:
    people = session.query(Person).count()
    officer.open(NEW).press(SAVE, **HER, **{**IT, "sector": "Trồng sâm", **typed}).sees(words, status=422)
    assert officer.form(SAVE).fields["sector"] == "Trồng sâm" and officer.form(SAVE).fields["full_name"] == "Lê Thị Mận"
    assert stored() == [] and session.query(Person).count() == people


def test_who_was_not_yet_eighteen_is_asked_about(officer: Browser) -> None:
    young = {**HER, "birth_year": "2010", **IT}
    officer.open(NEW).press(SAVE, **young).sees("người sáng lập mới khoảng 16 tuổi", status=422)
    officer.press(SAVE, is_certain="y").sees("Đã ghi “Công ty TNHH Sâm Báo” vào sổ.")


def test_the_same_is_refused_and_named_if_it_is_ours(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG)
    here = f"{NEW}?person={woman.public_id}"
    number = {"registration_number": "2801234567"}
    fields = dict(officer.open(here).form(SAVE).fields) | IT | number
    for _again in range(2):
        assert officer.visitor.post(NEW, fields).status_code == 303
    officer.open(here).press(SAVE, **IT).sees("Chị ấy đã có “Công ty TNHH Sâm Báo” ở Hội LHPN xã Biện", status=422)
    officer.open(NEW).press(SAVE, full_name="Hoàng Thị Bưởi", birth_year="1990", **{**IT, "name": "Khác"}, **number)
    officer.sees("Số này là của “Công ty TNHH Sâm Báo”", status=422)
    there = signed_in(app, "commune", HAC_THANH)
    there.open(NEW).press(SAVE, full_name="Hoàng Thị Cam", birth_year="1990", **{**IT, "name": "Khác"}, **number)
    there.sees("Số này đã được ghi cho một đơn vị ở nơi khác.", status=422)
    assert "Sâm Báo" not in there.text.replace("sâm Báo", "") and len(stored()) == 1


def test_a_known_seller_is_chosen_with_her_shop_and_support(app: Flask, officer: Browser) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bán")
        shop = make_shop("Bưởi chị Bán", seller=seller)
        make_support(seller.person)
    officer.open(NEW).press("Tìm", q="hoang ban").follow("Hoàng Thị Bán")
    officer.press(SAVE, **{**IT, "kind": "household", "title": "head", "share": ""}, shop=str(shop.id))
    officer.sees("Có phụ nữ quản lý", "Góp 100% vốn", "Bưởi chị Bán")
    here = officer.address
    officer.follow("Hồ sơ hỗ trợ của chị Hoàng Thị Bán").sees("Tập huấn")
    officer.open(here).follow("Bưởi chị Bán").sees("Gian hàng")


def test_it_is_founded_from_an_idea_of_its_woman(officer: Browser) -> None:
    with transaction():
        contest, woman = make_contest(), make_person("Hoàng Thị Nghĩ", birth_year=1985)
        idea, others = (make_entry(contest, title, who).idea for title, who in (("Trà sâm", woman), ("Nón lá", None)))
        judge_all(contest, make_judges(contest), {1: (80, 80, 80), 2: (70, 70, 70)})
        awards = {entry.id: "honoured" for entry in entries_of(contest)}
        decide(contest, awards, on=today(), document="", **ALL)
        hers, foreign, chosen = str(idea.id), str(others.id), f"{NEW}?person={woman.public_id}"
    officer.open(chosen).sees("Từ ý tưởng nào", "Trà sâm").form(SAVE).choices["idea"].append(foreign)  # forged
    officer.press(SAVE, **IT, idea=foreign)
    officer.sees("Ý tưởng này không phải của chị đại diện. Mời chọn lại.", status=422)
    assert stored() == [] and officer.form(SAVE).fields["name"] == IT["name"]
    officer.press(SAVE, idea=hers).sees("Thành lập từ ý tưởng: Trà sâm").follow("Trà sâm")
    officer.sees("Thành lập từ ý tưởng này").follow(IT["name"])
    officer.open("/staff/ideas/way").sees("ghi rõ từ ý tưởng này").follow("đã thành lập doanh nghiệp, mô hình")
    officer.sees("Đã thành lập doanh nghiệp, mô hình (1)", IT["name"]).follow(IT["name"])
    here = officer.address
    officer.follow("Sửa thông tin").form("Lưu sửa đổi").choices["idea"].append(foreign)
    officer.press("Lưu sửa đổi", idea=foreign, why="x")
    officer.sees("Ý tưởng này không phải của chị đại diện.", status=422)
    assert stored()[0].idea_id == int(hers)
    officer.press("Lưu sửa đổi", idea="", why="Nhầm").sees("Đã sửa.")
    assert "Thành lập từ ý tưởng" not in officer.open(here).text and stored()[0].idea_id is None


def test_of_a_woman_without_ideas_nothing_is_asked(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Hoàng Thị Bán", birth_year=1985)
        make_support(woman)
        idea = make_entry(make_contest(unit=unit_of(HAC_THANH)), woman=woman, unit=unit_of(HAC_THANH)).idea.id
    chosen = f"{NEW}?person={woman.public_id}"
    assert "Từ ý tưởng nào" not in officer.open(chosen).text  # it was entered elsewhere
    officer.press(SAVE, **IT).sees("Đã ghi")
    with transaction():
        session.query(Enterprise).one().idea_id = idea
    officer.open(f"/staff/enterprises/{stored()[0].id}").sees("Thành lập từ một ý tưởng ghi ở nơi khác.")
    officer.follow("Sửa thông tin").press("Lưu sửa đổi", name="Sâm Báo Xanh", why="Theo giấy mới").sees("Đã sửa.")
    assert stored()[0].idea_id == idea


def test_people_are_found_entered_ended_and_voided(officer: Browser) -> None:
    here = officer.open(NEW).press(SAVE, **HER, **{**IT, "share": "40"}, charter_capital="1 tỷ").address
    officer.follow("Ghi chị em tham gia").press("Tìm", q="không có ai").sees("Chưa thấy ai như vậy")
    officer.press("Lưu", full_name="Lê Mận", birth_year="1985", role="founder").sees("Là chị Lê Thị Mận", status=422)
    officer.press("Lưu", person="another", role="owner").sees("Vui lòng nhập tỷ lệ vốn góp", status=422)
    officer.press("Lưu", share_dong="110 triệu").sees("Là chị Lê Thị Mận", status=422)
    officer.press("Lưu", person="another").sees("Lê Mận : Góp 110.000.000đ", "Do phụ nữ làm chủ")
    part = stored(EnterprisePart)[-1].id
    officer.open(f"/staff/enterprises/parts/{part}/end").press("Lưu", on="1/3/2026", why="Bán vốn")
    officer.sees("Ngày này không sau ngày bắt đầu.", status=422)
    officer.press("Lưu", on="1/6/2026").sees("thôi từ 01/06/2026: Bán vốn", "Chưa đạt tiêu chí", "Các lần đánh giá")
    officer.open(f"/staff/enterprises/parts/{part}/void").press("Hủy dòng này").sees("Vui lòng ghi lý do", status=422)
    officer.press("Hủy dòng này", why="Nhầm người").sees("đã thay ngày", "Nhầm người")
    officer.open(f"/staff/enterprises/parts/new?enterprise={here.rpartition('/')[2]}").press("Tìm", q="lê thị mận")
    officer.follow("Lê Thị Mận").press("Lưu", role="manager", title="director")
    officer.sees("Người này đã được ghi như vậy rồi.", status=422)
    assert officer.open("/staff/enterprises/parts/new?enterprise=x").status == 404


def test_a_correction_closing_and_voiding_each_have_a_reason(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **IT)
    officer.follow("Sửa thông tin").press("Lưu sửa đổi", name="Sâm Báo Xanh").sees(
        "Vui lòng ghi vì sao sửa.", status=422
    )
    officer.press("Lưu sửa đổi", why="Theo giấy mới", founded_on="20/10/2025", programmes=["939"])
    officer.sees("Đã sửa.", "Sâm Báo Xanh", "20/10/2025", "Đề án 939")
    officer.follow("Sửa thông tin").press("Lưu sửa đổi", why="x", founded_on="1/1/1980").sees(
        "sinh năm 1985", status=422
    )
    officer.open(f"/staff/enterprises/{stored()[0].id}").follow("Ghi dừng hoạt động")
    officer.press("Lưu", on="1/1/2020", why="Chuyển nghề").sees("Ngày này trước ngày thành lập.", status=422)
    officer.press("Lưu", on="1/11/2026").sees("Dừng từ ngày 01/11/2026, lý do: Chuyển nghề", "Đã dừng")
    officer.press("Bỏ ngày dừng").sees("vẫn hoạt động").follow("Ghi nhầm?")
    officer.press("Hủy dòng này", why="Trùng").sees("Đã hủy bản ghi này", "lý do: Trùng")
    officer.open("/staff/enterprises").sees("Sổ chưa có").press("Tìm", state="void").sees("Sâm Báo Xanh")
    deeds = [e.action for e in session.query(AuditEntry).filter_by(subject_kind="enterprise").order_by(AuditEntry.id)]
    names = ("recorded", "corrected", "closed", "reopened", "voided")
    assert deeds == [f"enterprise.{name}" for name in names]


def test_counts_of_a_day(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **IT).follow("Ghi số liệu").press("Lưu số liệu")
    officer.sees("Vui lòng nhập ít nhất một số", status=422)
    officer.press("Lưu số liệu", workers="10", women_workers="11").sees("Số phụ nữ không thể nhiều hơn", status=422)
    officer.press("Lưu số liệu", women_workers="8", revenue="1,2 tỷ", source="Chị Mận báo")
    officer.sees("10 lao động (8 nữ); doanh thu một năm 1.200.000.000đ. Nguồn: Chị Mận báo")
    officer.follow("Ghi số liệu").press("Lưu số liệu", workers="12").sees("Đã có số liệu của ngày này.", status=422)
    [row] = stored(EnterpriseCount)
    officer.open(f"/staff/enterprises/counts/{row.id}/void").press("Hủy dòng này", why="Nhầm").sees("đã hủy", "Nhầm")


def test_pages_elsewhere_of_an_enterprise_and_of_a_woman(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **IT).follow("Ghi trang giới thiệu sản phẩm")
    officer.press("Lưu", link="sam bao", products="Trà sâm\nCao sâm").sees(
        "Đây chưa phải địa chỉ một trang.", status=422
    )
    assert officer.form("Lưu").fields["products"].split("\n") == ["Trà sâm", "Cao sâm"]
    officer.press("Lưu", link="facebook.com/sambao").sees("Facebook : https://facebook.com/sambao", "Trà sâm, Cao sâm")
    hers = officer.follow("Lê Thị Mận").address
    officer.follow("Ghi trang giới thiệu sản phẩm").press("Lưu", link="fb.com/sambao", products="x")
    officer.open(hers).follow("Ghi trang giới thiệu sản phẩm").press(
        "Lưu", link="www.facebook.com/sambao", products="x"
    )
    officer.sees("Trang này đã được ghi rồi.", status=422)
    row = stored(OnlinePresence)[-1]
    officer.open(f"/staff/enterprises/pages/{row.id}/void").press("Hủy dòng này", why="Nhầm").sees("đã hủy")
    assert officer.address == hers


def test_the_list_is_a_workbook_of_what_is_shown(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **{**IT, "name": "=HYPERLINK(1)"})
    officer.open(NEW).press(
        SAVE, full_name="Hoàng Thị Cam", birth_year="1990", **{**IT, "kind": "club", "title": "head"}
    )
    kind, content = officer.fetch("/staff/enterprises/list.xlsx?form=enterprise")
    [row] = [cells for cells in cells_of(content) if cells[0] == 1]
    assert row[1:4] == ("=HYPERLINK(1)", "Doanh nghiệp", "Lê Thị Mận") and "sheet" in kind
    entry = session.query(AuditEntry).filter_by(action="enterprises.exported").one()
    assert entry.details["records"] == 1


def test_a_figure_opens_its_enterprise_and_its_product(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **{**IT, "kind": "cooperative"}, programmes=["2415"])
    officer.follow("Ghi trang giới thiệu sản phẩm").press("Lưu", link="zalo.me/sambao", products="Trà sâm")
    unit = f"unit={unit_of(BIEN_THUONG).code}&period={today().year}"
    for code, title in (("collective_models", "(Hợp tác xã)"), ("women_founding", ""), ("products_online", "(Zalo)")):
        officer.open(f"/staff/programmes/2415/{code}?{unit}").sees("Lê Thị Mận", title).follow("Mở hồ sơ")
        officer.sees("Công ty TNHH Sâm Báo", "Có phụ nữ quản lý")
    officer.open(f"/staff/programmes/2415/women_trading?{unit}").sees("0 người")


def test_a_stranger_finds_and_changes_nothing(app: Flask, officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **HER, **IT).follow("Ghi số liệu").press("Lưu số liệu", workers="3")
    officer.follow("Ghi trang giới thiệu sản phẩm").press("Lưu", link="a.vn", products="x")
    [row], [page], [counted] = stored(), stored(OnlinePresence), stored(EnterpriseCount)
    part, before = stored(EnterprisePart)[-1], session.query(AuditEntry).count()
    there = signed_in(app, "commune", HAC_THANH)
    one, rest = f"/staff/enterprises/{row.id}", "/staff/enterprises"
    for path in (one, *(f"{one}/{act}" for act in ("edit", "close", "void", "men", "counts", "pages"))):
        assert there.open(path).status == 404
    for path in (f"{rest}/parts/{part.id}/end", f"{rest}/parts/{part.id}/void", f"{rest}/counts/{counted.id}/void"):
        assert there.open(path).status == 404
    assert there.open(f"{rest}/pages/{page.id}/void").status == 404
    assert there.open(f"/staff/women/{row.person.public_id}/pages").status == 404
    assert there.open(f"{rest}/parts/new?enterprise={row.id}").status == 404
    for path in (f"{one}/void", f"{one}/reopen", f"{rest}/parts/{part.id}/void"):
        assert there.visitor.post(path, {"why": "x"}).status_code == 404
    there.open(rest).sees("Sổ chưa có đơn vị nào")
    assert session.query(AuditEntry).count() == before and stored()[0].voided_at is None
    assert stored()[0].founded_on == date(2026, 3, 8)
