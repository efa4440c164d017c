"""«Fanpage, nhóm Zalo»: a commune pastes a link in three taps; the province sees who lacks what; strangers see none."""

from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from marketplace.association.models import ChannelSighting, SoftwareUse, UnitChannel
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import add_branch, record_channel
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.statements import counted

SAVE = "Lưu kênh"


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


@pytest.fixture
def province(app: Flask) -> Browser:
    return signed_in(app, "province")


def rows() -> list[UnitChannel]:
    session.rollback()
    session.expire_all()
    return list(session.query(UnitChannel).order_by(UnitChannel.id))


def page_of(area_code: str = BIEN_THUONG) -> str:
    return f"/staff/channels/units/{unit_of(area_code).id}"


def test_a_link_is_pasted_seen_closed_and_opened_again(officer: Browser) -> None:
    officer.open("/staff").follow("Fanpage, nhóm Zalo").sees("Hội LHPN xã Biện Thượng", "Chưa ghi kênh nào")
    officer.press(SAVE, link="m.facebook.com/hoibienthuong?fbclid=1", kind="fanpage")
    officer.sees("Đã lưu Fanpage (Facebook).", "facebook.com/hoibienthuong", "Chưa ai ghi đã xem")
    assert "fbclid" not in officer.html
    officer.press("Tôi vừa xem").sees("Đã ghi: hôm nay chị xem", "Xem lần cuối", "Lê Cán Bộ")
    officer.press("Tôi vừa xem").sees("Hôm nay chị đã ghi rồi.")
    assert session.query(ChannelSighting).count() == 1
    officer.follow("Đã ngừng?").press("Lưu ngày ngừng").sees("Vui lòng nhập ngày cuối cùng", status=422)
    officer.press("Lưu ngày ngừng", closed_on="1/11/2026", why="khóa trang").sees("đã ngừng", "khóa trang")
    officer.press("Mở lại").sees("Đã mở lại kênh này.")
    officer.follow("Ghi nhầm?").press("Hủy dòng này", why="trang của xã khác").sees("đã hủy", "trang của xã khác")
    assert [row.voided_why for row in rows()] == ["trang của xã khác"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"link": ""}, "Vui lòng dán đường dẫn"),
        ({"link": "hội phụ nữ"}, "Chưa thấy đường dẫn nào ở đây"),
        ({"link": "https://facebook.com"}, "Đây là trang chung"),
        ({"opened_on": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch."),
        ({"members_said": "nhiều"}, "từ 0 đến 1.000.000"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, typed: dict[str, str], words: str) -> None:
    fields = {"link": "facebook.com/hoi", "kind": "fanpage", "name": "Hội xã", **typed}
    officer.open(page_of()).press(SAVE, **fields).sees(words, status=422)
    assert officer.form(SAVE).fields["name"] == "Hội xã" and rows() == []


def test_another_host_is_kept_with_a_warning_and_a_link_once(officer: Browser) -> None:
    officer.open(page_of()).press(SAVE, link="facebook.com/groups/hoi", kind="zalo_group")
    officer.sees("Đường dẫn không phải của Zalo", "đường dẫn khác loại")
    officer.press(SAVE, link="https://www.facebook.com/groups/HOI/", kind="fanpage").sees(
        "Đường dẫn này đã ghi rồi: Nhóm Zalo", status=422
    )
    assert len(rows()) == 1


def test_the_same_form_sent_twice_makes_one_channel(officer: Browser) -> None:
    fields = dict(officer.open(page_of()).form(SAVE).fields) | {"link": "zalo.me/g/abc", "kind": "zalo_group"}
    for _again in range(2):
        assert officer.visitor.post(page_of(), fields).status_code == 303
    assert len(rows()) == 1


def test_a_stranger_sees_and_changes_nothing(officer: Browser) -> None:
    with transaction():
        row = record_channel(
            unit_of(HAC_THANH), "fanpage", "facebook.com/hac", actor=Actor(OFFICER, 1), scope=EVERYTHING
        )
        row_id = row.id
    officer.open(page_of(HAC_THANH)).sees("Không tìm thấy", status=404)
    for act in ("seen", "close", "reopen", "void"):
        assert officer.visitor.post(f"/staff/channels/{row_id}/{act}", {"why": "x"}).status_code == 404
    assert officer.visitor.post(page_of(HAC_THANH), {"link": "a.vn/x", "kind": "website"}).status_code == 404
    [kept] = rows()
    assert kept.closed_on is None and kept.voided_at is None and session.query(ChannelSighting).count() == 0


def test_the_province_sees_who_lacks_what(app: Flask, province: Browser) -> None:
    by = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
    with transaction():
        record_channel(unit_of(BIEN_THUONG), "fanpage", "facebook.com/bien", **by)
        record_channel(unit_of(HAC_THANH), "zalo_group", "zalo.me/g/hac", **by)
        branch = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
        record_channel(branch, "zalo_group", "zalo.me/g/dong", **by)
    province.open("/staff/channels").sees(
        "Chưa có fanpage (166)", "Chưa có nhóm Zalo (166)", "Quá 180 ngày chưa xem (2)"
    )
    province.follow("Quá 180 ngày").sees("facebook.com/bien", "zalo.me/g/hac")
    assert province.html.count("<tr data-row>") == 2
    province.open("/staff/channels?lacking=no_fanpage&page=4")
    assert province.html.count("<tr data-row>") == 16 and "facebook.com/bien" not in province.html
    province.open(page_of()).sees("Chi hội thôn Đông", "zalo.me/g/dong")
    kind, content = province.fetch("/staff/channels.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    [bien] = [row for row in cells if "https://www.facebook.com/bien" in row]
    assert kind.endswith("sheet") and bien[-1] == "Nhóm Zalo"
    assert session.query(AuditEntry).filter_by(action="unit_channels.exported").count() == 1


def test_the_overview_asks_a_fixed_number_of_statements(province: Browser) -> None:
    province.open("/staff/channels")
    with counted() as few:
        province.open("/staff/channels")
    with transaction():
        for area_code in (BIEN_THUONG, HAC_THANH):
            for link in ("facebook.com/a", "facebook.com/b"):
                record_channel(unit_of(area_code), "fanpage", link, actor=Actor(OFFICER, 1), scope=EVERYTHING)
    with counted() as many:
        province.open("/staff/channels")
    assert len(many) <= len(few) + 1, "sightings are asked only where there are channels"


def test_the_use_of_software_is_said_with_its_source(officer: Browser) -> None:
    officer.open(page_of()).press("Lưu phần mềm", software="national_members", users="officers")
    officer.sees("Mời chọn có hay chưa dùng.", "Vui lòng ghi căn cứ", status=422)
    said = {"is_used": "yes", "said_on": "1/11/2026", "source": "Báo cáo số 12"}
    officer.press("Lưu phần mềm", **said).sees("Đã lưu.", "có dùng", "Tính đến 01/11/2026, theo: Báo cáo số 12")
    officer.follow("Ghi nhầm?").press("Hủy dòng này", why="nhầm năm").sees("nhầm năm")
    [row] = session.query(SoftwareUse)
    assert row.is_used and row.voided_at is not None
