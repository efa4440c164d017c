"""«Cuộc thi»: from a draft to awards on the pages, judged by officers and named judges, carried on a level up."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.contests.models import Contest, Entry, Idea, Judge
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_province_officer, unit_of
from tests.contests.making import judge_all, make_contest, make_entry, make_judges
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.statements import counted
from tests.visitors import Visitor

NEW = "/staff/contests/new"
CONTEST = {"name": "Phụ nữ khởi nghiệp xanh", "level": "commune"}
IDEA = {"title": "Trà sâm Báo", "sector": "food"}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def fresh() -> None:
    session.rollback()
    session.expire_all()


def opened(officer: Browser) -> str:
    officer.open(NEW).press("Lưu cuộc thi", **CONTEST)
    page = officer.address
    officer.press("Mở nhận ý tưởng").sees("Cuộc thi đã mở nhận ý tưởng.")
    return page


def with_idea(officer: Browser, page: str, title: str = "Trà sâm Báo", name: str = "Lê Thị Mận") -> None:
    officer.open(page).follow("Nhập ý tưởng")
    officer.press("Lưu ý tưởng", **{**IDEA, "title": title}, full_name=name, birth_year="1985")


def test_a_contest_is_entered_and_weights_of_99_say_what_is_missing(officer: Browser) -> None:
    officer.open("/staff/contests").sees("Chưa có cuộc thi nào").follow("Thêm cuộc thi")
    officer.press("Lưu cuộc thi", **CONTEST, criteria="Tính mới: 40\nKhả thi - 59 điểm")
    officer.sees("Tiêu chí đang có 99/100 điểm.", "Đang chuẩn bị").press("Mở nhận ý tưởng")
    officer.sees("Các tiêu chí mới có 99 điểm, còn thiếu 1 điểm cho đủ 100.")
    officer.follow("Sửa cuộc thi").press("Lưu cuộc thi", criteria="Tính mới: 40\nKhả thi - 60").press("Mở nhận ý tưởng")
    officer.sees("Cuộc thi đã mở nhận ý tưởng.", "Đang nhận ý tưởng")
    officer.press("Đưa về chuẩn bị").sees("Đang chuẩn bị")
    officer.open("/staff/contests").sees("Phụ nữ khởi nghiệp xanh", "Cấp xã, phường", "Hội LHPN xã Biện Thượng")


def test_a_level_above_the_units_own_is_refused_and_a_province_enters_those_above_it(
    app: Flask, officer: Browser
) -> None:
    officer.open(NEW)
    said = {**officer.form("Lưu cuộc thi").fields, **CONTEST, "level": "nation"}
    answer = officer.visitor.post(NEW, data=said)
    assert answer.status_code == 422 and "không tổ chức cuộc thi cấp trên của mình" in answer.text
    province = signed_in(app, "province")
    province.open(NEW).press("Lưu cuộc thi", **{**CONTEST, "level": "region"}, unit=unit_of(BIEN_THUONG).code)
    province.sees("không tổ chức cuộc thi cấp trên của mình", status=422)
    assert session.query(Contest).count() == 0
    province.press("Lưu cuộc thi", unit=unit_of("38").code, judged="paper").sees("Cấp vùng")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Vui lòng ghi tên cuộc thi."),
        ("year", "26", "Vui lòng ghi năm bằng bốn chữ số"),
        ("criteria", "Tính mới", "Chưa thấy số điểm ở cuối dòng “Tính mới”."),
        ("closes_on", "01/01/2020", "Ngày này trước ngày bắt đầu nhận."),
        ("opens_on", "32/13/2026", "Không có ngày 32/13/2026"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, field: str, typed: str, words: str) -> None:
    said = {**CONTEST, "opens_on": "01/02/2020", "criteria": "Tính mới: 100", field: typed}
    officer.open(NEW).press("Lưu cuộc thi", **said).sees(words, status=422)
    kept = officer.form("Lưu cuộc thi").fields
    assert kept[field] == typed and kept["level"] == "commune"
    assert session.query(Contest).count() == 0


def test_a_programme_that_had_ended_does_not_count_a_contest(officer: Browser) -> None:
    officer.open(NEW).press("Lưu cuộc thi", **CONTEST, year="2026", programmes="939")
    officer.sees("Ngày này nằm ngoài thời gian của Đề án.", status=422)
    assert session.query(Contest).count() == 0
    officer.press("Lưu cuộc thi", year="2025").sees("Đang chuẩn bị", "Đề án 939")


def test_the_same_form_sent_twice_makes_one_contest(officer: Browser) -> None:
    fields = dict(officer.open(NEW).form("Lưu cuộc thi").fields) | CONTEST
    for _again in range(2):
        assert officer.visitor.post(NEW, fields).status_code == 303
    assert session.query(Contest).count() == 1


def test_an_idea_of_a_woman_of_the_register_is_entered_once(officer: Browser) -> None:
    page = opened(officer)
    with_idea(officer, page)
    officer.sees("Đã nhập ý tưởng của chị Lê Thị Mận.", "Trà sâm Báo", "Chế biến thực phẩm", "Ý tưởng dự thi (1)")
    officer.follow("Nhập ý tưởng").press("Tìm", q="le man").follow("Lê Thị Mận")
    officer.press("Lưu ý tưởng", **{**IDEA, "title": "TRÀ SÂM BÁO"}).sees("Chị ấy đã có ý tưởng tên này", status=422)
    with_idea(officer, page, "Nón lá")
    officer.sees("Có thể chị ấy đã có trong danh sách", status=422)
    [woman] = session.query(Person).filter_by(full_name="Lê Thị Mận")
    officer.press("Lưu ý tưởng", person=woman.public_id).sees("Ý tưởng dự thi (2)")
    fresh()
    assert session.query(Idea).count() == 2 and {row.person_id for row in session.query(Idea)} == {woman.id}
    officer.open(f"/staff/women/{woman.public_id}").sees("Ý tưởng khởi nghiệp", "Nón lá")
    officer.open("/staff/women?role=author").sees("Lê Thị Mận", "Tác giả ý tưởng")
    officer.open("/staff/ideas?q=non").sees("Nón lá").follow("Nón lá").sees("Qua các cuộc thi")


def test_an_idea_is_taken_out_with_a_reason(officer: Browser) -> None:
    page = opened(officer)
    with_idea(officer, page)
    officer.press("Rút ý tưởng số 1", why="").sees("Vui lòng ghi lý do.", status=422)
    officer.press("Rút ý tưởng số 1", why="Thí sinh xin rút").sees("Đã rút ý tưởng khỏi cuộc thi.", "Chưa có ý tưởng")
    officer.press("Hủy cuộc thi", why="Bão lụt").sees("Đã hủy cuộc thi.")


def test_judged_decided_printed_reopened_and_kept(officer: Browser) -> None:
    page = opened(officer)
    with_idea(officer, page)
    officer.press("Khóa danh sách, vào chấm").sees("Cần ít nhất 3 giám khảo.")
    judges = page + "/judges"
    officer.open(judges).press("Thêm giám khảo", name="LE THI MAN").sees("vừa là thí sinh vừa là giám khảo", status=422)
    for name in ("Trần Thị Một", "Trần Thị Hai", "Trần Thị Ba"):
        officer.open(judges).press("Thêm giám khảo", name=name, title="Sở Công Thương").sees("Đã thêm giám khảo.", name)
    officer.open(page).press("Khóa danh sách, vào chấm").sees("Ban giám khảo chấm được từ bây giờ.")
    fresh()
    [contest] = session.query(Contest)
    fields = {f"points-{row.id}": str(row.weight) for row in contest.criteria}
    first = next(iter(fields))
    for judge, off in ((1, "0"), (2, "5,5"), (3, "24")):
        sheet = f"{judges}/{judge}/sheets/1"
        officer.open(sheet).press("Lưu phiếu", **{**fields, first: "26"})
        officer.sees("Phiếu chưa lưu.", "Vui lòng ghi điểm từ 0 đến 25", status=422)
        assert officer.form("Lưu phiếu").fields[first] == "26"
        officer.press("Lưu phiếu", **{first: off}).sees("Đã lưu phiếu chấm ý tưởng số 1.")
    results = page + "/results"
    officer.open(results).sees("84,83", "lệch 24 điểm").press("Chốt kết quả", **{"award-1": "first"}, document="01/BB")
    officer.sees("Đã chốt kết quả.", "Giải nhất", "Biên bản ngày")
    officer.follow("Biên bản ngày").sees("Trần Thị Hai: 80,5", "Trung bình", "Giải nhất", "01/BB")
    officer.open(results).press("Mở lại kết quả", why="").sees("Vui lòng ghi lý do.", status=422)
    officer.press("Mở lại kết quả", why="Khiếu nại").sees("Kết quả cũ vẫn còn", "lý do: Khiếu nại", "Chốt kết quả")
    officer.press("Chốt kết quả", **{"award-1": "second"}).sees("Giải nhì")
    assert officer.open("/staff/ideas/way").sees("Lê Thị Mận", "Giải nhì, cấp xã, phường", "chưa mở")


def test_fewer_than_three_free_sheets_are_not_decided(officer: Browser) -> None:
    with transaction():
        contest = make_contest()
        make_entry(contest)
        judge_all(contest, make_judges(contest), {1: (70, 80)})
    officer.open(f"/staff/contests/{contest.id}/results").sees("chưa đủ 3")
    officer.press("Chốt kết quả", **{"award-1": "first"})
    officer.sees("Ý tưởng số 1 chưa đủ 3 phiếu", status=422)
    assert officer.form("Chốt kết quả").fields["award-1"] == "first"
    fresh()
    assert session.query(Entry).one().award is None and session.get_one(Contest, contest.id).status == "judging"


def test_an_officer_of_elsewhere_judges_blind_and_her_sister_is_locked(app: Flask, officer: Browser) -> None:
    with transaction():
        province = make_province_officer("Phạm Thị Chấm")
        contest = make_contest(is_blind=True)
        entry_id = make_entry(contest, "Trà sâm Báo", make_person("Phạm Thị Em")).idea_id
        make_entry(contest, "Nón lá")
    judge, there = Browser(Visitor(app).sign_in(province)), signed_in(app, "commune", HAC_THANH)
    page = f"/staff/contests/{contest.id}"
    officer.open(page + "/judges").press("Thêm giám khảo", officer=province.public_id, chair="y")
    for name in ("Một", "Hai"):
        officer.open(page + "/judges").press("Thêm giám khảo", name=name)
    officer.open(page).press("Khóa danh sách, vào chấm").sees("Ban giám khảo chấm")
    judge.open("/staff/contests").follow("Cuộc thi tôi chấm").follow("Phụ nữ khởi nghiệp")
    judge.sees("chấm giấu tên", "Chưa chấm", "Phạm Thị Em, Hội LHPN xã Biện Thượng")
    sister = session.query(Person).filter_by(full_name="Phạm Thị Em").one().public_id
    assert 'value="1"' not in judge.text
    for path in (page, "/staff/ideas", "/staff/ideas?q=tra", f"/staff/ideas/{entry_id}"):
        assert "Phạm Thị Em" not in judge.open(path).sees("Trà sâm Báo").text
    assert "Trà sâm" not in judge.open("/staff/ideas?q=Pham Thi Em").text
    judge.open(page + "/judging").press("Khai quan hệ", entry=sister, relation="family")
    judge.sees("Chị không chấm ý tưởng của thí sinh này", "chị, em")
    assert (
        "Số 1." not in judge.text and "Phạm Thị Em" not in judge.open(page + "/judges").text.partition("Ghi quan hệ")[0]
    )
    sheet = judge.open(page + "/judging/2")
    assert "Tác giả Nón lá" not in sheet.text
    weights = {f"points-{row.id}": str(row.weight) for row in session.get_one(Contest, contest.id).criteria}
    judge.press("Lưu phiếu", **weights).sees("Đã chấm 100 điểm")
    judge.open(page + "/judging/1").sees("đã khai có quan hệ với thí sinh này")
    assert "Lưu phiếu" not in judge.text
    judge.open(page).sees("Chị là giám khảo").open(page + "/results").sees("chị xem kết quả sau khi ban tổ chức chốt")
    assert there.open(page).status == there.open(page + "/judging").status == 404
    officer.open(page + "/judges").sees("không chấm số 1").press("Khai nhầm? Bỏ", why="Nhầm").sees("lại chấm được")


def test_who_judged_blind_sees_no_names_after_leaving_and_does_not_come_back_by_herself(officer: Browser) -> None:
    me = session.query(Person).filter_by(full_name="Lê Cán Bộ").one().public_id
    with transaction():
        contest = make_contest(is_blind=True)
        make_entry(contest, "Trà sâm Báo", make_person("Phạm Thị Em"))
        make_judges(contest)
    page = f"/staff/contests/{contest.id}"
    officer.open(page + "/judges").press("Thêm giám khảo", officer=me)
    officer.press("Thêm giám khảo", name="GIÁM KHẢO 1").sees("Người này đã là giám khảo", status=422)
    officer.press("Thêm giám khảo", title="Sở Công Thương").sees("Đã thêm giám khảo.")
    officer.open(page).press("Khóa danh sách, vào chấm").open(page + "/judges")
    fresh()
    mine = session.query(Judge).filter(Judge.person_id.is_not(None)).one()
    officer.visitor.post(f"{page}/judges/{mine.id}/remove", {"why": "bận"})
    for path in (page, page + "/results", "/staff/ideas"):
        assert "Phạm Thị Em" not in officer.open(path).text
    author = session.query(Person).filter_by(full_name="Phạm Thị Em").one()
    assert "Trà sâm Báo" not in officer.open(f"/staff/women/{author.public_id}").text
    officer.visitor.post(page + "/results/reopen", {"why": ""})
    officer.open(page + "/judges").press("Thêm giám khảo", officer=me).sees("đã xem được tên và điểm", status=422)


def test_honoured_ideas_go_on_to_the_province_as_the_same_ideas(app: Flask, officer: Browser) -> None:
    with transaction():
        contest = make_contest()
        entry = make_entry(contest)
        judge_all(contest, make_judges(contest), {1: (70, 80, 90)})
        above = make_contest("province", unit_of("38"))
    officer.open(f"/staff/contests/{contest.id}/results").press("Chốt kết quả", **{f"award-{entry.id}": "third"})
    province, page = signed_in(app, "province"), f"/staff/contests/{above.id}"
    province.open(page).follow("Đưa ý tưởng từ cấp dưới lên").press("Đưa vào cuộc thi này")
    province.sees("Mời chọn ít nhất một ý tưởng.", status=422)
    province.press("Đưa vào cuộc thi này", entry=str(entry.id)).sees("Đã đưa lên 1 ý tưởng.")
    officer.open(f"/staff/ideas/{entry.idea_id}").sees("Cấp xã, phường", "Giải ba", "Cấp tỉnh")
    assert officer.open(page).status == 404
    officer.open(f"/staff/ideas/{entry.idea_id}").press("Ghi hỗ trợ", supported_on="01/01/2001", what="Vốn")
    officer.sees("Ngày này trước ngày có ý tưởng.", status=422)
    officer.press("Ghi hỗ trợ", supported_on=f"{today():%d/%m/%Y}").sees("Đã ghi hỗ trợ ở cấp Trung ương.")
    officer.press("Ghi nhầm? Bỏ hỗ trợ này").sees("Đã bỏ hỗ trợ ghi nhầm.")
    fresh()
    assert session.query(Idea).count() == 1 and session.query(Entry).count() == 2


def test_results_by_document_count_for_the_programme_and_open_from_its_number(officer: Browser) -> None:
    officer.open(NEW).press("Lưu cuộc thi", **CONTEST, judged="paper", criteria="", programmes="2415")
    officer.press("Mở nhận ý tưởng")
    page = officer.address
    with_idea(officer, page)
    officer.follow("Ghi kết quả theo văn bản").press("Chốt kết quả", **{"award-1": "honoured"})
    officer.sees("vui lòng ghi số quyết định hoặc biên bản", status=422)
    officer.press("Chốt kết quả", document="12/QĐ-BTV").sees("Được tôn vinh", "12/QĐ-BTV")
    officer.open("/staff/programmes/2415/ideas_honoured").sees("1 ý tưởng", "Lê Thị Mận").follow("Mở hồ sơ")
    officer.sees("Trà sâm Báo", "Được tôn vinh", "Đề án 2415")


def test_lists_take_the_same_statements_however_long_they_are(officer: Browser) -> None:
    def sent() -> list[int]:
        fresh()
        found = []
        for path in ("/staff/contests", "/staff/ideas", "/staff/ideas/way", f"/staff/contests/{contest.id}"):
            with counted() as statements:
                officer.open(path)
            found.append(len(statements))
        return found

    with transaction():
        contest = make_contest()
        make_entry(contest, "Một")
    officer.open("/staff/contests")
    before = sent()
    with transaction():
        contest = session.get_one(Contest, contest.id)
        for number in range(5):
            make_entry(contest, f"Ý {number}")
            make_contest(closes_on=today() + timedelta(days=number))
    assert sent() == before


def test_names_stay_out_of_the_area_of_another_commune(app: Flask) -> None:
    with transaction():
        contest = make_contest()
        entry = make_entry(contest)
    there = signed_in(app, "commune", HAC_THANH)
    for path in (
        f"/staff/contests/{contest.id}",
        f"/staff/ideas/{entry.idea_id}",
        f"/staff/contests/{contest.id}/judges",
    ):
        assert there.open(path).status == 404
    assert "sâm" not in there.open("/staff/ideas").text
    assert there.visitor.post(f"/staff/contests/{contest.id}/cancel", {"why": "x"}).status_code == 404
    fresh()
    assert session.get_one(Contest, contest.id).status == "open" and unit_of(BIEN_THUONG).id == contest.unit_id
