"""The seller's pages of her shop: opened with default texts, kept section by section, closed and opened again."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.sellers.queries import bank_account_of
from marketplace.sellers.services import account_number_for_payment
from marketplace.shipping.models import ShippingRate
from marketplace.shops.models import Shop
from marketplace.shops.queries import find_former_slug, find_shop_of
from tests.builders import BIEN_THUONG, HAC_THANH, make_customer, make_officer, make_shop
from tests.media.pipeline.pictures import encoded, scene
from tests.pages import Browser
from tests.purchases import allow_orders, give_account, make_goods, make_order
from tests.sellers.applicants import make_approved
from tests.visitors import Visitor, text_of

SHOP = "/seller/shop"
OPENING = {
    "name": "Sâm Báo chị Mẫu",
    "phone": "0912 345 678",
    "province": "38",
    "commune": BIEN_THUONG,
    "address_line": "Thôn 3",
    "delivery_policy": "Gửi qua bưu điện.",
    "return_policy": "Hỏng thì trả lại tiền.",
}


def _rates(**changes: str) -> dict[str, str]:
    whole: dict[str, str] = {}
    for zone, fee in (("commune", "10k"), ("province", "22.000"), ("nationwide", "35000")):
        whole |= {
            f"{zone}_served": "y",
            f"{zone}_first_kg_dong": fee,
            f"{zone}_next_kg_dong": "4.000",
            f"{zone}_free_from_dong": "",
            f"{zone}_days_min": "1",
            f"{zone}_days_max": "3",
            f"{zone}_carrier": "post_office",
        }
    return {name: text for name, text in (whole | changes).items() if text != "-"}


def _photo() -> list[tuple[BytesIO, str]]:
    return [(BytesIO(encoded(scene(320, 240), "JPEG")), "vuon.jpg")]


@pytest.fixture
def admitted(app: Flask) -> Person:
    with transaction():
        by = make_officer()
    return make_approved(by).person


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop("Sâm Báo Triệu Sơn")


@pytest.fixture
def owner(visitor: Visitor, shop: Shop) -> Visitor:
    return visitor.sign_in(shop.seller.person)


def _fresh(shop: Shop) -> Shop:
    session.rollback()
    session.expire_all()
    return shop


def test_an_admitted_woman_opens_her_shop_in_one_screen(visitor: Visitor, admitted: Person) -> None:
    visitor.sign_in(admitted)
    page = visitor.get(f"{SHOP}/open").get_data(as_text=True)
    assert 'value="Gian hàng Nguyễn Thị Mẫu"' in page and "Thôn Bồng Thượng" in page
    assert "quý khách báo trong 7 ngày" in page and "qua bưu điện" in page, "she reads her terms before it opens (8.14)"
    for _ in range(2):
        assert visitor.post(f"{SHOP}/open", OPENING).status_code == 303
    shop = find_shop_of(admitted.id)
    assert shop is not None and (shop.name, shop.status, shop.phone) == ("Sâm Báo chị Mẫu", "open", "+84912345678")
    assert (shop.delivery_policy, shop.return_policy) == (OPENING["delivery_policy"], OPENING["return_policy"])
    assert shop.opening_hours
    assert session.query(Shop).count() == 1
    assert visitor.get(f"{SHOP}/open").headers["Location"] == SHOP


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Mời chị đặt tên cho gian hàng."),
        ({"return_policy": "Hàng đã bán không đổi trả."}, "hứa ít hơn quy định chung"),
        ({"name": "12"}, "Tên cần có ít nhất 3 chữ cái"),
        ({"phone": "12"}, "Số điện thoại này còn thiếu chữ số."),
        ({"commune": ""}, "Mời chọn xã, phường"),
        ({"commune": "99999"}, "Mời chọn xã, phường"),
        ({"address_line": "x" * 201}, "Mời viết ngắn lại"),
    ],
)
def test_opening_with_something_wrong_says_what(
    visitor: Visitor, admitted: Person, changes: dict[str, str], said: str
) -> None:
    response = visitor.sign_in(admitted).post(f"{SHOP}/open", OPENING | changes)
    assert response.status_code == 422
    assert said in text_of(response) and "Chưa lưu được" in text_of(response)
    assert find_shop_of(admitted.id) is None


def test_a_name_another_shop_bears_is_refused(visitor: Visitor, admitted: Person, shop: Shop) -> None:
    response = visitor.sign_in(admitted).post(f"{SHOP}/open", OPENING | {"name": "SÂM BÁO TRIỆU SƠN"})
    assert response.status_code == 422
    assert "Đã có gian hàng tên này." in text_of(response)


def test_the_communes_of_a_province_come_without_scripts(visitor: Visitor, admitted: Person, owner: Visitor) -> None:
    typed = OPENING | {"province": "01", "choose_province": "1"}
    page = Visitor(visitor.app).sign_in(admitted).post(f"{SHOP}/open", typed)
    assert page.status_code == 200 and "Phường Ba Đình" in text_of(page)
    page = owner.post(f"{SHOP}/place", {"province": "01", "choose_province": "1"})
    assert page.status_code == 200 and "Phường Ba Đình" in text_of(page)


def test_her_place_is_asked_about_where_words_name_several(admitted: Person, owner: Visitor, visitor: Visitor) -> None:
    typed = {"province": "38", "commune": "", "place": "Đông Sơn"}
    for page in (
        Visitor(visitor.app).sign_in(admitted).post(f"{SHOP}/open", OPENING | typed),
        owner.post(f"{SHOP}/place", typed | {"address_line": "Số 5"}),
    ):
        assert page.status_code == 422
        assert "trước là phường Đông Sơn, thành phố Thanh Hóa" in text_of(page)
        assert 'value="Đông Sơn"' in page.get_data(as_text=True)


def test_who_was_not_admitted_opens_nothing(visitor: Visitor, app: Flask) -> None:
    with transaction():
        stranger = make_customer()
    visitor.sign_in(stranger)
    for response in (visitor.get(f"{SHOP}/open"), visitor.post(f"{SHOP}/open", OPENING)):
        assert response.headers["Location"] == "/seller"
    assert "Gian hàng mở được sau khi Hội duyệt hồ sơ" in text_of(visitor.get("/seller"))
    assert visitor.get(SHOP).headers["Location"] == f"{SHOP}/open"
    for section in ("story", "shipping", "bank"):
        assert visitor.get(f"{SHOP}/{section}").status_code == 403
        assert visitor.post(f"{SHOP}/{section}", {}).status_code == 403
    assert session.query(Shop).count() == 0


def test_the_overview_shows_each_section(owner: Visitor) -> None:
    page = text_of(owner.get(SHOP))
    for words in ("Sâm Báo Triệu Sơn", "Câu chuyện", "chưa có, chị thêm vào nhé", "Trong tỉnh: 22.000đ", "Đang mở"):
        assert words in page


@pytest.mark.parametrize("section", ["name", "story", "photos", "place", "contact", "policies", "selling"])
def test_each_section_opens_with_what_it_says_now(owner: Visitor, section: str) -> None:
    assert owner.get(f"{SHOP}/{section}").status_code == 200


def test_unknown_sections_are_not_found(owner: Visitor) -> None:
    assert owner.get(f"{SHOP}/staff").status_code == 404
    assert owner.post(f"{SHOP}/staff", {}).status_code == 404


@pytest.mark.parametrize(
    ("section", "typed", "kept"),
    [
        ("story", {"tagline": "Sâm quê", "story": "Tôi trồng sâm."}, {"tagline": "Sâm quê", "story": "Tôi trồng sâm."}),
        (
            "place",
            {"province": "38", "commune": HAC_THANH, "address_line": "Số 5"},
            {"area_code": HAC_THANH, "address_line": "Số 5"},
        ),
        (
            "contact",
            {"phone": "0237 385 1234", "zalo_phone": "0987.654.321", "opening_hours": "Cả ngày"},
            {"phone": "+842373851234", "zalo_phone": "+84987654321", "opening_hours": "Cả ngày"},
        ),
        ("contact", {"phone": "0912345678", "zalo_phone": ""}, {"zalo_phone": None}),
        (
            "policies",
            {"delivery_policy": "Gửi ngay", "return_policy": "Đổi 3 ngày"},
            {"delivery_policy": "Gửi ngay", "open_before_paying": False},
        ),
        (
            "selling",
            {"accepts_cod": "y", "cod_limit_dong": "2 triệu", "preparation_days": "2"},
            {"accepts_cod": True, "cod_limit_dong": 2_000_000, "preparation_days": 2},
        ),
        ("selling", {"cod_limit_dong": "", "preparation_days": ""}, {"accepts_cod": False, "cod_limit_dong": None}),
    ],
)
def test_a_section_is_kept(
    owner: Visitor, shop: Shop, section: str, typed: dict[str, str], kept: dict[str, object]
) -> None:
    response = owner.post(f"{SHOP}/{section}", typed)
    assert response.headers["Location"] == SHOP, text_of(response)
    assert {field: getattr(_fresh(shop), field) for field in kept} == kept
    assert "Đã lưu. Khách thấy ngay trên gian hàng." in text_of(owner.follow(response))


def test_of_a_closed_shop_nobody_is_said_to_see_it_at_once(owner: Visitor, shop: Shop) -> None:
    owner.post(f"{SHOP}/close")
    assert _fresh(shop).status == "closed"
    answer = owner.follow(owner.post(f"{SHOP}/name", {"name": "Sâm Báo núi Báo"}))
    assert "Đã lưu. Khách thấy khi gian hàng mở." in text_of(answer)


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("name", {"name": "x"}, "Tên cần có ít nhất 3 chữ cái"),
        ("story", {"tagline": "x" * 121}, "Mời viết ngắn lại"),
        ("place", {"province": "38", "commune": "00004"}, "Mời chọn xã, phường"),
        ("contact", {"phone": ""}, "Mời chị ghi số điện thoại"),
        ("contact", {"phone": "0912345678", "zalo_phone": "0237 385 1234"}, "Số máy bàn không nhận được tin nhắn."),
        ("selling", {"cod_limit_dong": "1e9"}, "Vui lòng nhập số tiền bằng chữ số"),
        ("selling", {"cod_limit_dong": "0"}, "Mời chị ghi số tiền từ 1.000đ"),
        ("selling", {"preparation_days": "-1"}, "Vui lòng nhập một số từ 0 đến 30."),
        ("photos", {"cover": [(BytesIO(b"GIF89a"), "a.gif")]}, "không phải ảnh chụp"),
    ],
)
def test_a_bad_section_is_told_and_nothing_changes(
    owner: Visitor, shop: Shop, section: str, typed: dict[str, Any], said: str
) -> None:
    response = owner.post(f"{SHOP}/{section}", typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert (_fresh(shop).name, shop.tagline, shop.cover_photo_id) == ("Sâm Báo Triệu Sơn", "", None)


def test_a_renamed_shop_keeps_its_old_address(owner: Visitor, shop: Shop) -> None:
    owner.post(f"{SHOP}/name", {"name": "Sâm Báo chị Hoa"})
    former = find_former_slug("sam-bao-trieu-son")
    assert former is not None and former.shop_id == shop.id and _fresh(shop).slug == "sam-bao-chi-hoa"


def test_photos_are_shown_and_taken_away(owner: Visitor, shop: Shop) -> None:
    assert owner.post(f"{SHOP}/photos", {"cover": _photo(), "portrait": _photo()}).status_code == 303
    assert _fresh(shop).cover is not None and shop.portrait is not None
    cover = shop.cover
    assert cover.public_id in owner.get(f"{SHOP}/photos").get_data(as_text=True)
    owner.post(f"{SHOP}/photos", {"remove": "cover"})
    assert _fresh(shop).cover is None and cover.erased_at is not None
    assert shop.portrait is not None
    assert owner.post(f"{SHOP}/photos", {"remove": "slug"}).status_code == 404


def test_fees_are_kept_by_zone(owner: Visitor, shop: Shop) -> None:
    assert 'value="22.000"' in owner.get(f"{SHOP}/shipping").get_data(as_text=True)
    typed = _rates(nationwide_served="-", province_free_from_dong="500k")
    assert owner.post(f"{SHOP}/shipping", typed).headers["Location"] == SHOP
    rates = {rate.zone: rate for rate in session.query(ShippingRate).filter_by(shop_id=shop.id)}
    assert set(rates) == {"commune", "province"}
    assert (rates["commune"].first_kg_dong, rates["province"].free_from_dong) == (10_000, 500_000)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"province_first_kg_dong": ""}, "Mời chị ghi phí gửi"),
        ({"province_first_kg_dong": "-5"}, "Vui lòng nhập số tiền bằng chữ số"),
        ({"province_first_kg_dong": "3 triệu"}, "Mời chị xem lại số này."),
        ({"province_days_min": "5", "province_days_max": "2"}, "không ít hơn số ngày nhanh nhất"),
        ({"province_days_max": ""}, "không ít hơn số ngày nhanh nhất"),
        ({"province_carrier": "dron"}, "Mời chị chọn cách gửi."),
        (dict.fromkeys(("commune_served", "province_served", "nationwide_served"), "-"), "ít nhất một nơi giao hàng"),
    ],
)
def test_impossible_fees_are_told(owner: Visitor, changes: dict[str, str], said: str) -> None:
    response = owner.post(f"{SHOP}/shipping", _rates(**changes))
    assert response.status_code == 422
    assert said in text_of(response) and "Chưa lưu được" in text_of(response)
    assert session.query(ShippingRate).count() == 0


def test_the_account_is_changed_after_a_fresh_sign_in(owner: Visitor, shop: Shop) -> None:
    typed = {"bin": "970405", "number": "3500205123456", "holder": "Hoàng Thị Bán"}
    with transaction():
        session.query(SignIn).one().fresh_at = now() - timedelta(minutes=16)
    assert owner.post(f"{SHOP}/bank", typed).headers["Location"].startswith("/prove")
    assert bank_account_of(shop.seller.person_id) is None
    with transaction():
        session.query(SignIn).one().fresh_at = now()
    assert 'value="HOANG THI BAN"' in owner.get(f"{SHOP}/bank").get_data(as_text=True)
    assert owner.post(f"{SHOP}/bank", typed).headers["Location"] == SHOP
    account = bank_account_of(shop.seller.person_id)
    assert account is not None and account_number_for_payment(account) == "3500205123456"
    page = text_of(owner.get(f"{SHOP}/bank"))
    assert "•••••••••3456" in page and "3500205123456" not in page


@pytest.mark.parametrize("changes", [{"bin": ""}, {"number": "12"}, {"holder": ""}, {"bin": "970468"}])
def test_an_impossible_account_is_told(owner: Visitor, shop: Shop, changes: dict[str, str]) -> None:
    typed = {"bin": "970405", "number": "3500205123456", "holder": "Hoàng Thị Bán"} | changes
    assert owner.post(f"{SHOP}/bank", typed).status_code == 422
    assert bank_account_of(shop.seller.person_id) is None


def test_she_closes_for_a_while_and_sells_again(owner: Visitor, shop: Shop) -> None:
    for path, state in (("close", "closed"), ("close", "closed"), ("reopen", "open"), ("reopen", "open")):
        assert owner.post(f"{SHOP}/{path}").headers["Location"] == SHOP
        assert _fresh(shop).status == state
    owner.post(f"{SHOP}/close")
    assert "Bán lại" in text_of(owner.get(SHOP))


def test_one_seller_never_touches_anothers_shop(owner: Visitor, shop: Shop) -> None:
    with transaction():
        other = make_shop("Cói Nga Sơn")
    owner.post(f"{SHOP}/story", {"tagline": "của tôi", "story": ""})
    assert (_fresh(shop).tagline, other.tagline) == ("của tôi", "")


def test_what_a_break_does_to_the_shop_is_said_as_it_is(owner: Visitor, new_visitor: Any, shop: Shop) -> None:
    """(8.14) Customers of a closed shop read that it takes a break, and nothing of its goods; so she is told."""
    page = Browser(owner).open(SHOP).sees("Khách vào gian hàng sẽ thấy dòng “đang tạm nghỉ”")
    page.press("Tạm nghỉ bán").sees("Khách vào gian hàng sẽ thấy dòng “đang tạm nghỉ”, hàng của chị không hiện.")
    answer = new_visitor().get(f"/shops/{shop.slug}")
    assert answer.status_code == 410 and "Sâm Báo Triệu Sơn đang tạm nghỉ" in text_of(answer)


def test_terms_that_promise_less_than_the_policy_are_refused_with_the_sentence(owner: Visitor, shop: Shop) -> None:
    """(8.14) A shop's own words only give more; customers read the policy's first."""
    page = Browser(owner).open(f"{SHOP}/policies")
    page.press("Lưu", return_policy="Đổi hàng lỗi. Khách báo trong 2 ngày.").sees(
        "Câu “Khách báo trong 2 ngày” hứa ít hơn quy định chung",
        "trong 7 ngày, hàng tươi hay hàng lạnh trong 24 giờ",
        status=422,
    )
    assert page.form("Lưu").fields["return_policy"] == "Đổi hàng lỗi. Khách báo trong 2 ngày."
    page.press("Lưu", return_policy="Khách báo trong 10 ngày.").sees("Đã lưu.")
    page.open(f"/shops/{shop.slug}").sees(
        "Hàng sai mô tả, hỏng hoặc không an toàn: báo trong 7 ngày",
        "không làm hẹp quyền trên: Khách báo trong 10 ngày.",
    )


def test_a_shop_always_leaves_customers_a_way_to_pay(app: Flask, owner: Visitor, shop: Shop) -> None:
    """(8.14) Without a bank account, cash at the door cannot be turned off nor limited."""
    with transaction():
        allow_orders(card_enabled=False)
    page = Browser(owner).open(f"{SHOP}/selling")
    page.press("Lưu", accepts_cod=None).sees("Bỏ dấu này thì khách không còn cách nào trả tiền.", status=422)
    page.open(f"{SHOP}/selling").press("Lưu", cod_limit_dong="500k").sees("Đơn lớn hơn thì khách không còn", status=422)
    assert _fresh(shop).accepts_cod and shop.cod_limit_dong is None
    with transaction():
        shop.accepts_cod = False
    page.open("/seller").sees("Khách chưa có cách nào trả tiền")
    with transaction():
        give_account(shop)
    page.open(f"{SHOP}/selling").press("Lưu", accepts_cod=None).sees("Đã lưu.")
    assert "Khách chưa có cách nào trả tiền" not in page.open("/seller").text


def test_her_account_is_hers_to_read_and_a_change_waits_where_she_sells(owner: Visitor, shop: Shop) -> None:
    """In full, with a code to try it, after a fresh proof; the old one can be kept by one press (8.7)."""
    with transaction():
        give_account(shop)
        make_order((make_goods(shop=shop), 1))
    old = bank_account_of(shop.seller.person_id)
    assert old is not None
    page = Browser(owner).open(f"{SHOP}/bank")
    assert account_number_for_payment(old) not in page.text
    page.press("Xem đủ số tài khoản").sees(account_number_for_payment(old), "2.000đ thì số tài khoản đúng")
    assert "<svg" in page.html
    page.press("Đổi tài khoản", bin="970405", number="3500205123456", holder="HOANG THI BAN")
    page.sees("Để an toàn, đơn mới chuyển về đó từ")
    assert bank_account_of(shop.seller.person_id).id == old.id
    page.open(f"{SHOP}/bank").sees("Agribank", "3456").press("Giữ tài khoản cũ").sees("Đã giữ tài khoản cũ.")
    assert "Giữ tài khoản cũ" not in page.open(f"{SHOP}/bank").text


def test_her_account_is_read_by_nobody_else(app: Flask, owner: Visitor, shop: Shop) -> None:
    with transaction():
        give_account(shop)
        session.query(SignIn).one().fresh_at = now() - timedelta(minutes=16)
    assert owner.post(f"{SHOP}/bank/reveal").headers["Location"].startswith("/prove")
