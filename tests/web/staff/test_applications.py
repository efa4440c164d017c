"""An officer's pages: her own territory by due time, papers through a checked page, one decision, never her own."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.phone_changes import ID_CARD, Check, ask_for_phone_change
from marketplace.association.models import Officer
from marketplace.audit.models import AuditEntry
from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.states import history_of
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import REVEALS_AN_HOUR
from marketplace.sellers.decisions import DECLINE_REASONS
from marketplace.sellers.models import Application, Seller
from marketplace.sellers.queries import find_seller_of, get_application, list_marks, list_papers
from marketplace.sellers.services import approve_application, reveal, submit_application, withdraw_application
from marketplace.sellers.services.deciding import stamp_of
from marketplace.web.staff.applications import clock_of
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_customer,
    make_officer,
    make_operator,
    make_province_officer,
    make_shop,
    unit_of,
)
from tests.media.pipeline.pictures import encoded, scene
from tests.pages import Browser
from tests.sellers.applicants import (
    ACCOUNT_NUMBER,
    ID_NUMBER,
    add_paper,
    applicant_actor,
    make_approved,
    make_draft,
    make_submitted,
    officer,
    verify_all,
)
from tests.visitors import Visitor, text_of, words_of

QUEUE = "/staff/applications"
VOUCHED = ["person", "papers", "willing"]


@pytest.fixture
def clerk(app: Flask) -> Person:
    with transaction():
        return make_officer(name="Lê Thị Hằng")


@pytest.fixture
def staff(visitor: Visitor, clerk: Person) -> Visitor:
    return visitor.sign_in(clerk)


def _page(application: Application) -> str:
    return f"{QUEUE}/{application.number}"


def _again(application: Application) -> Application:
    session.rollback()
    session.expire_all()
    return application


def test_the_queue_shows_the_officers_territory_by_due_time_with_the_clock_written(staff: Visitor) -> None:
    late, soon = make_submitted(name={"full_name": "Bùi Muộn"}), make_submitted(name={"full_name": "Đỗ Sớm"})
    make_submitted(name={"full_name": "Người Nơi Khác"}, place={"area_code": HAC_THANH})
    make_draft(name={"full_name": "Người Chưa Nộp"})
    with transaction():
        late.due_at, soon.due_at = now() - timedelta(days=1), now() + timedelta(days=2)
    page = text_of(staff.get(QUEUE))
    assert page.index("Bùi Muộn") < page.index("quá hạn 1 ngày") < page.index("Đỗ Sớm") < page.index("còn 2 ngày")
    assert "Người Nơi Khác" not in page and "Người Chưa Nộp" not in page
    assert "Chờ Hội xem (2)" in page


def test_the_province_sees_all_and_narrows_by_unit_and_name(visitor: Visitor, app: Flask) -> None:
    with transaction():
        province = make_province_officer()
    here, there = make_submitted(name={"full_name": "Bùi Đây"}), make_submitted(place={"area_code": HAC_THANH})
    visitor.sign_in(province)
    assert "Chờ Hội xem (2)" in text_of(visitor.get(QUEUE))
    narrowed = text_of(visitor.get(f"{QUEUE}?unit={there.unit_id}"))
    assert there.number in narrowed and here.number not in narrowed
    found = text_of(visitor.get(f"{QUEUE}?q=bui+day"))
    assert here.number in found and there.number not in found
    kept = visitor.get(f"{QUEUE}?q=bui+day&unit={here.unit_id}").get_data(as_text=True)
    assert f"state=approved&amp;unit={here.unit_id}&amp;q=bui" in kept


def test_each_state_has_its_list_and_others_are_not_found(staff: Visitor, clerk: Person) -> None:
    seller = make_approved(clerk)
    page = text_of(staff.get(f"{QUEUE}?state=approved"))
    assert seller.person.full_name in page and "Lê Thị Hằng" in page
    assert "Thời gian trả lời trong 90 ngày qua" in page
    assert staff.get(f"{QUEUE}?state=draft").status_code == 404
    assert staff.get(f"{QUEUE}?state=more_needed").status_code == 200


def test_an_empty_queue_says_what_will_come(staff: Visitor) -> None:
    assert "Không có hồ sơ nào ở mục này" in text_of(staff.get(QUEUE))


@pytest.mark.parametrize("who", ["nobody", "customer", "applicant", "operator"])
def test_nobody_else_reads_applications(new_visitor: Any, who: str, app: Flask) -> None:
    application = make_submitted()
    paper = list_papers(application.id)[0]
    visitor = new_visitor()
    if who != "nobody":
        with transaction():
            people = {"customer": make_customer, "operator": make_operator}
            person = people[who]() if who in people else application.person
        visitor.sign_in(person)
    expected = 303 if who == "nobody" else 403
    for path in (QUEUE, _page(application), f"{_page(application)}/papers/{paper.id}"):
        assert visitor.get(path).status_code == expected
    for act in ("approve", "ask", "decline", "reveal", "suspend", "restore", "requirements/identity"):
        assert visitor.post(f"{_page(application)}/{act}", {"note": "x"}).status_code == expected
    assert _again(application).status == "submitted"


def test_another_communes_application_is_not_found_anywhere(new_visitor: Any, app: Flask) -> None:
    with transaction():
        foreign = make_officer(HAC_THANH)
    application = make_submitted()
    paper = list_papers(application.id)[0]
    visitor = new_visitor().sign_in(foreign)
    for path in (_page(application), f"{_page(application)}/papers/{paper.id}", f"{QUEUE}/HS000000-XXXXXX"):
        assert visitor.get(path).status_code == 404
    for act in ("approve", "ask", "decline", "reveal", "suspend", "restore", "requirements/identity"):
        fields = {"note": "x", "kind": "id_number", "purpose": "xem", "verdict": "verified", "reason": "ly_do_khac"}
        assert visitor.post(f"{_page(application)}/{act}", fields).status_code == 404
    assert _again(application).status == "submitted"
    assert session.query(AuditEntry).filter_by(action="application.paper_opened").count() == 0


def test_the_page_shows_the_checklist_beside_the_papers_and_masks_numbers(staff: Visitor) -> None:
    application = make_submitted("ho_kinh_doanh")
    page = text_of(staff.get(_page(application)))
    for words in ("Duyệt", "Giấy đăng ký kinh doanh", "Ảnh thẻ căn cước", "038•••••0001", "•••••••••3456"):
        assert words in page
    assert "Hội không xác nhận chất lượng từng món hàng" in page
    assert "Chưa duyệt được, còn: Họ tên và thẻ căn cước, Giấy đăng ký kinh doanh" in page
    assert ID_NUMBER not in page and ACCOUNT_NUMBER not in page and "1990-02-01" not in page


def test_doubts_are_pointed_out(staff: Visitor) -> None:
    make_submitted()
    odd = make_submitted(
        name={"full_name": "Trần Thị Khác"},
        card={"card_name": "NGUYỄN THỊ MẪU", "card_warnings": ["gender_differs"]},
    )
    page = text_of(staff.get(_page(odd)))
    for words in (
        "Họ tên đã khai khác với họ tên đọc được từ mã QR",
        "Giới tính ghi trên thẻ không khớp",
        "Số căn cước này cũng có trong hồ sơ của người khác.",
        "Tài khoản ngân hàng này cũng đang dùng cho người khác.",
        "Tên chủ tài khoản khác với tên người nộp",
    ):
        assert words in page


def test_a_paper_opens_through_a_checked_page_and_leaves_a_row(staff: Visitor, clerk: Person) -> None:
    application = make_draft()
    paper = add_paper(application, "identity", encoded(scene(320, 240), "JPEG"), "front")
    with transaction():
        submit_application(application, applicant_actor(application.person))
    opened = staff.get(f"{_page(application)}/papers/{paper.id}/open")
    assert opened.headers["Location"] == f"{_page(application)}?paper={paper.id}#papers"
    shown = staff.get(f"{_page(application)}?paper={paper.id}").get_data(as_text=True)
    assert f"{_page(application)}/papers/{paper.id}" in shown
    assert "1. Ảnh thẻ căn cước: mặt sau" in words_of(shown) and "2. Ảnh thẻ căn cước: mặt trước" in words_of(shown)
    response = staff.get(f"{_page(application)}/papers/{paper.id}")
    assert (response.status_code, response.mimetype) == (200, "image/jpeg")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("inline; filename=")
    [row] = session.query(AuditEntry).filter_by(action="application.paper_opened")
    assert (row.person_id, row.subject_id, row.details["paper"]) == (clerk.id, application.id, paper.id)
    assert row.purpose == "review"


def test_a_paper_needs_a_fresh_sign_in_as_its_number_does(staff: Visitor) -> None:
    application = make_submitted()
    paper = list_papers(application.id)[0]
    with transaction():
        session.query(SignIn).one().fresh_at = now() - timedelta(minutes=16)
    for address in (f"papers/{paper.id}", f"papers/{paper.id}/open"):
        assert staff.get(f"{_page(application)}/{address}").headers["Location"].startswith("/prove")
    page = staff.get(f"{_page(application)}?paper={paper.id}").get_data(as_text=True)
    assert f'src="{_page(application)}/papers/{paper.id}"' not in page
    assert f'href="{_page(application)}/papers/{paper.id}/open"' in page
    assert session.query(AuditEntry).filter_by(action="application.paper_opened").count() == 0


def test_what_is_open_and_the_answer_stand_first_and_what_is_met_is_folded(staff: Visitor) -> None:
    application = make_submitted()
    page = text_of(staff.get(_page(application)))
    order = ["Ghi còn thiếu", "Đã đủ ", "Khi duyệt, Hội xác nhận", "Đề nghị bổ sung", "Giấy tờ đã gửi"]
    places = [page.index(words) for words in (*order, "Thông tin đã khai", "Bắt đầu ghi hồ sơ")]
    assert places == sorted(places)
    assert page.count("Ghi còn thiếu") == 1
    assert "Đang làm dở" not in page and "Chị ấy khai" not in page


def test_a_paper_of_another_application_is_not_found(staff: Visitor) -> None:
    one, two = make_submitted(), make_submitted()
    theirs = list_papers(two.id)[0]
    assert staff.get(f"{_page(one)}/papers/{theirs.id}").status_code == 404
    assert staff.get(f"{_page(one)}/papers/0").status_code == 404


def test_she_marks_verifies_and_approves(staff: Visitor, clerk: Person) -> None:
    application = make_submitted()
    _open_all(staff, application)
    seen = {"seen": stamp_of(application)}
    marked = staff.post(f"{_page(application)}/requirements/identity", {"verdict": "verified", **seen})
    assert marked.headers["Location"] == f"{_page(application)}#checklist"
    assert "Duyệt hồ sơ" in text_of(staff.get(_page(application)))
    done = staff.post(f"{_page(application)}/approve", {"note": "Chúc chị buôn bán tốt", "vouch": VOUCHED, **seen})
    assert done.headers["Location"] == _page(application)
    assert "Đã duyệt." in text_of(staff.follow(done))
    seller = find_seller_of(_again(application).person_id)
    assert seller is not None and seller.verified_by == clerk.id


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("approve", {"vouch": VOUCHED}),
        ("ask", {"note": "Chụp lại thẻ"}),
        ("decline", {"reason": DECLINE_REASONS[0], "note": "Mời gặp Hội"}),
    ],
)
def test_her_own_answer_sent_twice_is_answered_as_the_first(
    staff: Visitor, clerk: Person, act: str, words: dict[str, Any]
) -> None:
    """The line broke after the first: nobody was before her (8.8). Other words of hers were not recorded."""
    application = make_submitted()
    verify_all(application, clerk)
    way, sent = f"{_page(application)}/{act}", {**words, "seen": stamp_of(application)}
    first, second = (staff.post(way, sent) for _ in range(2))
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert len(history_of("application", [application.id])[application.id]) == 3
    assert staff.post(way, {**sent, "note": "Lời khác"}).status_code == 409


def test_what_nobody_opened_is_not_said_to_be_right(staff: Visitor, new_visitor: Any) -> None:
    application = make_submitted()
    front, back = list_papers(application.id)
    address = f"{_page(application)}/requirements/identity"
    fields = {"verdict": "verified", "seen": stamp_of(application)}
    assert "Chưa có cán bộ nào mở xem: Ảnh thẻ căn cước" in text_of(staff.get(_page(application)))
    staff.get(f"{_page(application)}/papers/{front.id}")
    refused = staff.post(address, fields)
    assert refused.status_code == 409
    page = text_of(refused)
    assert "Chưa có cán bộ nào mở xem: Ảnh thẻ căn cước: mặt sau. Mời mở xem ảnh" in page
    assert list_marks(application.id) == {}
    with transaction():
        colleague = make_officer(name="Trần Thị Hai")
    new_visitor().sign_in(colleague).get(f"{_page(application)}/papers/{back.id}")
    assert staff.post(address, fields).status_code == 303
    assert "Chưa có cán bộ nào mở xem" not in text_of(staff.get(_page(application)))


def test_after_the_answer_the_page_says_who_when_why_and_what_it_stands_for(staff: Visitor, clerk: Person) -> None:
    seller = make_approved(clerk)
    address = f"{QUEUE}/{_number_of(seller)}"
    page = text_of(staff.get(address))
    for words in ("Hội đã duyệt hồ sơ này", "Lê Thị Hằng, Hội LHPN xã Biện Thượng", "Hội đã xác nhận", "người thật"):
        assert words in page, words
    assert "Chị ấy chưa mở gian hàng." in page
    with transaction():
        shop = make_shop("Bưởi chị Mẫu", seller=session.merge(seller))
    html = staff.get(address).get_data(as_text=True)
    assert f'href="/staff/records/shop/{shop.id}">Gian hàng Bưởi chị Mẫu</a>' in html


def test_a_request_for_more_stays_to_be_read(staff: Visitor) -> None:
    application = make_submitted()
    fields = {"note-identity": "Chụp lại mặt sau", "note": "Chị gửi sớm nhé", "seen": stamp_of(application)}
    staff.post(f"{_page(application)}/ask", fields)
    page = text_of(staff.get(_page(application)))
    for words in ("Hội đã đề nghị bổ sung", "Lê Thị Hằng, Hội LHPN xã", "Chị gửi sớm nhé", "cần bổ sung Họ tên"):
        assert words in page, words


def test_declining_empty_handed_says_both_things_at_once(staff: Visitor) -> None:
    application = make_submitted()
    refused = staff.post(f"{_page(application)}/decline", {"note": " ", "seen": stamp_of(application)})
    assert refused.status_code == 422
    assert "Mời chọn một lý do, và ghi vài lời để chị ấy biết cần làm gì." in text_of(refused)


def test_a_search_without_a_hit_here_says_where_there_is_one(staff: Visitor, clerk: Person) -> None:
    make_approved(clerk)
    html = staff.get(f"{QUEUE}?q=nguyen+thi+mau").get_data(as_text=True)
    assert "Có ở mục khác:" in html and ">Đã duyệt (1)</a>" in html
    assert "Có ở mục khác:" not in text_of(staff.get(f"{QUEUE}?q=khong+co+ai"))


def test_approving_too_early_says_what_is_open(staff: Visitor) -> None:
    application = make_submitted()
    response = staff.post(f"{_page(application)}/approve", {"seen": stamp_of(application)})
    assert response.status_code == 409
    assert "Chưa duyệt được vì còn: Họ tên và thẻ căn cước." in text_of(response)
    assert _again(application).status == "submitted" and session.query(Seller).count() == 0


def test_marking_needs_words_where_the_applicant_must_act(staff: Visitor) -> None:
    application = make_submitted()
    address = f"{_page(application)}/requirements/identity"
    for verdict, note, said in (
        ("missing", " ", "Vui lòng ghi vài lời"),
        ("waived", "quen biết", "luật bắt buộc nên không miễn được"),
        ("missing", "x" * 1001, "nhiều nhất 1.000 chữ cái"),
    ):
        response = staff.post(address, {"verdict": verdict, "note": note, "seen": stamp_of(application)})
        assert response.status_code == 422
        assert said in text_of(response)
    assert staff.post(address, {"verdict": "liked"}).status_code == 404
    assert list_marks(application.id) == {}


def test_a_missing_mark_shows_its_note_and_begins_the_request(staff: Visitor) -> None:
    application = make_submitted()
    fields = {"verdict": "missing", "note": "Ảnh mặt sau bị lóa", "seen": stamp_of(application)}
    staff.post(f"{_page(application)}/requirements/identity", fields)
    page = staff.get(_page(application)).get_data(as_text=True)
    assert "Cán bộ ghi: Ảnh mặt sau bị lóa" in page
    assert '<textarea class="input low" id="note-identity" name="note-identity"' in page


def test_asking_for_more_goes_requirement_by_requirement(staff: Visitor) -> None:
    application = make_submitted()
    seen = {"seen": stamp_of(application)}
    empty = staff.post(f"{_page(application)}/ask", {"note-identity": " ", "note": "", **seen})
    assert empty.status_code == 422 and "Vui lòng ghi vài lời" in text_of(empty)
    assert staff.post(f"{_page(application)}/ask", {"note-nothing": "x", **seen}).status_code == 404
    sent = staff.post(f"{_page(application)}/ask", {"note-identity": "Chụp lại mặt sau", "note": "", **seen})
    assert sent.headers["Location"] == QUEUE
    assert _again(application).status == "more_needed"
    assert list_marks(application.id)["identity"].note == "Chụp lại mặt sau"


def test_declining_needs_a_reason_and_keeps_what_was_written(staff: Visitor) -> None:
    application = make_submitted()
    seen = {"seen": stamp_of(application)}
    for fields in ({"reason": "", "note": "Cần giấy X"}, {"reason": "thieu_giay_to", "note": ""}):
        response = staff.post(f"{_page(application)}/decline", {**fields, **seen})
        assert response.status_code == 422
        assert fields["note"] in response.get_data(as_text=True)
    fields = {"reason": "thieu_giay_to", "note": "Chị xin giấy ở xã", **seen}
    assert staff.post(f"{_page(application)}/decline", fields).headers["Location"] == QUEUE
    assert _again(application).decision_reason == "thieu_giay_to"
    page = text_of(staff.get(_page(application)))
    assert "Còn thiếu giấy tờ phải có" in page and "Chị xin giấy ở xã" in page


def test_the_second_officer_reads_who_was_first(staff: Visitor, new_visitor: Any) -> None:
    application = make_submitted()
    with transaction():
        second = make_officer(name="Trần Thị Hai")
    seen = {"seen": stamp_of(application)}
    staff.post(f"{_page(application)}/decline", {"reason": "ly_do_khac", "note": "Chưa rõ", **seen})
    late = new_visitor().sign_in(second)
    for act, fields in (
        ("approve", {}),
        ("ask", {"note": "x"}),
        ("decline", {"reason": "ly_do_khac", "note": "x"}),
        ("requirements/identity", {"verdict": "verified"}),
    ):
        response = late.post(f"{_page(application)}/{act}", {**fields, **seen})
        assert response.status_code == 409
        assert "Lê Thị Hằng đã chuyển hồ sơ" in text_of(response) and "Chưa đủ điều kiện" in text_of(response)


def test_what_was_handed_in_anew_is_shown_before_it_is_decided(staff: Visitor, clerk: Person) -> None:
    application = make_submitted()
    seen = {"seen": stamp_of(application)}
    staff.post(f"{_page(application)}/ask", {"note": "Chụp lại", **seen})
    with transaction():
        submit_application(application, applicant_actor(application.person))
    verify_all(application, clerk)
    response = staff.post(f"{_page(application)}/approve", seen)
    assert response.status_code == 409
    assert "Chị ấy vừa nộp lại hồ sơ." in text_of(response)
    assert _again(application).status == "submitted"


def test_nobody_decides_her_own(staff: Visitor, clerk: Person) -> None:
    application = make_submitted(person=clerk)
    page = text_of(staff.get(_page(application)))
    assert "Đây là hồ sơ của chính chị" in page
    assert "Đã xem, đúng" not in page and "Mở xem" not in page and "Duyệt hồ sơ" not in page
    fields = {"note": "x", "kind": "id_number", "purpose": "xem lại", "verdict": "verified", "reason": "ly_do_khac"}
    for act in ("approve", "ask", "decline", "reveal", "requirements/identity"):
        assert staff.post(f"{_page(application)}/{act}", fields).status_code == 403
    assert _again(application).status == "submitted"


def test_a_number_is_revealed_with_a_purpose_on_this_page_alone(staff: Visitor, clerk: Person) -> None:
    application = make_submitted("ho_kinh_doanh")
    for kind, shown in (
        ("id_number", ID_NUMBER),
        ("birth_date", "01/02/1990"),
        ("account_number", ACCOUNT_NUMBER),
        ("tax_code", "2801234567"),
    ):
        response = staff.post(f"{_page(application)}/reveal", {"kind": kind, "purpose": "đối chiếu với thẻ"})
        assert response.status_code == 200
        assert shown in text_of(response)
        assert response.headers["Cache-Control"] == "no-store"
    assert ID_NUMBER not in text_of(staff.get(_page(application)))
    rows = session.query(AuditEntry).filter_by(action="trait.revealed", person_id=clerk.id)
    assert [row.purpose for row in rows] == ["đối chiếu với thẻ"] * 4


def test_a_reveal_needs_a_purpose_a_known_fact_and_a_fresh_sign_in(staff: Visitor) -> None:
    application = make_submitted()
    address = f"{_page(application)}/reveal"
    refused = staff.post(address, {"kind": "id_number", "purpose": " "})
    assert refused.status_code == 422 and "Vui lòng ghi mục đích xem" in text_of(refused)
    assert staff.post(address, {"kind": "ethnicity", "purpose": "thống kê"}).status_code == 404
    with transaction():
        session.query(SignIn).one().fresh_at = now() - timedelta(minutes=16)
    stale = staff.post(address, {"kind": "id_number", "purpose": "đối chiếu"})
    assert stale.headers["Location"].startswith("/prove")
    assert session.query(AuditEntry).filter_by(action="trait.revealed").count() == 0


def test_too_many_reveals_wait(staff: Visitor, clerk: Person) -> None:
    application = make_submitted()
    with transaction():
        for _ in range(REVEALS_AN_HOUR):
            reveal(application, "id_number", officer(clerk), "đối chiếu")
    response = staff.post(f"{_page(application)}/reveal", {"kind": "id_number", "purpose": "đối chiếu"})
    assert response.status_code == 429
    assert "Mời đợi rồi mở tiếp." in text_of(response) and ID_NUMBER not in text_of(response)


def test_a_seller_is_stopped_with_a_reason_that_she_reads_and_let_go_on(
    app: Flask, staff: Visitor, clerk: Person
) -> None:
    seller = make_approved(clerk)
    with transaction():
        shop = make_shop(seller=seller)
    address = f"{QUEUE}/{_number_of(seller)}"
    assert "mời báo chị trước ít nhất 5 ngày" in text_of(staff.get(address))
    assert staff.post(f"{address}/suspend", {"note": ""}).status_code == 422
    assert staff.post(f"{address}/suspend", {"note": "Khiếu nại đang xem xét"}).headers["Location"] == address
    session.expire_all()
    assert (seller.status, shop.status) == ("suspended", "suspended")
    assert "Cho bán lại" in text_of(staff.get(address))
    hers = Visitor(app).sign_in(seller.person)
    for path in ("/seller", "/seller/shop"):
        assert "Khiếu nại đang xem xét" in text_of(hers.get(path)), path
    staff.post(f"{address}/restore", {"note": "Đã xong"})
    session.expire_all()
    assert (seller.status, shop.status) == ("active", "closed")
    outbox.run_due()
    told = text_of(hers.get("/seller/notices"))
    assert "Lý do: Khiếu nại đang xem xét" in told and "Gian hàng đang đóng, chị bấm “Bán lại” để mở." in told


def test_without_a_seller_there_is_nobody_to_stop(staff: Visitor) -> None:
    application = make_submitted()
    assert staff.post(f"{_page(application)}/suspend", {"note": "x"}).status_code == 404


def test_the_clock_is_written() -> None:
    words = [clock_of(now() + timedelta(days=days)).text for days in (3, -2)]
    assert words == ["còn 3 ngày", "quá hạn 2 ngày"]
    assert clock_of(None).text == "chờ chị ấy bổ sung"


def _open_all(visitor: Visitor, application: Application) -> None:
    for paper in list_papers(application.id):
        assert visitor.get(f"{_page(application)}/papers/{paper.id}").status_code == 200


def _number_of(seller: Seller) -> str:
    found = session.get(Application, seller.application_id)
    assert found is not None
    return found.number


def test_what_was_asked_for_is_completed_face_to_face(staff: Visitor) -> None:
    """She comes with the original: nothing has to be photographed and sent again (8.16)."""
    application = make_submitted()
    page = Browser(staff).open(_page(application))
    page.press("Gửi đề nghị bổ sung", **{"note-identity": "Mang thẻ đến cho Hội xem"})
    page.open(_page(application)).sees("Chị ấy đã mang giấy tờ đến", "Mang thẻ đến cho Hội xem")
    page.press("Xét tiếp").sees("Hồ sơ đã mở lại để xét tiếp.", "Cán bộ xét tiếp cùng chị ấy", "Còn thiếu")
    page.press("Đã xem bản gốc, đúng").sees("Đã ghi: Họ tên và thẻ căn cước.").press("Duyệt hồ sơ", vouch=VOUCHED)
    page.sees("Đã duyệt.")
    assert find_seller_of(_again(application).person_id) is not None
    entries = session.query(AuditEntry).filter_by(action="application.requirement_marked")
    assert [entry.details["verdict"] for entry in entries] == ["original"]


def test_an_original_is_seen_only_of_what_is_on_paper(staff: Visitor) -> None:
    application = make_submitted()
    fields = {"verdict": "original", "seen": stamp_of(application)}
    assert staff.post(f"{_page(application)}/requirements/goods", fields).status_code == 404
    assert list_marks(application.id) == {}


def test_a_decline_is_reopened_with_its_reason_and_she_is_told(staff: Visitor, new_visitor: Any) -> None:
    """8.16"""
    application = make_submitted()
    page = Browser(staff).open(_page(application))
    page.press("Trả lời chưa đủ điều kiện", reason="ly_do_khac", note="Nhầm hồ sơ")
    page.open(_page(application)).press("Xét tiếp", note=" ").sees("Vui lòng ghi vài lời", status=422)
    assert _again(application).status == "declined"
    page.press("Xét tiếp", note="Trả lời nhầm").sees("Cán bộ mở lại hồ sơ", "Trả lời nhầm", "Chưa đủ điều kiện")
    assert _again(application).status == "submitted" and application.due_at is not None
    page.open("/staff/applications").sees(application.person.full_name)
    while outbox.run_due():
        pass
    woman = Browser(new_visitor().sign_in(session.get_one(Person, application.person_id)))
    woman.open("/seller/notices").sees("Hội mở lại hồ sơ của chị để xét tiếp")


@pytest.mark.parametrize("state", ["submitted", "approved", "withdrawn"])
def test_what_was_not_sent_back_is_not_taken_up(staff: Visitor, clerk: Person, state: str) -> None:
    application = make_submitted()
    if state == "approved":
        verify_all(application, clerk)
        with transaction():
            approve_application(get_application(application.number), officer(clerk))
    elif state == "withdrawn":
        with transaction():
            withdraw_application(application, applicant_actor(application.person))
    assert staff.post(f"{_page(application)}/take-up", {"note": "x"}).status_code == 409
    assert _again(application).status == state


def test_suspensions_and_changes_of_phone_stand_in_the_history(staff: Visitor, clerk: Person) -> None:
    """8.16"""
    seller = make_approved(clerk)
    page = Browser(staff).open(f"{QUEUE}/{_number_of(seller)}")
    page.press("Tạm dừng", note="Hàng nghi không an toàn").sees("Tạm dừng bán hàng", "Hàng nghi không an toàn")
    page.press("Cho bán lại", note="Đã kiểm tra").sees("Cho bán lại", "Đã kiểm tra")
    account = find_account_of(seller.person_id)
    assert account is not None
    check = Check(ID_CARD, "gặp ở nhà văn hóa thôn 2", True)
    with transaction():
        ask_for_phone_change(account.id, "+84912000999", check, officer(clerk))
    page.open(f"{QUEUE}/{_number_of(seller)}").sees("Đổi số điện thoại: đang chờ chị ấy xác nhận")


def test_an_officer_of_two_communes_sees_both(staff: Visitor, clerk: Person) -> None:
    """Applications, programmes, units that support, this month's figures (8.16)."""
    with transaction():
        session.add(Officer(person_id=clerk.id, unit_id=unit_of(HAC_THANH).id, role="commune_officer"))
    here, there = make_submitted(name={"full_name": "Bùi Đây"}), make_submitted(place={"area_code": HAC_THANH})
    page = Browser(staff).open(QUEUE).sees(here.number, there.number)
    both = {unit_of(HAC_THANH), unit_of(BIEN_THUONG)}
    assert {unit.name for unit in both} <= set(re.findall(r"Hội LHPN (?:xã|phường) [^<,]+", page.html))
    page.open("/staff").sees(*(f"· {unit.name}" for unit in both))
    page.open("/staff/programmes/2415").sees(*(unit.name for unit in both))
    page.open("/staff/support/new")
    assert {unit.code for unit in both} <= set(page.form("Lưu lượt hỗ trợ").choices["unit"])
    assert page.form("Lưu lượt hỗ trợ").fields["unit"] == ""


@pytest.mark.parametrize("ticked", [None, ["person"], ["person", "papers"]])
def test_what_the_union_vouches_for_is_ticked_by_who_has_looked(
    staff: Visitor, clerk: Person, ticked: list[str] | None
) -> None:
    """No green tick stands there before (8.13)."""
    application = make_submitted()
    verify_all(application, clerk)
    page = Browser(staff).open(_page(application))
    assert "vouch" not in page.form("Duyệt hồ sơ").fields
    page.press("Duyệt hồ sơ", vouch=ticked, note="Chúc mừng chị")
    page.sees("Mời xem và đánh dấu từng điều mà Hội xác nhận.", status=422)
    assert _again(application).status == "submitted" and page.form("Duyệt hồ sơ").fields["note"] == "Chúc mừng chị"
    assert page.form("Duyệt hồ sơ").fields.get("vouch") == ticked
    page.press("Duyệt hồ sơ", vouch=VOUCHED).sees("Đã duyệt.", "Hội đã xác nhận", "Giấy tờ đã xem khớp")
