"""Knowledge contests on the staff's pages: questions pasted at once, a contest opened, ranks read, cancelled."""

from io import BytesIO

import pypdf
import pytest
from flask import Flask

from marketplace.contests.models import KnowledgeCertificate, KnowledgeContest, Question
from marketplace.contests.services.knowledge import hand_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH
from tests.contests.test_knowledge import answer, begun, closed, contest_of
from tests.outcomes import signed_in
from tests.pages import Browser

QUESTIONS, NEW = "/staff/contests/questions", "/staff/contests/knowledge/new"
PASTED = """Câu 1: Mật khẩu nào khó đoán nhất?
A. 123456
*B. Mot-Con-Vit-97
C. ngày sinh

2. Khi nhận tin trúng thưởng lạ, chị làm gì?
A) Bấm vào xem
B) Không bấm, hỏi người nhà
Đáp án: B"""


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def test_questions_pasted_at_once_are_read_and_never_doubled(officer: Browser) -> None:
    officer.open(QUESTIONS).press("Lưu câu hỏi", topic="Kỹ năng số", questions=PASTED)
    officer.sees("Đã thêm 2 câu hỏi.", "Mật khẩu nào khó đoán nhất?", "Mot-Con-Vit-97 ✓", "Kỹ năng số: 2 câu")
    rows = session.query(Question).order_by(Question.id).all()
    assert [(row.words, row.right_option, len(row.options)) for row in rows] == [
        ("Mật khẩu nào khó đoán nhất?", 1, 3),
        ("Khi nhận tin trúng thưởng lạ, chị làm gì?", 1, 2),
    ]
    officer.press("Lưu câu hỏi", topic="Kỹ năng số", questions=PASTED).sees("2 câu đã có nên bỏ qua")
    officer.press("Cất câu này").sees("Đã cất câu hỏi.").follow("Xem câu đã cất")
    officer.press("Dùng lại câu này").sees("Câu hỏi lại được dùng.")
    assert session.query(Question).count() == 2


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("", "Vui lòng dán hoặc ghi ít nhất một câu hỏi."),
        ("Một?\nA. có\nB. không", "Câu thứ 1: cần đúng một phương án đúng"),
        ("Một?\n*A. có", "Câu thứ 1: cần từ 2 đến 6 phương án"),
        ("Một?\n*A. có\nB. không\n\nA. x\n*B. y", "Câu thứ 2: chưa có lời hỏi"),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(officer: Browser, pasted: str, words: str) -> None:
    officer.open(QUESTIONS).press("Lưu câu hỏi", topic="Kỹ năng số", questions=pasted).sees(words, status=422)
    assert officer.form("Lưu câu hỏi").fields["topic"] == "Kỹ năng số" and session.query(Question).count() == 0


def test_a_contest_is_entered_opened_and_cancelled(officer: Browser) -> None:
    officer.open(QUESTIONS).press("Lưu câu hỏi", topic="Kỹ năng số", questions=PASTED)
    said = {"name": "Tìm hiểu kỹ năng số", "closes_on": "31/12/2099", "closes_time": "21h"}
    officer.open(NEW).press("Lưu cuộc thi", **said, opens_time="25:00").sees("nhập giờ theo kiểu 8:00", status=422)
    officer.press("Lưu cuộc thi", opens_time="8h", closes_on="01/01/2020").sees("Giờ đóng phải sau giờ mở", status=422)
    officer.press("Lưu cuộc thi", closes_on="31/12/2099").sees("Đang chuẩn bị").press("Mở cuộc thi")
    officer.sees("Kho câu hỏi mới có 2 câu, cuộc thi cần 20 câu.")
    officer.open(NEW).press("Lưu cuộc thi", **said, opens_time="0:00", per_paper="2").press("Mở cuộc thi")
    officer.sees("Đã mở cuộc thi.", "Đang thi", "/contests/", "Chưa có ai làm bài.")
    officer.press("Hủy cuộc thi", why="").sees("Vui lòng ghi lý do.", status=422)
    officer.press("Hủy cuộc thi", why="Mất điện").sees("Đã hủy cuộc thi.")
    officer.open("/staff/contests/knowledge").sees("Tìm hiểu kỹ năng số", "Đã hủy cuộc thi", "Đang chuẩn bị")


def test_ranks_are_read_by_who_holds_it_and_nobody_else(app: Flask) -> None:
    with transaction():
        contest = contest_of()
        for number, (score, area) in enumerate([(2, BIEN_THUONG), (6, HAC_THANH)], start=1):
            answer(begun(contest, number, area, name=f"Người {number}"), score)
    page = f"/staff/contests/knowledge/{contest.id}"
    province = signed_in(app, "province").open(page).sees("1. Hội LHPN phường Hạc Thành", "Người 2", "6/6", "Người 1")
    assert province.text.index("Người 2") < province.text.index("Người 1")
    commune = signed_in(app, "commune")
    assert commune.open(page).status == 404
    assert commune.visitor.post(page + "/cancel", {"why": "x"}).status_code == 404
    session.rollback()
    assert session.query(KnowledgeContest).one().status == "open"


def test_certificates_are_issued_checked_downloaded_by_her_and_revoked(app: Flask) -> None:
    with transaction():
        contest = contest_of()
        papers = [begun(contest, number, name=f"Lê Thị {name}") for number, name in enumerate(("Mận", "Đào"))]
        for paper, right in zip(papers, (6, 2), strict=True):
            answer(paper, right)
            hand_in(paper)
        page, hers = f"/staff/contests/knowledge/{contest.id}", f"/contests/{contest.code}/{papers[0].public_id}"
        certificates = f"{page}/certificates"
    province = signed_in(app, "province")
    province.open(certificates).press("Cấp giấy chứng nhận", first="1").sees("Cuộc thi chưa đóng", status=422)
    with transaction():
        closed(session.get_one(KnowledgeContest, contest.id))
    province.press("Cấp giấy chứng nhận", first="", least_right="").sees("Vui lòng ghi số người", status=422)
    province.press("Cấp giấy chứng nhận", least_right="9").sees("Mỗi bài chỉ có 6 câu", status=422)
    province.open(page).follow("Giấy chứng nhận của cuộc thi").press("Cấp giấy chứng nhận", first="1", least_right="2")
    province.sees("Đã cấp 2 giấy chứng nhận.", "xếp thứ 1, trả lời đúng 6/6 câu", "trả lời đúng 2/6 câu")
    province.press("Cấp giấy chứng nhận", first="1").sees("Ai đạt như vậy đều đã có giấy.")
    for path in (f"{certificates}.pdf?part=1", f"{hers}/certificate.pdf"):
        kind, content = province.fetch(path)
        assert kind == "application/pdf" and "Lê Thị Mận" in pypdf.PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Tải giấy chứng nhận của tôi" in province.open(hers).text
    number = session.query(KnowledgeCertificate).filter_by(rank=1).one().number
    check = province.open(f"/certificates/{number}").sees("L. T. M.", "Tìm hiểu kỹ năng số", "xếp thứ 1", "có giá trị")
    assert "Mận" not in check.text.partition("Kiểm tra giấy")[2]
    province.open(certificates).follow("Thu hồi Lê Thị Mận").press("Thu hồi giấy này", why="Thi hộ")
    province.sees("Đã thu hồi giấy chứng nhận.").open(f"/certificates/{number}").sees("đã bị thu hồi")
    assert province.visitor.get(f"{hers}/certificate.pdf").status_code == 404
    stranger = signed_in(app, "commune", HAC_THANH).visitor
    for path in (certificates, f"{certificates}.pdf", f"{certificates}/{number}", f"{certificates}/{number}/revoke"):
        assert stranger.get(path).status_code == 404
