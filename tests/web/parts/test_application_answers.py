"""An application in words: every question once, numbers masked."""

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.sellers.checklist import load_case
from marketplace.sellers.queries import list_papers
from marketplace.sellers.services import remove_evidence, start_application, submit_application
from marketplace.web.parts.application_answers import (
    answers_in_words,
    bank_words,
    own_answers_in_words,
    papers_in_words,
)
from tests.builders import make_customer, make_officer
from tests.sellers.applicants import (
    ACCOUNT_NUMBER,
    ID_NUMBER,
    TAX_CODE,
    applicant_actor,
    make_draft,
    make_submitted,
    verify_all,
)


def test_each_answer_is_said_and_numbers_are_masked(app: Flask) -> None:
    case = load_case(make_draft("hop_tac_xa", card={"in_person": True}))
    with app.test_request_context():
        said = {step: answer for step, _name, answer, _done in answers_in_words(case)}
    assert said["name"] == "Nguyễn Thị Mẫu, 1990"
    assert said["place"] == "Thôn Bồng Thượng, xã Biện Thượng, tỉnh Thanh Hóa"
    assert said["business"] == "Tổ sâm Báo Triệu Sơn · 280•••••67"
    assert said["card"] == "038•••••0001 · ảnh mặt trước, mặt sau, sẽ mang bản gốc cho Hội xem"
    assert said["bank"] == "Agribank · •••••••••3456 · NGUYEN THI MAU"
    assert "Giấy đăng ký kinh doanh: 1 ảnh" in said["papers"]
    for secret in (ID_NUMBER, ACCOUNT_NUMBER, TAX_CODE):
        assert secret not in str(said)


def test_a_paper_shown_in_person_is_no_longer_to_come_once_an_officer_said_so(app: Flask) -> None:
    with transaction():
        by = make_officer()
    application = make_draft(card={"in_person": True})
    with transaction():
        for paper in list_papers(application.id):
            remove_evidence(application, paper.id)
        submit_application(application, applicant_actor(application.person))
    both = make_submitted(card={"in_person": True})
    with app.test_request_context():
        assert papers_in_words(load_case(application), "identity") == "sẽ mang bản gốc cho Hội xem"
    verify_all(application, by)
    verify_all(both, by)
    with app.test_request_context():
        assert papers_in_words(load_case(application), "identity") == "Hội đã xem bản gốc"
        said = papers_in_words(load_case(both), "identity")
    assert said == "ảnh mặt trước, mặt sau, có hẹn mang bản gốc cho Hội xem"


def test_nothing_said_yet_is_empty(app: Flask) -> None:
    with transaction():
        case = load_case(start_application(make_customer("Lê Thị Mới")))
    with app.test_request_context():
        rows = answers_in_words(case)
        assert [row[3] for row in rows] == [False] * len(rows)
        assert (bank_words(case), papers_in_words(case, "identity")) == ("", "")


def test_without_an_account_the_union_helps(app: Flask) -> None:
    case = load_case(make_draft(bank={"no_account": True}))
    with app.test_request_context():
        assert bank_words(case) == "Chưa có tài khoản, nhờ Hội giúp mở"


def test_to_the_applicant_her_birth_date_account_and_note_are_whole(app: Flask) -> None:
    """She checks what she hands in (8.21)."""
    case = load_case(make_draft(goods={"goods": ["thu_cong"], "goods_note": "Mỗi vụ 50 kg"}))
    with app.test_request_context():
        said = {
            step: answer for step, _name, answer, _done in own_answers_in_words(case, "1990-02-01", "3500205123456")
        }
        unopened = {step: answer for step, _name, answer, _done in own_answers_in_words(case, "", "")}
    assert said["name"] == "Nguyễn Thị Mẫu, sinh ngày 01/02/1990"
    assert said["bank"] == "Agribank, số tài khoản 3500205123456, chủ tài khoản NGUYEN THI MAU"
    assert said["goods"].endswith(". Mỗi vụ 50 kg")
    assert unopened["bank"] == "Agribank, số tài khoản tận cùng là 3456, chủ tài khoản NGUYEN THI MAU"
    assert unopened["name"] == "Nguyễn Thị Mẫu, 1990"
