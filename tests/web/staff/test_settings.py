"""Settings through the pages."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now, today
from marketplace.core.transactions import transaction
from marketplace.site.queries import current_settings
from marketplace.site.settings import SiteSettings
from tests.builders import make_operator, make_province_officer
from tests.media.test_exchanges import a_jpeg
from tests.pages import Browser
from tests.visitors import Visitor


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
    return Browser(visitor.sign_in(person)).open("/staff/settings")


def test_every_group_shows_what_holds(page: Browser) -> None:
    page.sees("Tên gọi, liên hệ và màu sắc", "Dòng tiền và cách thanh toán", "Thời hạn và ngưỡng")
    for code in ("brand", "owner", "money", "messages", "times"):
        page.open(f"/staff/settings/{code}").press("Lưu").sees("Không có gì thay đổi.")
    assert current_settings() == SiteSettings()


def test_a_new_brand_is_on_the_very_next_page(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    page.open("/staff/settings/brand").press(
        "Lưu", brand="Chợ quê Thanh", hotline="19001009", zalo="+84 912 345 678", email="ho@tro.vn"
    ).sees("Đã lưu cài đặt")
    public = new_visitor().get("/policies").get_data(as_text=True)
    assert "Chợ quê Thanh" in public and "1900 1009" in public and "zalo.me/0912345678" in public
    assert current_settings().zalo == "0912345678"


@pytest.mark.parametrize("field", ["brand", "tagline"])
def test_only_a_registered_platform_calls_itself_one(page: Browser, field: str) -> None:
    claim = "SÀN thương mại dien tu xứ Thanh"
    page.open("/staff/settings/brand").press("Lưu", **{field: claim}).sees("chưa được gọi là", status=422)
    assert current_settings() == SiteSettings()
    page.open("/staff/settings/owner").press("Lưu", registration_number="HQ-1", registration_date="1/7/2026")
    page.open("/staff/settings/brand").press("Lưu", **{field: claim}).sees("Đã lưu")


def test_colours_are_checked_and_served(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    page.open("/staff/settings/brand").press("Lưu", brand_colour="#ff99bb").sees("khó đọc", status=422)
    assert 'value="#ff99bb"' in page.html
    page.press("Lưu", brand_colour="đỏ").sees("dấu # và sáu chữ số", status=422)
    page.press("Lưu", brand_colour="#1D4D2B", accent_colour="#fffbe0").sees("mờ trên nền", status=422)
    page.press("Lưu", brand_colour="#1D4D2B", accent_colour="#a86f0b").sees("Đã lưu")
    html = new_visitor().get("/policies").get_data(as_text=True)
    address = html.split('href="/brand/')[1].split('"')[0]
    sheet = new_visitor().get(f"/brand/{address}")
    assert "--brand:#1d4d2b" in sheet.get_data(as_text=True) and sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]


def test_a_colour_may_be_picked_from_the_palette(page: Browser) -> None:
    page.open("/staff/settings/brand")
    assert 'type="color" name="brand_colour_picked" value="#85193a"' in page.html
    page.press("Lưu", brand_colour_picked="#ff99bb").sees("khó đọc", status=422)
    page.press("Lưu", brand_colour_picked="#1d4d2b").sees("Đã lưu")
    assert current_settings().brand_colour == "#1d4d2b"
    page.press("Lưu").sees("Không có gì thay đổi.")
    page.press("Lưu", brand_colour="").sees("Đã lưu")
    assert current_settings().brand_colour == ""


def test_the_box_for_the_logo_speaks_as_the_page_does(page: Browser) -> None:
    page.open("/staff/settings/brand").sees("Chụp ảnh hoặc chọn ảnh có sẵn")
    assert '<label class="photo-field" for="logo"' in page.html


def test_a_logo_is_taken_and_given_back(page: Browser) -> None:
    page.open("/staff/settings/brand").press("Đổi hình", files={"logo": (BytesIO(a_jpeg()), "logo.jpg")}).sees(
        "Đã đổi hình"
    )
    assert current_settings().logo_photo_id
    page.press("Dùng lại hình có sẵn").sees("Đã dùng lại hình của trang")
    assert current_settings().logo_photo_id == ""


def test_what_is_no_picture_is_refused(page: Browser) -> None:
    page.open("/staff/settings/brand")
    page.press("Đổi hình", files={"logo": (BytesIO(b"<svg onload=alert(1)>"), "logo.svg")})
    assert "Đã đổi hình" not in page.text and current_settings().logo_photo_id == ""
    page.press("Đổi hình").sees("Mời chọn một ảnh")


def test_a_registration_has_number_and_day(page: Browser) -> None:
    page.open("/staff/settings/owner").press("Lưu", registration_number="HQ-1").sees("phải ghi cả hai", status=422)
    page.press("Lưu", registration_number="HQ-1", registration_date="32/13/2026").sees("theo dạng", status=422)
    tomorrow = f"{today() + timedelta(days=1):%d/%m/%Y}"
    page.press("Lưu", registration_number="HQ-1", registration_date=tomorrow).sees("Ngày này chưa tới", status=422)
    assert not current_settings().is_registered
    page.press("Lưu", registration_number="HQ-1", registration_date="1/7/2026", owner_name="Hội").sees("Đã lưu")
    assert current_settings().registration_date == "01/07/2026" and current_settings().takes_orders
    page.open("/policies/chu-so-huu").sees("HQ-1", "01/07/2026", "Hội")


def test_each_money_flow_tells_what_the_law_says(page: Browser) -> None:
    page.open("/staff/settings/money").sees(
        "không khấu trừ thuế", "người bán còn nợ", "giấy phép của Ngân hàng Nhà nước", "thu hộ, chi hộ"
    )


def test_flows_that_touch_money_need_a_basis_and_a_confirmation(page: Browser) -> None:
    page.open("/staff/settings/money").press("Lưu", money_flow="platform_collects")
    page.sees("Cách này cần có căn cứ", "Mời đánh dấu xác nhận", status=422)
    assert current_settings().money_flow == "direct_to_seller"
    page.press("Lưu", money_flow="licensed_partner", money_flow_basis="HĐ 12/2026", confirms="y").sees("Đã lưu")
    settings = current_settings()
    assert (settings.money_flow, settings.money_flow_basis) == ("licensed_partner", "HĐ 12/2026")
    assert settings.money_flow_confirmed_on
    page.press("Lưu", money_flow="listing_only").sees("Đã lưu")
    assert current_settings().money_flow_basis == "" == current_settings().money_flow_confirmed_on


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"card_min_dong": "abc"}, "Vui lòng nhập số tiền bằng chữ số"),
        ({"card_min_dong": "500"}, "từ 1.000 đến"),
        ({"card_max_dong": "9tr", "card_min_dong": "10tr"}, "phải lớn hơn số nhỏ nhất"),
        ({"unpaid_orders_per_phone": "0"}, "từ 1 đến 100"),
        ({"unpaid_orders_per_phone": ""}, "Vui lòng nhập một số"),
        ({"unpaid_orders_per_phone": "1e3"}, "Vui lòng nhập một số"),
    ],
)
def test_bad_numbers_are_answered_and_nothing_is_stored(page: Browser, typed: dict[str, str], words: str) -> None:
    page.open("/staff/settings/money").press("Lưu", **typed).sees(words, status=422)
    assert current_settings() == SiteSettings()


def test_ways_to_pay_are_switched(page: Browser) -> None:
    page.open("/staff/settings/money").press("Lưu", cod_enabled=None, card_min_dong="20k").sees("Đã lưu")
    assert not current_settings().is_on("cod_enabled") and current_settings().amount("card_min_dong", 0) == 20_000
    page.open("/staff/settings/messages").press("Lưu", notify_email=None).sees("Đã lưu")
    assert not current_settings().is_on("notify_email") and current_settings().is_on("notify_gateway")


def test_settings_that_leave_no_way_to_pay_are_refused(page: Browser) -> None:
    """(8.14) All switched off; or money through the platform by transfer alone, without its account."""
    no_way, money = "khách không còn cách nào trả tiền", "/staff/settings/money"
    off = dict.fromkeys(("cod_enabled", "vietqr_enabled", "card_enabled"))
    page.open(money).press("Lưu", **off).sees(no_way, status=422)
    through = {"money_flow": "platform_collects", "money_flow_basis": "GP 1", "confirms": "y"}
    transfers = off | {"vietqr_enabled": "y"} | through
    page.open(money).press("Lưu", **transfers).sees(no_way, status=422)
    assert current_settings() == SiteSettings()
    account = {"bin": "970436", "number": "1002003004", "holder": "HOI PHU NU"}
    page.open(money).press("Lưu tài khoản", **account).sees("Đã lưu tài khoản")
    page.open(money).press("Lưu", **transfers).sees("Đã lưu cài đặt")
    page.press("Bỏ tài khoản này").sees("Bỏ tài khoản này thì khách không còn cách nào trả tiền.")
    assert current_settings().platform_bank_bin == "970436"
    page.open(money).press("Lưu", money_flow="listing_only", vietqr_enabled=None).sees("Đã lưu cài đặt")


def test_the_platforms_account_is_kept_masked(page: Browser) -> None:
    page.open("/staff/settings/money").press("Lưu tài khoản", bin="", number="", holder="").sees(
        "Mời chọn ngân hàng", "Vui lòng nhập số tài khoản", status=422
    )
    page.press("Lưu tài khoản", bin="970415", number="1234 5678 9012", holder="Hội Liên hiệp Phụ nữ")
    page.sees("Đã lưu tài khoản", "••••••••9012", "HOI LIEN HIEP PHU NU")
    assert "123456789012" not in page.html
    page.press("Bỏ tài khoản này").sees("Đã bỏ tài khoản")
    assert current_settings().platform_bank_bin == ""


def test_times_stay_within_limits(page: Browser) -> None:
    page.open("/staff/settings/times").press("Lưu", seller_reply_hours="500", evidence_kept_days="x")
    page.sees("từ 1 đến 240", "Vui lòng nhập một số", status=422)
    page.press("Lưu", seller_reply_hours="48", evidence_kept_days="90").sees("Đã lưu")
    assert (current_settings().seller_reply_hours, current_settings().evidence_kept_days) == (48, 90)


def test_each_time_must_be_given_and_a_fault_names_its_question(page: Browser) -> None:
    page.open("/staff/settings/times")
    assert "không bắt buộc" not in page.text
    page.press("Lưu", seller_reply_hours="", listing_review_days="1.5", evidence_kept_days="2000")
    page.sees("Người bán trả lời đơn trong bao nhiêu giờ: Vui lòng nhập một số.", status=422)
    page.sees("Cán bộ xem sản phẩm trong bao nhiêu ngày (kể cả ngày nghỉ): “1.5” là 1,5 hay 15?", status=422)
    page.sees("Vui lòng nhập một số từ 30 đến 1.825.", status=422)
    assert current_settings() == SiteSettings()


@pytest.mark.parametrize("typed", ["-3", "abc", "1,2,3", "0", "61"])
def test_a_fault_tells_the_limits_that_hold(page: Browser, typed: str) -> None:
    page.open("/staff/settings/times").press("Lưu", application_decision_days=typed)
    page.sees("Vui lòng nhập một số từ 1 đến 60.", status=422)


def test_what_the_demo_alone_sets_cannot_be_sent_along(page: Browser) -> None:
    fields = page.open("/staff/settings/times").form("Lưu").fields
    page.visitor.send("/staff/settings/times", {**fields, "is_demo": "1", "takes_orders_unregistered": "1"})
    page.visitor.send("/staff/settings/messages", {**fields, "is_demo": "y", "money_flow": "platform_collects"})
    settings = current_settings()
    assert not settings.is_demo and not settings.takes_orders_unregistered and settings.money_flow == "direct_to_seller"


def test_an_older_session_and_other_parts_stay_out(page: Browser, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    assert visitor.get("/staff/settings/khong-co").status_code == 404
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert visitor.get("/staff/settings/money").headers["Location"].startswith("/prove")
    with transaction():
        officer = make_province_officer()
    other = new_visitor().sign_in(officer)
    for path in ("/staff/settings", "/staff/settings/brand"):
        assert other.get(path).status_code == 403
    assert other.post("/staff/settings/brand", {"brand": "x"}).status_code == 403
