"""Movement contests: recorded with teams and prizes, women never more than people, void with a reason."""

from flask import Flask

from marketplace.contests.models import MovementContest, Team
from marketplace.core.db import session
from tests.builders import HAC_THANH
from tests.outcomes import signed_in

NEW = "/staff/contests/movements/new"
DANCE = {"name": "Dân vũ vui khỏe", "kind": "dance", "held_on": "20/10/2026"}


def test_an_event_with_its_teams_and_the_stream(app: Flask) -> None:
    officer = signed_in(app, "commune")
    officer.open("/staff/contests/movements").sees("Chưa có cuộc thi phong trào nào")
    officer.open(NEW).press("Lưu cuộc thi", **DANCE, stream_url="javascript:x").sees(
        "bắt đầu bằng https://", status=422
    )
    assert officer.form("Lưu cuộc thi").fields["name"] == "Dân vũ vui khỏe"
    officer.press("Lưu cuộc thi", stream_url="https://example.org/live").sees("Vui lòng ghi các đội dự thi.")
    page = officer.address
    officer.press("Lưu đội dự thi", people="12", women="13").sees("Số phụ nữ không thể nhiều hơn", status=422)
    officer.press("Lưu đội dự thi", women="11", prize="Giải nhất").sees("12 người, trong đó 11 phụ nữ", "Giải nhất")
    officer.open("/staff/contests/movements").sees("Dân vũ vui khỏe", "20/10/2026")
    assert signed_in(app, "commune", HAC_THANH).open(page).status == 404
    officer.open(page).press("Bỏ đội này").sees("Chưa ghi đội nào.")
    officer.press("Hủy cuộc thi", why="").sees("Vui lòng ghi lý do.", status=422)
    officer.press("Hủy cuộc thi", why="Ghi hai lần").sees("lý do: Ghi hai lần")
    assert session.query(MovementContest).count() == 1 and session.query(Team).count() == 0


def test_the_same_form_sent_twice_makes_one(app: Flask) -> None:
    officer = signed_in(app, "commune")
    fields = dict(officer.open(NEW).form("Lưu cuộc thi").fields) | DANCE
    for _again in range(2):
        assert officer.visitor.post(NEW, fields).status_code == 303
    assert session.query(MovementContest).count() == 1
