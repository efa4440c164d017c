"""Applying through the pages, without scripts: one question a screen, nothing lost, taken up again elsewhere."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core import throttles
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import TooMany
from marketplace.core.folding import fold
from marketplace.core.transactions import transaction
from marketplace.media.models import PrivateFile
from marketplace.people.models import Person
from marketplace.people.purposes import PAYMENT, PUBLIC
from marketplace.people.queries import find_trait, get_person, list_consents
from marketplace.people.services import REVEALS_AN_HOUR, withdraw_consent
from marketplace.sellers.checklist import load_case
from marketplace.sellers.models import Application
from marketplace.sellers.queries import bank_account_of, find_application_of, list_papers
from tests.builders import BIEN_THUONG, HANOI_BA_DINH, make_customer
from tests.media.pipeline.pictures import encoded, scene
from tests.sellers.applicants import CARD_TEXT, ID_NUMBER, NEEDED, PDF, make_draft, make_submitted
from tests.visitors import Visitor, text_of

APPLY = "/seller/apply"
FRONT, BACK = "photo_identity_front", "photo_identity_back"


def photo(name: str = "the.jpg") -> tuple[BytesIO, str]:
    """A photographed paper."""
    return BytesIO(encoded(scene(320, 240), "JPEG")), name


def _answers() -> list[tuple[str, dict[str, Any]]]:
    """What a woman types who sells in her own name, screen by screen."""
    return [
        ("name", {"full_name": "Nguyễn Thị Mẫu", "birth_date": "1/2/1990"}),
        ("place", {"province": "38", "commune": BIEN_THUONG, "address_line": "Thôn Bồng Thượng"}),
        ("form", {"legal_form": "ca_nhan"}),
        ("goods", {"goods": ["nong_san_tuoi"]}),
        ("card", {"id_number": "038 190\N{NO-BREAK SPACE}000 ００1", FRONT: photo(), BACK: photo("sau.jpg")}),
        ("bank", {"bin": "970405", "number": "3500 2051 23456"}),
        ("consent", dict.fromkeys(("identity", "payment", "public_profile", "contact", "food_commitment"), "y")),
    ]


@pytest.fixture
def woman(app: Flask) -> Person:
    with transaction():
        return make_customer("Nguyễn Thị Mẫu")


@pytest.fixture
def applicant(visitor: Visitor, woman: Person) -> Visitor:
    return visitor.sign_in(woman)


def _own(woman: Person) -> Application:
    session.rollback()
    session.expire_all()
    application = find_application_of(woman.id)
    assert application is not None
    return application


def _begin(applicant: Visitor) -> None:
    assert applicant.post(APPLY).status_code == 303


def test_a_visitor_signs_in_first(visitor: Visitor) -> None:
    for path in (APPLY, f"{APPLY}/name", f"{APPLY}/review", "/seller", "/seller/application"):
        response = visitor.get(path)
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/sign-in")


def test_a_woman_applies_from_the_first_screen_to_the_last(applicant: Visitor, woman: Person) -> None:
    assert "Bắt đầu" in text_of(applicant.get(APPLY))
    response = applicant.post(APPLY)
    for number, (step, typed) in enumerate(_answers(), start=1):
        assert response.headers["Location"] == f"{APPLY}/{step}"
        page = applicant.follow(response)
        assert f"Bước {number}/8" in text_of(page)
        response = applicant.post(f"{APPLY}/{step}", typed)
        assert response.status_code == 303, text_of(response)
    review = text_of(applicant.follow(response))
    said = ("Nguyễn Thị Mẫu, sinh ngày 01/02/1990", "xã Biện Thượng", "Cá nhân", "038•••••0001", "mặt trước, mặt sau")
    for shown in (*said, "Agribank", "số tài khoản 3500205123456"):
        assert shown in review
    assert ID_NUMBER not in review
    assert applicant.post(f"{APPLY}/review").headers["Location"] == "/seller/application"
    application = _own(woman)
    assert (application.status, application.unit and application.unit.area_code) == ("submitted", BIEN_THUONG)
    assert "Hội đang xem hồ sơ" in text_of(applicant.get("/seller/application"))


def test_an_individual_is_asked_for_at_most_ten_things(applicant: Visitor) -> None:
    """The province stands filled in; consents are ticks; the card is one thing; what is folded away is for the few."""
    _begin(applicant)
    assert 'selected value="38"' in applicant.get(f"{APPLY}/place").get_data(as_text=True)
    typed = [name for step, fields in _answers() for name in fields if step != "consent" and name != "province"]
    assert len(set(typed) - {BACK}) == 10


def test_handing_in_twice_is_once(applicant: Visitor, woman: Person) -> None:
    make_draft(person=woman)
    for _ in range(2):
        assert applicant.post(f"{APPLY}/review").headers["Location"] == "/seller/application"
    assert _own(woman).status == "submitted"


def test_the_applicant_goes_on_where_she_stopped_on_another_device(
    applicant: Visitor, woman: Person, new_visitor: Any
) -> None:
    _begin(applicant)
    for step, typed in _answers()[:3]:
        applicant.post(f"{APPLY}/{step}", typed)
    elsewhere = new_visitor().sign_in(woman)
    assert elsewhere.get(APPLY).headers["Location"] == f"{APPLY}/goods"
    assert 'value="Nguyễn Thị Mẫu"' in elsewhere.get(f"{APPLY}/name").get_data(as_text=True)


def test_each_legal_form_with_papers_is_asked_for_them(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    for step, typed in _answers()[:2]:
        applicant.post(f"{APPLY}/{step}", typed)
    response = applicant.post(f"{APPLY}/form", {"legal_form": "ho_kinh_doanh"})
    assert response.headers["Location"] == f"{APPLY}/business"
    applicant.post(f"{APPLY}/business", {"business_name": "Hộ chị Mẫu", "tax_code": "2801234567"})
    applicant.post(f"{APPLY}/goods", {"goods": ["thu_cong"]})
    applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, "in_person": "y"})
    page = applicant.get(f"{APPLY}/papers")
    assert "Ảnh giấy đăng ký kinh doanh" in text_of(page)
    refused = applicant.post(f"{APPLY}/papers", {})
    assert refused.status_code == 422
    assert "Mời chị chụp ảnh giấy đăng ký kinh doanh" in text_of(refused)
    accepted = applicant.post(f"{APPLY}/papers", {"photo_registration": [(BytesIO(PDF), "giay.pdf")]})
    assert accepted.headers["Location"] == f"{APPLY}/bank"
    assert [paper.requirement for paper in list_papers(_own(woman).id)] == ["registration"]


def test_a_question_that_does_not_apply_leads_on(applicant: Visitor) -> None:
    _begin(applicant)
    assert applicant.get(f"{APPLY}/papers").headers["Location"] == f"{APPLY}/name"
    assert applicant.get(f"{APPLY}/salary").status_code == 404
    assert applicant.post(f"{APPLY}/salary", {}).status_code == 404


def test_before_beginning_every_question_leads_to_the_beginning(applicant: Visitor) -> None:
    for path in ("name", "bank", "review"):
        assert applicant.get(f"{APPLY}/{path}").headers["Location"] == APPLY
    assert applicant.post(f"{APPLY}/name", {"full_name": "A"}).headers["Location"] == APPLY


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("name", {"full_name": "", "birth_date": "1/2/1990"}, "Mời chị ghi họ và tên."),
        ("name", {"full_name": "Lan", "birth_date": ""}, "Mời chị ghi ngày sinh, ví dụ 05/09/1975."),
        ("name", {"full_name": "Lan", "birth_date": "31/2/1990"}, "Không có ngày 31/2/1990 trong lịch"),
        ("name", {"full_name": "Lan", "birth_date": "01/01/2020"}, "Chị cần đủ 18 tuổi"),
        (
            "name",
            {"full_name": "Lan", "birth_date": "1/2/1990", "qr": CARD_TEXT.encode().decode("cp1252", "replace")},
            "đọc sai chữ có dấu",
        ),
        ("name", {"full_name": "Lan", "birth_date": "1/2/1990", "qr": "abc"}, "không phải mã QR trên thẻ căn cước"),
        ("place", {"province": "38", "commune": ""}, "Mời chọn xã, phường"),
        ("place", {"province": "38", "commune": HANOI_BA_DINH}, "Mời chọn xã, phường thuộc tỉnh"),
        ("place", {"province": "01", "commune": HANOI_BA_DINH}, "Nơi này chưa có Hội nhận hồ sơ"),
        ("form", {}, "Mời chị chọn một dòng."),
        ("form", {"legal_form": "khac"}, "Mời chị chọn một dòng."),
        ("goods", {}, "Mời chị chọn ít nhất một loại hàng."),
        ("card", {"in_person": "y"}, "Mời chị ghi số căn cước"),
        ("card", {"id_number": "12", "in_person": "y"}, "Số căn cước có đúng 12 chữ số."),
        ("card", {"id_number": ID_NUMBER}, "Mời chị chụp mặt trước của thẻ"),
        ("card", {"id_number": "038185000009", "qr": CARD_TEXT, "in_person": "y"}, "Số này khác với số trong mã QR."),
        ("bank", {"bin": "", "number": ""}, "Mời chị chọn ngân hàng"),
        ("bank", {"bin": "970405", "number": ""}, "Mời chị ghi số tài khoản."),
        ("bank", {"bin": "970405", "number": "12"}, "từ 4 đến 19 chữ số"),
        ("bank", {"bin": "000000", "number": "123456"}, "Mời chị chọn ngân hàng"),
        ("consent", {"identity": "y"}, "Mời chị tích vào ô: Tôi đồng ý cho dùng số tài khoản"),
    ],
)
def test_a_bad_answer_is_told_at_the_top_and_at_the_field(
    applicant: Visitor, woman: Person, step: str, typed: dict[str, Any], said: str
) -> None:
    _begin(applicant)
    response = applicant.post(f"{APPLY}/{step}", typed)
    page = text_of(response)
    assert response.status_code == 422
    assert page.count(said) >= 2, page
    assert "Chưa lưu được" in page
    assert _own(woman).status == "draft"


def test_what_was_typed_is_kept_when_something_else_is_wrong(applicant: Visitor) -> None:
    _begin(applicant)
    page = applicant.post(f"{APPLY}/name", {"full_name": "Đỗ Thị Đào", "birth_date": "hôm qua"}).get_data(as_text=True)
    assert 'value="Đỗ Thị Đào"' in page and 'value="hôm qua"' in page


def test_a_photo_is_not_lost_when_the_number_is_wrong(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    first = applicant.post(f"{APPLY}/card", {"id_number": "12", FRONT: photo()})
    assert first.status_code == 422
    assert "Đã gửi ảnh mặt trước" in text_of(first) and "Mời chị chụp mặt sau của thẻ" in text_of(first)
    assert applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, BACK: photo()}).status_code == 303
    assert [paper.side for paper in list_papers(_own(woman).id)] == ["front", "back"]


def test_one_side_of_the_card_is_not_the_card(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    response = applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, BACK: photo()})
    assert response.status_code == 422 and "Mời chị chụp mặt trước của thẻ" in text_of(response)
    assert not load_case(_own(woman)).shows("identity")


def test_a_side_photographed_again_takes_the_place_of_the_first_alone(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, FRONT: photo(), BACK: photo()})
    first = {paper.side: paper.id for paper in list_papers(_own(woman).id)}
    assert applicant.post(f"{APPLY}/card", {"id_number": "", FRONT: photo("lai.jpg")}).status_code == 303
    now = {paper.side: paper.id for paper in list_papers(_own(woman).id)}
    assert now["back"] == first["back"] and now["front"] not in first.values()


@pytest.mark.parametrize("encoding", ["latin-1", "shift-jis", "gbk"])
@pytest.mark.parametrize("name", ["NGUYỄN THỊ MẪU", "LÊ HÀ"])
def test_a_card_read_in_a_wrong_encoding_is_asked_for_again(
    applicant: Visitor, woman: Person, encoding: str, name: str
) -> None:
    """And is never written over her name (8.20)."""
    _begin(applicant)
    before = woman.full_name
    misread = CARD_TEXT.replace("NGUYỄN THỊ MẪU", name).encode().decode(encoding, "replace")
    for typed in (before, ""):
        fields = {"full_name": typed, "birth_date": "", "qr": misread}
        page = applicant.post(f"{APPLY}/name", fields)
        assert page.status_code == 422 and "Máy quét đọc sai chữ có dấu trên thẻ" in text_of(page)
    assert applicant.post(f"{APPLY}/card", {"id_number": "", "qr": misread, "in_person": "y"}).status_code == 422
    session.expire_all()
    assert session.get_one(Person, woman.id).full_name == before
    assert "card_name" not in _own(woman).answers and find_trait(woman.id, "id_number") is None


def test_a_file_that_is_no_photo_is_refused_in_words(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    response = applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, FRONT: (BytesIO(b"MZ..."), "a.jpg")})
    assert response.status_code == 422
    assert "Chỉ nhận tệp PDF hoặc ảnh chụp giấy tờ." in text_of(response)
    assert session.query(PrivateFile).count() == 0


def test_the_applicant_takes_a_photo_back_and_keeps_what_she_typed(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, FRONT: photo(), BACK: photo()})
    papers = list_papers(_own(woman).id)
    page = applicant.post(f"{APPLY}/card", {"id_number": "0381", "remove": str(papers[0].id)})
    assert page.status_code == 200
    assert 'value="0381"' in page.get_data(as_text=True)
    assert [paper.id for paper in list_papers(_own(woman).id)] == [papers[1].id]


def test_another_womans_photo_cannot_be_taken_back(applicant: Visitor) -> None:
    _begin(applicant)
    theirs = list_papers(make_draft().id)[0]
    assert applicant.post(f"{APPLY}/card", {"id_number": ID_NUMBER, "remove": str(theirs.id)}).status_code == 404


def test_the_cards_code_fills_in_name_birth_date_and_number(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    response = applicant.post(f"{APPLY}/name", {"full_name": "Nguyễn Thị Mẫu", "birth_date": "", "qr": CARD_TEXT})
    assert response.status_code == 303
    assert "Đã đọc được từ thẻ: Nguyễn Thị Mẫu, sinh ngày 01/02/1990" in text_of(applicant.follow(response))
    application = _own(woman)
    assert (application.person.birth_year, find_trait(woman.id, "id_number")) == (1990, "038•••••0001")
    assert application.answers["card_name"] == "NGUYỄN THỊ MẪU"
    assert "Vĩnh Lộc" not in str(application.answers)


def test_a_card_that_does_not_fit_warns_and_lets_the_applicant_go_on(applicant: Visitor) -> None:
    _begin(applicant)
    odd = CARD_TEXT.replace("|Nữ|", "|Nam|").replace("01021990", "01021991")
    response = applicant.post(f"{APPLY}/name", {"full_name": "Nguyễn Thị Mẫu", "birth_date": "", "qr": odd})
    page = text_of(applicant.follow(response))
    assert "Giới tính ghi trên thẻ không khớp với số căn cước." in page
    assert "Năm sinh ghi trên thẻ không khớp với số căn cước." in page


def test_without_scripts_a_button_brings_the_communes_of_a_province(applicant: Visitor) -> None:
    _begin(applicant)
    page = applicant.post(f"{APPLY}/place", {"province": "01", "choose_province": "1", "address_line": "Số 5"})
    assert page.status_code == 200
    assert "Phường Ba Đình" in text_of(page)
    assert 'value="Số 5"' in page.get_data(as_text=True)
    assert "Chưa lưu được" not in text_of(page)


def test_her_commune_is_never_guessed(applicant: Visitor) -> None:
    _begin(applicant)
    typed = {"province": "38", "commune": "", "place": "Đông Sơn", "address_line": "Số 5"}
    page = applicant.post(f"{APPLY}/place", typed)
    assert page.status_code == 422 and "trước là phường Đông Sơn, thành phố Thanh Hóa" in text_of(page)
    tapped = typed | {"chosen": BIEN_THUONG, "chosen_for": "Đông Sơn", "place": "Biện Thượng"}
    assert applicant.post(f"{APPLY}/place", tapped).status_code == 303, "the words in the box alone name one place"


def test_what_is_kept_need_not_be_typed_again(applicant: Visitor, woman: Person) -> None:
    make_draft("ho_kinh_doanh", woman)
    for step, typed in (
        ("name", {"full_name": "Nguyễn Thị Mới", "birth_date": ""}),
        ("business", {"business_name": "Hộ mới", "tax_code": ""}),
        ("card", {"id_number": ""}),
        ("bank", {"bin": "970405", "number": ""}),
    ):
        assert applicant.post(f"{APPLY}/{step}", typed).headers["Location"] == f"{APPLY}/review"
    application = _own(woman)
    assert (application.person.full_name, application.person.birth_year) == ("Nguyễn Thị Mới", 1990)
    assert bank_account_of(woman.id) is not None


def test_another_bank_needs_its_own_number(applicant: Visitor, woman: Person) -> None:
    make_draft(person=woman)
    assert applicant.post(f"{APPLY}/bank", {"bin": "970436", "number": ""}).status_code == 422


def test_consents_are_never_ticked_beforehand_and_stay_ticked_after_an_error(applicant: Visitor, woman: Person) -> None:
    make_draft(person=woman, consent={"purposes": set(), "food_commitment": False})
    asked = applicant.get(f"{APPLY}/consent").get_data(as_text=True)
    assert "checked" not in asked and "Đã đồng ý ngày" not in asked
    page = applicant.post(f"{APPLY}/consent", {"identity": "y", "contact": "y"}).get_data(as_text=True)
    assert page.count(" checked") == 2
    assert "Không bắt buộc" not in page, "nothing is asked for that nothing uses"


def test_a_consent_in_force_stands_as_given_and_only_what_is_missing_is_asked(
    applicant: Visitor, woman: Person
) -> None:
    make_draft(person=woman)
    whole = applicant.get(f"{APPLY}/consent")
    assert text_of(whole).count(f"Đã đồng ý ngày {today():%d/%m/%Y}") == 5
    assert "checkbox" not in whole.get_data(as_text=True) and "/account/privacy" in whole.get_data(as_text=True)

    with transaction():
        withdraw_consent(get_person(woman.id), PUBLIC)
    page = applicant.get(f"{APPLY}/consent")
    assert text_of(page).count("Đã đồng ý ngày") == 4
    assert page.get_data(as_text=True).count('type="checkbox"') == 1 and "checked" not in page.get_data(as_text=True)
    said_on_food = _own(woman).answers["food_commitment"]
    assert applicant.post(f"{APPLY}/consent", {}).status_code == 422
    assert applicant.post(f"{APPLY}/consent", {PUBLIC: "y"}).status_code == 303
    assert load_case(_own(woman)).consents >= NEEDED
    assert _own(woman).answers["food_commitment"] == said_on_food, "the food commitment keeps its day"
    assert len([c for c in list_consents(woman.id) if c.purpose == PAYMENT]) == 1, "nothing is given twice"
    assert text_of(applicant.get(f"{APPLY}/consent")).count("Đã đồng ý ngày") == 5


def test_an_account_with_letters_is_taken_as_the_hint_says_and_known_again_in_the_review(
    applicant: Visitor, woman: Person
) -> None:
    make_draft(person=woman)
    asked = applicant.get(f"{APPLY}/bank")
    assert "Chữ số (hoặc chữ cái không dấu), không cần dấu cách." in text_of(asked)
    assert 'inputmode="numeric"' not in asked.get_data(as_text=True)
    assert applicant.post(f"{APPLY}/bank", {"bin": "970405", "number": "12ab"}).status_code == 422
    assert applicant.post(f"{APPLY}/bank", {"bin": "970405", "number": "hoa 123"}).status_code == 303
    review = text_of(applicant.get(f"{APPLY}/review"))
    assert "số tài khoản HOA123, chủ" in review


def test_an_incomplete_application_names_what_is_missing(applicant: Visitor, woman: Person) -> None:
    _begin(applicant)
    applicant.post(f"{APPLY}/form", {"legal_form": "ca_nhan"})
    response = applicant.post(f"{APPLY}/review")
    page = text_of(response)
    assert response.status_code == 422
    assert "Còn thiếu, chị bổ sung rồi nộp nhé:" in page and "Tài khoản nhận tiền" in page
    assert "Trả lời nốt" in page


def test_after_handing_in_the_questions_are_closed(applicant: Visitor, woman: Person) -> None:
    make_submitted(person=woman)
    assert applicant.get(f"{APPLY}/name").headers["Location"] == APPLY
    assert applicant.get(APPLY).headers["Location"] == "/seller/application"
    assert applicant.post(f"{APPLY}/name", {"full_name": "Khác", "birth_date": "1/2/1990"}).headers["Location"] == APPLY
    assert applicant.get(f"{APPLY}/review").headers["Location"] == APPLY
    assert _own(woman).person.full_name == "Nguyễn Thị Mẫu"


def test_nothing_sensitive_is_kept_by_the_browser(applicant: Visitor, woman: Person) -> None:
    make_draft("ho_kinh_doanh", woman)
    for step in ("name", "card", "bank"):
        response = applicant.get(f"{APPLY}/{step}")
        assert response.headers["Cache-Control"] == "no-store"
        assert "data-keep" not in response.get_data(as_text=True)


def test_words_on_the_way_are_plain(applicant: Visitor, woman: Person) -> None:
    make_draft("hop_tac_xa", woman)
    for step in ("name", "place", "form", "business", "goods", "card", "papers", "bank", "consent", "review"):
        words = set(fold(text_of(applicant.get(f"{APPLY}/{step}"))).split())
        assert not words & {"upload", "sku", "dashboard", "cod", "submit", "none"}


def test_looking_at_ones_own_birth_date_is_one_row_of_the_trail_and_has_an_end(
    applicant: Visitor, woman: Person
) -> None:
    make_draft(person=woman)
    assert "sinh ngày 01/02/1990" in text_of(applicant.get(f"{APPLY}/review"))
    rows = session.query(AuditEntry).filter_by(action="trait.revealed").all()
    assert sorted(row.details["kind"] for row in rows) == ["account_number", "birth_date"]
    for row in rows:
        assert (row.person_id, row.subject_id, row.purpose) == (woman.id, woman.id, "own_review")
        assert "01/02/1990" not in str(row.details)
    with transaction():
        for _ in range(REVEALS_AN_HOUR):
            try:
                throttles.spend(f"reveal:{woman.id}", limit=REVEALS_AN_HOUR, seconds=3600)
            except TooMany:
                break
    page = applicant.get(f"{APPLY}/review")
    assert page.status_code == 200 and "Nguyễn Thị Mẫu, 1990" in text_of(page)


def test_pasting_the_code_is_called_pasting(applicant: Visitor) -> None:
    _begin(applicant)
    page = text_of(applicant.get(f"{APPLY}/name"))
    assert "Dán nội dung mã QR trên thẻ" in page and "Quét mã QR trên thẻ cho khỏi phải gõ" not in page


def test_the_list_of_what_to_have_ready_says_nothing_of_what_the_applicant_has(applicant: Visitor) -> None:
    page = applicant.get(APPLY)
    assert "Thẻ căn cước" in text_of(page) and "Đã có:" not in text_of(page)
